import { expect, test } from "vitest";
import { codeBlockOf, escaped, type Sheet, writeMarkdown, writeText } from "./sheet.ts";

const SHEET: Sheet = {
  title: "What grew",
  lead: ["Before: a"],
  columns: [
    { head: "total", align: "end" },
    { head: "path", align: "start" },
  ],
  rows: [
    ["1.0 KiB", "store › a|b"],
    ["20 B", "<img src=x> @someone #1"],
  ],
  notes: ["1 more row is left off."],
};

test("as text, columns stand in line", () => {
  expect(writeText(SHEET)).toBe(`What grew
Before: a
  total  path
1.0 KiB  store › a|b
   20 B  <img src=x> @someone #1
1 more row is left off.
`);
});

test("without rows, there is no head", () => {
  expect(writeText({ ...SHEET, rows: [] })).toBe("What grew\nBefore: a\n1 more row is left off.\n");
});

test("as Markdown, names are neither cells, tags, mentions nor links", () => {
  expect(writeMarkdown(SHEET)).toBe(`**What grew**

Before: a

| total | path |
| --: | --- |
| 1.0 KiB | store › a\\|b |
| 20 B | \\<img src=x\\> &#64;someone \\#1 |

1 more row is left off.
`);
  expect(escaped("[x](http://a) `c` **b** &lt;")).toBe("\\[x\\](http://a) \\`c\\` \\*\\*b\\*\\* &#38;lt;");
});

test("a block of code is longer fenced than any fence in it", () => {
  expect(codeBlockOf("a")).toBe("```\na\n```");
  expect(codeBlockOf("a ```` b")).toBe("`````\na ```` b\n`````");
});
