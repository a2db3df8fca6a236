import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { build, type Rolldown } from "vite";
import { beforeAll, describe, expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";

/*
 * A page may put accessors on Object.prototype and Array.prototype before the library is loaded. Whatever the library reads from an object that lacks it, or
 * writes to an array at a new index, would run them. So there is one for every word of the built file, which is more than its property names.
 */

const INDICES = Array.from({ length: 100 }, (_, index) => String(index));

let code = "";
let words: readonly string[] = [];

beforeAll(async () => {
  const [output] = (await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    root: repositoryPath("."),
    build: {
      write: false,
      target: "es2022",
      minify: true,
      lib: {
        entry: repositoryPath("core/index.ts"),
        formats: ["es"],
        fileName: () => "index.js",
      },
    },
  })) as Rolldown.RolldownOutput[];
  /* As a script, whose code runs at once. */
  code = output!.output[0].code.replace(/export\s*\{([^}]*)\};?\s*$/, (_whole, names: string) => {
    const members = names.split(",").map((name) => name.trim().split(/\s+as\s+/));
    return `globalThis.library = { __proto__: null, ${members.map(([local, exported = local]) => `${exported}: ${local}`).join()} };`;
  });
  words = [...new Set(code.match(/[A-Za-z_$][\w$]*/g))];
});

interface Measured {
  readonly bytes: readonly number[];
  readonly warnings: readonly unknown[];
  readonly touched: readonly string[];
}

/** A process with the library, objects of every kind, and what `sabotage` does before the library is loaded. */
function measureWith(sabotage: string): Measured {
  const objects = readFileSync(repositoryPath("scripts/build/hostile-realm.objects.js"), "utf8");
  /* Nothing is written before the realm is as it was. */
  const script = `{
    const { stringify } = JSON;
    globalThis.words = ${JSON.stringify(words)};
    globalThis.INDICES = ${JSON.stringify(INDICES)};
    globalThis.touched = [];
    globalThis.library = undefined;
    globalThis.restore = () => {};
    (0, eval)(${JSON.stringify(objects)});
    let outcome;
    try {
      (0, eval)(${JSON.stringify(sabotage)});
      (0, eval)(${JSON.stringify(code)});
      const { bytes, warnings } = measure(library);
      restore();
      outcome = { bytes: Array.from(bytes), warnings, touched: [...new Set(touched)] };
    } catch (error) {
      restore();
      outcome = { thrown: String(error.stack), touched };
    }
    process.stdout.write(stringify(outcome));
  }`;
  const run = spawnSync(process.execPath, ["-"], { input: script, encoding: "utf8", maxBuffer: 2 ** 28 });
  expect(run.stderr).toBe("");
  const { thrown, ...measured } = JSON.parse(run.stdout);
  if (thrown !== undefined) throw new Error(`${thrown}\ntouched: ${measured.touched.join(", ")}`);
  return measured;
}

const SABOTAGE = `
  const ObjectPrototype = Object.prototype;
  const ArrayPrototype = Array.prototype;
  const { defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;
  const saved = [];
  let count = 0;
  const trap = (owner, name, label) => {
    const before = getOwnPropertyDescriptor(owner, name);
    if (before !== undefined && !before.configurable) return;
    saved.push([owner, name, before]);
    const met = (kind) => {
      defineProperty(touched, count++, { __proto__: null, value: kind + label, writable: true, enumerable: true, configurable: true });
      FAIL
    };
    const isOurs = { __proto__: null, get: () => met("read "), set: () => met("wrote "), configurable: true };
    defineProperty(owner, name, isOurs);
  };
  globalThis.restore = () => {
    for (let i = 0; i < saved.length; i++) deleteProperty(saved[i][0], saved[i][1]);
    for (let i = 0; i < saved.length; i++) {
      if (saved[i][2] !== undefined) defineProperty(saved[i][0], saved[i][1], saved[i][2]);
    }
  };
  const todo = [];
  for (const word of words) todo.push([ObjectPrototype, word, word]);
  for (const index of INDICES) todo.push([ArrayPrototype, index, "[" + index + "]"], [ObjectPrototype, index, "[" + index + "] of an object"]);
  for (let i = 0; i < todo.length; i++) trap(todo[i][0], todo[i][1], todo[i][2]);
`;

describe("accessors on Object.prototype and Array.prototype, for every word of the built package", () => {
  test("are never met", () => {
    expect(measureWith(SABOTAGE.replace("FAIL", "")).touched).toEqual([]);
  });

  test("do not change a snapshot where they throw", () => {
    const expected = measureWith("");
    const { bytes, warnings } = measureWith(SABOTAGE.replace("FAIL", 'throw new Error("page code was run");'));
    expect(warnings).toEqual(expected.warnings);
    expect(bytes).toEqual(expected.bytes);
  });
});
