import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { selectorsOf } from "./stylesheets.ts";

test("a selector has its rules in one stylesheet of the panel", () => {
  /* That of a browser stands over all others. */
  const files = readdirSync(repositoryPath("extension"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".css") && !name.endsWith(".firefox.css"),
  );
  expect(files.length).toBeGreaterThan(10);
  const filesBySelector = new Map<string, string[]>();
  for (const file of files)
    for (const selector of selectorsOf(readFileSync(repositoryPath(path.join("extension", file)), "utf8")))
      filesBySelector.set(selector, [...(filesBySelector.get(selector) ?? []), file]);
  expect([...filesBySelector].filter(([, those]) => those.length > 1)).toEqual([]);
});

test("the check itself: lists, at-rules and nested rules", () => {
  const css = `
    /* .not { } */
    .a, .b:not(.c, .d) { color: red; &:hover { color: blue } }
    @media (width < 10px) { .a { color: red } }
    @keyframes turn { from { top: 0 } to { top: 1px } }
  `;
  expect([...selectorsOf(css)]).toEqual([
    ".a",
    ".b:not(.c, .d)",
    ".a, .b:not(.c, .d) &:hover",
    "@media (width < 10px) .a",
  ]);
});
