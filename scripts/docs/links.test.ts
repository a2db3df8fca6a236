import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { DOC_FILES, sectionOf } from "./doc-pages.ts";
import { readMarkdown, resolveTarget } from "./read-markdown.ts";

/* As git knows them: files that are new and not committed yet are among them. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: repositoryPath("."),
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(repositoryPath(file)));
const read = new Map(files.map((file) => [file, readMarkdown(readFileSync(repositoryPath(file), "utf8"))]));

/** What is wrong with a link of a file, as a sentence; nothing if it leads somewhere. */
function objectionsTo(file: string, target: string): string[] {
  const link = resolveTarget(file, target);
  if (link.kind === "web") return isAddress(link.url) ? [] : [`${file}: "${target}" is not an address of the web.`];
  if (!existsSync(repositoryPath(link.path))) return [`${file}: there is no ${link.path}.`];
  if (link.anchor === "") return [];
  const anchors = read.get(link.path)?.anchors;
  return anchors?.has(link.anchor) ? [] : [`${file}: ${link.path} has no heading "${link.anchor}".`];
}

function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https:\/\/[a-z\d-]+(?:\.[a-z\d-]+)+\//.test(new URL(url).href);
}

test.each(files)("each link of %s leads to a file and a heading, or has the form of an address", (file) => {
  expect(read.get(file)!.targets.flatMap((target) => objectionsTo(file, target))).toEqual([]);
});

test("the site has every file of docs/", () => {
  expect(files.filter((file) => file.startsWith("docs/") && !DOC_FILES.includes(file))).toEqual([]);
});

test("a page for users leads on to another one", () => {
  const deadEnds = DOC_FILES.filter((file) => file.startsWith("docs/") && sectionOf(file).about === "use").filter(
    (file) =>
      !read.get(file)!.targets.some((target) => {
        const link = resolveTarget(file, target);
        return link.kind === "file" && link.path !== file && DOC_FILES.includes(link.path);
      }),
  );
  expect(deadEnds).toEqual([]);
});

describe("the check itself", () => {
  test.each([
    ["README.md", "docs/nowhere.md"],
    ["README.md", "docs/panel.md#nowhere"],
    ["docs/panel.md", "#nowhere"],
    ["docs/panel.md", "http://example.org/"],
    ["docs/panel.md", "https://localhost/"],
  ])("in %s refuses %s", (file, target) => {
    expect(objectionsTo(file, target)).toHaveLength(1);
  });

  test.each([
    ["README.md", "SECURITY.md#watch"],
    ["docs/panel.md", "../SECURITY.md#closures-and-the-debugger"],
    ["docs/panel.md", "#held-by"],
    ["docs/panel.md", "https://example.org/a#b"],
  ])("in %s takes %s", (file, target) => {
    expect(objectionsTo(file, target)).toEqual([]);
  });
});
