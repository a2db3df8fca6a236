import { afterEach, describe, expect, test } from "vitest";
import { registerRoot, takeSnapshot } from "../../core/index.ts";
import { Deriver } from "../../extension/panel/worker/derive.ts";
import { USUAL_DERIVATION } from "../export/usual-derivation.ts";
import type { PageSnapshotOptions } from "../page/measured-page.ts";
import { type DebuggedRealm, oneByOne, RealmMemory } from "./realm-memory.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A debugger that finds one root, and evaluates expressions as one does. */
function debuggedRealm() {
  const asked: PageSnapshotOptions[] = [];
  const realm: DebuggedRealm = {
    async takeSnapshot(options) {
      asked.push(options);
      const { roots } = options;
      const named = typeof roots === "object" ? roots.expressions : [{ name: "found", expression: "[1]" }];
      const objects = named.map(({ name, expression }) => [name, new Function(`return ${expression}`)()]);
      const bytes = takeSnapshot({ roots: Object.fromEntries(objects) }).encode();
      return { parts: [{ worker: "", bytes }], warnings: [], url: "" };
    },
  };
  return { asked, open: async () => realm };
}

const withoutDebugger = async (): Promise<string> => "the tests run in a worker thread";

function rootsIn(bytes: Uint8Array): readonly string[] {
  const deriver = new Deriver();
  deriver.openSnapshot(1, bytes, USUAL_DERIVATION, "merged");
  const folded = deriver.writeFolded(1, USUAL_DERIVATION, 0);
  return [...new Set(folded.split("\n").map((line) => line.split(/[; ]/)[0] ?? ""))].filter((name) => name !== "");
}

describe("without roots", () => {
  test("those that were registered are measured, without the debugger", async () => {
    const { asked, open } = debuggedRealm();
    cleanups.push(registerRoot("registered", () => [1]));
    expect(rootsIn(await new RealmMemory(open).takeSnapshot())).toEqual(["registered"]);
    expect(asked).toEqual([]);
  });

  test("where none is, all that can be found; also to see what grows", async () => {
    const { asked, open } = debuggedRealm();
    expect(rootsIn(await new RealmMemory(open).takeSnapshot())).toEqual(["found"]);
    cleanups.push(registerRoot("registered", () => [1]));
    expect(rootsIn(await new RealmMemory(open).forGrowth({}).takeSnapshot())).toEqual(["found"]);
    expect(asked).toEqual([{ roots: "offered" }, { roots: "all" }]);
  });

  test("without a debugger, what is registered is measured; where nothing is, a sentence says why", async () => {
    const memory = new RealmMemory(withoutDebugger);
    await expect(memory.takeSnapshot()).rejects.toThrow(
      /^There is nothing to measure: .* All that there is cannot be found here: the tests run in a worker thread\.$/,
    );
    cleanups.push(registerRoot("registered", () => [1]));
    expect(rootsIn(await memory.forGrowth({}).takeSnapshot())).toEqual(["registered"]);
  });
});

describe("with roots", () => {
  test("they are walked here, and by the debugger where closures are wanted", async () => {
    const { asked, open } = debuggedRealm();
    const memory = new RealmMemory(open);
    expect(rootsIn(await memory.of({ store: [1] }).takeSnapshot())).toEqual(["store"]);
    expect(asked).toEqual([]);
    const before = Object.getOwnPropertyNames(globalThis);
    expect(rootsIn(await memory.of({ 'a "name"': [1] }, { closures: true }).takeSnapshot())).toEqual(["a"]);
    expect(asked).toHaveLength(1);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  });

  test("closures that cannot be had are refused", async () => {
    const memory = new RealmMemory(withoutDebugger).of({ store: [1] }, { closures: true });
    await expect(memory.takeSnapshot()).rejects.toThrow(
      "Functions cannot be asked for their variables: the tests run in a worker thread.",
    );
  });
});

test("a snapshot begins when the one before has ended, also where that failed", async () => {
  const steps: string[] = [];
  let isFirst = true;
  const realm = oneByOne(async () => {
    const fails = isFirst;
    isFirst = false;
    steps.push("begin");
    await Promise.resolve();
    steps.push("end");
    if (fails) throw new Error("it ran out of time");
    return { parts: [], warnings: [], url: "" };
  });
  const both = [realm.takeSnapshot({}), realm.takeSnapshot({})];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(steps).toEqual(["begin", "end", "begin", "end"]);
});
