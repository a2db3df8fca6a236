import path from "node:path";
import { type MarkedToken, marked, type Token, type Tokens } from "marked";

export interface Heading {
  readonly depth: number;
  /** The anchor, as code hosts make it. */
  readonly id: string;
  readonly words: string;
  /** What stands below it up to the next heading, as plain words for a search. */
  readonly content: string;
}

/** A fenced block. */
export interface CodeBlock {
  readonly language: string;
  /** Words behind the language: what a test does with the block. */
  readonly flags: readonly string[];
  readonly code: string;
  /** The line of the file where the fence begins, from 1. */
  readonly line: number;
  /** The anchor of the heading above. */
  readonly under: string;
}

export interface MarkdownFile {
  readonly tokens: readonly MarkedToken[];
  readonly headings: readonly Heading[];
  /** All that a link to this file may have behind "#". */
  readonly anchors: ReadonlySet<string>;
  readonly codeBlocks: readonly CodeBlock[];
  /** Targets of links and pictures, as written. */
  readonly targets: readonly string[];
}

export function readMarkdown(markdown: string): MarkdownFile {
  // Marked's own type of a token leaves room for those of extensions, and there are none.
  const tokens = marked.lexer(markdown) as MarkedToken[];
  const headings: { depth: number; id: string; words: string; content: string }[] = [];
  const anchors = new Set<string>();
  const codeBlocks: CodeBlock[] = [];
  const targets: string[] = [];
  let line = 1;
  for (const token of tokens) {
    if (token.type === "heading") {
      const words = plainWords(token.tokens);
      const id = freeAnchor(anchors, words);
      anchors.add(id);
      headings.push({ depth: token.depth, id, words, content: "" });
    } else {
      const heading = headings.at(-1);
      if (heading) heading.content = `${heading.content} ${plainWords([token])}`.trim();
    }
    marked.walkTokens([token], (inner) => {
      if (inner.type === "link" || inner.type === "image") targets.push(inner.href);
      if (inner.type === "html") for (const [, id] of inner.text.matchAll(/\bid="([^"]+)"/g)) anchors.add(id);
      if (inner.type === "code" && inner.codeBlockStyle !== "indented") {
        const [language = "", ...flags] = (inner.lang ?? "").split(/\s+/);
        codeBlocks.push({ language, flags, code: inner.text, line, under: headings.at(-1)?.id ?? "" });
      }
    });
    line += token.raw.split("\n").length - 1;
  }
  return { tokens, headings, anchors, codeBlocks, targets };
}

/** As code hosts make an anchor of a heading; a second one of the same words ends in "-1". */
function freeAnchor(taken: ReadonlySet<string>, words: string): string {
  const base = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  let id = base;
  for (let count = 1; taken.has(id); count++) id = `${base}-${count}`;
  return id;
}

/** What a reader sees of the tokens, without marks. */
export function plainWords(tokens: readonly Token[]): string {
  return tokens.map(wordsOf).join("").replace(/\s+/g, " ").trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function wordsOf(token: Token): string {
  if (token.type === "html") return "";
  if (token.type === "table") {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].map((cells) => cells.map((cell) => plainWords(cell.tokens)).join(" ")).join(" ");
  }
  if (token.type === "list") return (token as Tokens.List).items.map(({ tokens }) => plainWords(tokens)).join(" ");
  if (token.type === "br" || token.type === "space") return " ";
  if ("tokens" in token && token.tokens) {
    const inner = token.tokens.map(wordsOf).join("");
    return token.type === "paragraph" || token.type === "blockquote" ? `${inner} ` : inner;
  }
  if (!("text" in token)) return "";
  return token.type === "text"
    ? token.text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity: string) => ENTITIES[entity])
    : token.text;
}

export type LinkTarget =
  | { readonly kind: "web"; readonly url: string }
  /** A path of the repository, with the anchor if it has one. */
  | { readonly kind: "file"; readonly path: string; readonly anchor: string };

/** What a link in a file of the repository leads to. */
export function resolveTarget(file: string, target: string): LinkTarget {
  if (/^[a-z]+:/.test(target)) return { kind: "web", url: target };
  const [relative, anchor = ""] = target.split("#");
  return { kind: "file", path: relative === "" ? file : path.posix.join(path.posix.dirname(file), relative), anchor };
}
