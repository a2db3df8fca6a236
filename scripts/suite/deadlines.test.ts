import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";

const FOLDER = repositoryPath("e2e");
/** A limit for a whole test, or one that a single call gets beside the one of the configuration. */
const OWN_DEADLINE = /\btest\.(?:slow|setTimeout)\(|\btimeout: \d/;

test("no end-to-end test has a deadline of its own: that of playwright.config.ts is against hanging, and a slow machine is no failure", () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files).toContain("demo.spec.ts");
  const lines = files.flatMap((file) =>
    readFileSync(path.join(FOLDER, file), "utf8")
      .split("\n")
      .filter((line) => OWN_DEADLINE.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});
