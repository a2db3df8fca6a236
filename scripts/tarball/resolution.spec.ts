import { readFileSync } from "node:fs";
import path from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, inject, test } from "vitest";

const bytes = new Uint8Array(readFileSync(inject("tarball").file));

test("publint has no remark", async () => {
  const { messages, pkg } = await publint({
    pkgDir: path.join(inject("app"), "node_modules/allocative"),
    pack: false,
    strict: true,
  });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

/** Resolution before `exports`, which no supported Node and no TypeScript since 7 has. */
const OLD = "node10";

test("the types are those of the code, for every way to resolve them", async () => {
  const result = await checkPackage(createPackageFromTarballData(bytes));
  if (!result.types) throw new Error("The package has no types.");
  expect(Object.keys(result.entrypoints)).toEqual([
    ".",
    "./register",
    "./playwright",
    "./vitest",
    ...["./vite", "./rollup", "./rolldown", "./webpack", "./rspack", "./esbuild"],
    "./package.json",
  ]);
  const problems = result.problems.filter(
    (problem) =>
      !("resolutionKind" in problem && problem.resolutionKind === OLD) &&
      /* Vitest is a module alone, too. */
      !(problem.kind === "CJSResolvesToESM" && problem.entrypoint === "./vitest"),
  );
  expect(problems).toEqual([]);
});
