import path from "node:path";
import { expect, inject, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { writeApp } from "./apps.ts";
import { runIn } from "./run-in.ts";

const app = path.join(inject("app"), "typescript");

const USE = `
const unregister: () => void = registerRoot("cart", { items: [] });
unregister();
const count: number = takeSnapshot({ roots: { cart: { items: [1] } } }).objectCount;
export class Cart implements Allocative {
  [visit](visitor: Visitor): void {
    visitor.visitField("count", count);
  }
}
`;
const RIGHT = `import { type Allocative, takeSnapshot, visit, type Visitor } from "allocative";
import { registerRoot } from "allocative/register";${USE}`;
const RIGHT_IN_COMMON_JS = `import allocative = require("allocative");
import register = require("allocative/register");
const unregister: () => void = register.registerRoot("cart", { items: [] });
unregister();
export const count: number = allocative.takeSnapshot({ roots: { cart: { items: [1] } } }).objectCount;
`;
const WRONG = 'import { registerRoot } from "allocative/register";\nregisterRoot(1, {});\n';

writeApp(app, {
  "right.mts": RIGHT,
  "right.cts": RIGHT,
  "required.cts": RIGHT_IN_COMMON_JS,
  "right.ts": RIGHT,
  "wrong.mts": WRONG,
  "wrong.cts": WRONG,
  "wrong.ts": WRONG,
});

const STRICT = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022"];
const COMPILERS = [
  /* It looks into the package's declarations, too. */
  { compiler: "newest", tsc: repositoryPath("node_modules/typescript/bin/tsc"), options: ["--ignoreConfig"] },
  /* The one that attw brings does not know the type arguments of typed arrays, which are in declarations. */
  {
    compiler: "5.6",
    tsc: repositoryPath("node_modules/@arethetypeswrong/core/node_modules/typescript/bin/tsc"),
    options: ["--skipLibCheck"],
  },
];
const RESOLUTIONS = [
  { resolution: "bundler", options: ["--module", "esnext", "--moduleResolution", "bundler"], kinds: ["ts"] },
  { resolution: "node16", options: ["--module", "node16", "--moduleResolution", "node16"], kinds: ["mts", "cts"] },
  { resolution: "nodenext", options: ["--module", "nodenext"], kinds: ["mts", "cts"] },
];

/** What the compiler says about files. */
function complaints(tsc: string, options: readonly string[], ...files: readonly string[]): string {
  return runIn(app, process.execPath, [tsc, ...STRICT, ...options, ...files]).stdout;
}

for (const { compiler, tsc, options } of COMPILERS) {
  for (const { resolution, options: ways, kinds } of RESOLUTIONS) {
    test.each(kinds)(`TypeScript (${compiler}), moduleResolution ${resolution}, files .%s`, (kind) => {
      const said = complaints(tsc, [...options, ...ways], `right.${kind}`, `wrong.${kind}`);
      expect(said).toMatch(/^wrong\.\w+\(2,14\): error TS2345: [^\n]*\n$/);
    });
  }
}

test("TypeScript's own require", () => {
  const [{ tsc, options }] = COMPILERS;
  expect(complaints(tsc, [...options, "--module", "node16"], "required.cts")).toBe("");
});
