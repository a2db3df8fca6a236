import { readFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { DOC_FILES, sectionOf } from "./doc-pages.ts";
import { type CodeBlock, readMarkdown } from "./read-markdown.ts";

/** A fenced block of the pages for users. */
export interface DocExample extends CodeBlock {
  readonly file: string;
}

/**
 * The languages of fenced blocks, with the words behind them that say what a test does with a block beyond the usual:
 *
 * - `ts` is compiled; `ts run` is run, too: where a statement ends in a comment that is a string, a number or a boolean, it has that value;
 * - `js page` is a page with a function `round`, which `e2e/docs-recipes.spec.ts` does in the panel, and `text answer` the end of the first row;
 * - `js steps` is a module for `allocative leaks --steps`;
 * - of `sh` and `yaml` the commands of this project are parsed;
 * - `text`, and none, are output.
 */
export const EXAMPLE_LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  ts: ["run"],
  js: ["page", "steps"],
  sh: [],
  yaml: [],
  text: ["answer"],
  "": [],
};

export function readDocExamples(): DocExample[] {
  const files = ["README.md", "package/npm-readme.md", ...DOC_FILES.filter((file) => sectionOf(file).about === "use")];
  return files.flatMap((file) =>
    readMarkdown(readFileSync(repositoryPath(file), "utf8")).codeBlocks.map((block) => ({ ...block, file })),
  );
}
