import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";

/* As git knows them: files that are new and not committed yet are among them. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: repositoryPath("."),
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(repositoryPath(file)));
const pages = files.filter((file) => file.endsWith(".md"));
/** Every path to a file, from each of the folders around it. */
const paths = new Set(
  files.flatMap((file) => {
    const parts = file.split("/");
    return parts.map((_, from) => parts.slice(from).join("/"));
  }),
);

test.each(pages)("the files that %s names exist", (page) => {
  const markdown = readFileSync(repositoryPath(page), "utf8");
  const links = [...markdown.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => target!);
  const missingLinks = links.filter(
    (target) => !/^[a-z]+:/.test(target) && !existsSync(repositoryPath(path.join(path.dirname(page), target))),
  );
  const names = [...markdown.matchAll(/`([\w./-]*\w\.(?:tsx?|css))`/g)].map(([, name]) => name!);
  const missingNames = names.filter((name) => !paths.has(name.replace(/^(?:\.\.?\/)+/, "")));
  expect([...missingLinks, ...missingNames]).toEqual([]);
});

test("the check itself finds pages, links and names", () => {
  expect(pages.length).toBeGreaterThan(20);
  expect(paths).toContain("named-files.test.ts");
  expect(paths).toContain("words/named-files.test.ts");
});
