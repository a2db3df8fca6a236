import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { LEFT_TO_TEST_ALL } from "./left-to-test-all.ts";

const specs = readdirSync(repositoryPath("e2e")).filter((file) => file.endsWith(".spec.ts"));
const isLeft = (title: string): boolean => new RegExp(LEFT_TO_TEST_ALL).test(title);

test("every spec that is left to npm run test:all exists, and the main path is not among them", () => {
  const named = LEFT_TO_TEST_ALL.match(/[a-z-]+(?=[|)])/g)?.filter((name) => name !== "slow") ?? [];
  expect(named.map((name) => `${name}.spec.ts`).filter((file) => !specs.includes(file))).toEqual([]);
  expect(specs.filter(isLeft)).toHaveLength(named.length);
  expect(isLeft("demo.spec.ts three levels down by mouse")).toBe(false);
  expect(isLeft("accessibility.spec.ts axe finds nothing @slow")).toBe(true);
});
