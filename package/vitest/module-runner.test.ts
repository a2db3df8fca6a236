import { expect, test } from "vitest";
import { analyseModulesOf, isForeignName } from "./module-runner.ts";

const analyseModule = analyseModulesOf("/home/ada/shop/");
const NO_MAP = Promise.resolve(undefined);
const BODY = "const seen = []; const visit = () => seen.push({});";

test("the function that stands for a module runs once", async () => {
  const wrapper = `'use strict';async (__vi_import_meta__, __vi_export__) => {{${BODY}}}`;
  const said = await analyseModule(wrapper, "script", NO_MAP);
  expect(said?.scopes).toMatchObject([{ runs: "once", names: ["seen"] }]);
});

test("other scripts are as they are, and one that does not parse is none", async () => {
  const said = await analyseModule(`async (other) => {{${BODY}}}`, "script", NO_MAP);
  expect(said?.scopes).toMatchObject([{ runs: "many", names: ["seen"] }]);
  expect(await analyseModule("async (__vi_import_meta__) => {", "script", NO_MAP)).toBeUndefined();
});

test("files of the project are named by their paths in it", async () => {
  const source = `async (__vi_import_meta__) => {${BODY}}`;
  const map = JSON.stringify({ version: 3, sources: ["visits.ts"], names: [], mappings: "AAAA" });
  for (const [url, path] of [
    ["file:///home/ada/shop/src/visits.ts", "src/visits.ts"],
    ["file:///home/ada/shared/visits.ts", "home/ada/shared/visits.ts"],
  ] as const) {
    const said = await analyseModule(source, "script", Promise.resolve({ text: map, url }));
    expect(said?.original?.sources).toEqual([path]);
  }
});

test.each([
  ["__vitest_worker__", true],
  ["__vite_ssr_import_meta__", true],
  ["__VITE_something", true],
  ["__app", false],
  ["vitest", false],
])("%s is Vitest's own: %s", (name, isForeign) => {
  expect(isForeignName(name)).toBe(isForeign);
});
