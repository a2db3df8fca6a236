import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { VERSION_PLACES, withVersion } from "./version-places.ts";

const { version } = JSON.parse(readFileSync(repositoryPath("package.json"), "utf8"));

test.each(VERSION_PLACES)("%s has the package's version: %j", (file, pattern) => {
  const text = readFileSync(repositoryPath(file), "utf8");
  const next = withVersion(text, pattern, version, "99.0.1");
  expect(next).toContain(pattern.replace("VERSION", "99.0.1"));
  expect(withVersion(next, pattern, "99.0.1", version)).toBe(text);
});

test("a place that has another version is an error", () => {
  expect(() => withVersion("npm/allocative@0.0.1", "npm/allocative@VERSION", "0.1.0", "0.2.0")).toThrow(
    'There is no "npm/allocative@0.1.0".',
  );
});
