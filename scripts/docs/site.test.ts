import path from "node:path";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";
import { readDocPages } from "./build-docs.ts";
import { markdownPathOf, writeLlmsFull, writeLlmsIndex } from "./llms-files.ts";
import { renderPage } from "./render-page.ts";
import { writeSearchData } from "./search-data.ts";

const pages = readDocPages();
const documents = new Map(pages.map((page) => [page.path, renderPage(page, pages)]));
/** What the build adds to the pages. */
const FURTHER_FILES = ["site.css", "search.js", "icon.png"];

function attributesOf(html: string, name: "href" | "src" | "id"): string[] {
  return [...html.matchAll(new RegExp(`<[^>]*\\s${name}="([^"]*)"`, "g"))].map(([, value]) => value!);
}

test("pages have paths of their own", () => {
  expect(documents.size).toBe(pages.length);
});

test.each(pages.map((page) => page.path))("%s links to pages and headings that are there", (from) => {
  const dead = attributesOf(documents.get(from)!, "href").filter((href) => {
    if (href.startsWith("https:")) return false;
    const [relative, anchor] = href.split("#");
    const to = relative === "" ? from : path.posix.join(path.posix.dirname(from), relative!);
    if (FURTHER_FILES.includes(to)) return false;
    const target = documents.get(to);
    return target === undefined || (anchor !== undefined && !attributesOf(target, "id").includes(anchor));
  });
  expect(dead).toEqual([]);
});

test.each(pages.map((page) => page.path))("%s loads nothing from elsewhere", (from) => {
  const html = documents.get(from)!;
  expect(attributesOf(html, "src").filter((src) => /^(?:[a-z]+:|\/)/.test(src))).toEqual([]);
  expect(html.match(/<link[^>]*href="(?:[a-z]+:|\/)/g)).toBeNull();
  expect(html).toContain("default-src 'none'");
});

test("the parts of a page that Markdown does not have are escaped", () => {
  const html = documents.get("panel.html")!;
  expect(html).toContain("<title>The panel · Allocative</title>");
  expect(html).toContain("<code>items: Array</code>");
  expect(attributesOf(html, "id")).toContain("where-a-snapshot-starts");
});

describe("llms.txt", () => {
  test("lists each page but itself once, with a sentence", () => {
    const index = writeLlmsIndex(pages);
    expect(index).toMatch(/^# Allocative for the web\n\n> A tab in .*\n\n## Begin\n\n- \[Start\]\(start\.md\): /);
    const listed = [...index.matchAll(/^- \[[^\]]+\]\(([^)]+)\): \S.*[.:!?]$/gm)].map(([, link]) => link!);
    expect(listed.sort()).toEqual(
      pages
        .filter((page) => page.path !== "index.html")
        .map(markdownPathOf)
        .sort(),
    );
  });

  test("the full file has the pages for users, with links to Markdown on the site", () => {
    const full = writeLlmsFull(pages);
    expect(full).toContain("<!-- panel.md -->\n\n# The panel\n");
    expect(full).toContain("(privacy.md)");
    expect(full).not.toContain("# Architecture\n");
    expect(full).not.toMatch(/\]\([^)]*\.html/);
  });
});

test("the data of the search are a script with an entry for each heading", () => {
  const script = writeSearchData(pages);
  expect(parseSync("search-data.js", script).errors).toEqual([]);
  const entries = JSON.parse(script.replace(/^globalThis\.docsSearchEntries = |;\n$/g, "")) as {
    url: string;
    content: string;
  }[];
  expect(entries).toHaveLength(pages.flatMap(({ read }) => read.headings).length);
  expect(entries.find(({ url }) => url === "panel.html#held-by")?.content).toContain("the shortest paths");
});
