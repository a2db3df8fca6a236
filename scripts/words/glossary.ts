/** A word of this project, and what it means here. */
export interface Word {
  readonly word: string;
  readonly meaning: string;
}

/** A word that people no longer read: not in the panel, nor in a warning, an error or the output of a command. */
export interface RetiredWord {
  /** As it stands in ARCHITECTURE.md. */
  readonly word: string;
  /** The word to use. */
  readonly instead: string;
  /** Finds it, in any case. */
  readonly pattern: RegExp;
}

export const WORDS: readonly Word[] = [
  { word: "node, edge", meaning: "of the graph: one object or one string content; a reference" },
  { word: "shape, cell, place", meaning: "what equal nodes share; one word of a node; where a slot's bytes are drawn" },
  {
    word: "frame, key, path",
    meaning: "of the tree: a named row with bytes; its name; the names from the root to it",
  },
  { word: "box", meaning: "a frame as it is drawn" },
  { word: "flamegraph, icicle", meaning: "the data; the drawing" },
  { word: "root", meaning: "a named object that a walk starts from" },
  {
    word: "owner",
    meaning: "the immediate dominator (`idom`): the nearest object that all paths lead through",
  },
  { word: "self size, total size", meaning: "bytes of a frame; and of everything below it" },
  { word: "retained size", meaning: "bytes that would be freed without an object" },
  { word: "unused capacity", meaning: "room that an array or table reserves" },
  { word: "walk, visit, traverse", meaning: "of live objects; of one object by its impl; of tables" },
  { word: "impl", meaning: "the code that describes one family of types" },
  { word: "snapshot, heap snapshot", meaning: "ours; V8's" },
  {
    word: "agent, bridge, panel",
    meaning: "the code in the page; its relay in the isolated world; the DevTools tab",
  },
  {
    word: "focus, selected, hovered",
    meaning: "the box that fills the width; the box of Details; the box under the pointer",
  },
  { word: "query, match", meaning: "what Find looks for; a box that it found" },
];

export const RETIRED_WORDS: readonly RetiredWord[] = [
  {
    word: "text, for a value",
    instead: "string",
    pattern: /\b(?:an?|the|no|empty|of) texts?\b(?! (?:that the browser|of DOM|file))|\btexts\b/,
  },
  { word: "tell, told", instead: "report, hold, describe", pattern: /\b(?:tells?|told|telling|untold)\b/ },
  { word: "unless told", instead: "by default", pattern: /\bunless (?:it is )?told\b/ },
  { word: "nobody, somebody", instead: "a sentence with a subject", pattern: /\b(?:nobody|somebody)\b/ },
  { word: "trouble", instead: "error, failure", pattern: /\btroubles?\b/ },
  { word: "is none, is no X", instead: "is not a valid X", pattern: /(?<!\bthere )\b(?:is|are) (?:none|no [a-z]+)\b/ },
  {
    word: "what is, what has",
    instead: "a noun: boxes in focus",
    pattern: /(?:^|[.:;?!(] ?)what (?:is|has|are|was|were)\b(?![^.]*\?)/,
  },
  { word: "of what, of which", instead: "a noun", pattern: /\bof (?:what|which)\b/ },
  { word: "at hand, on show", instead: "current, displayed", pattern: /\b(?:at hand|on show)\b/ },
  { word: "under way", instead: "running", pattern: /\bunder way\b/ },
];

function formatTable(heads: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const table = [heads, ...rows];
  const widths = [0, 1].map((column) => Math.max(...table.map((cells) => cells[column as 0 | 1].length)));
  const lines = table.map(([left, right]) => `| ${left.padEnd(widths[0] ?? 0)} | ${right.padEnd(widths[1] ?? 0)} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** The two tables of ARCHITECTURE.md, in Markdown. */
export function formatGlossary(): string {
  const words = formatTable(
    ["word", "means"],
    WORDS.map(({ word, meaning }) => [word, meaning]),
  );
  const retired = formatTable(
    ["retired", "instead"],
    RETIRED_WORDS.map(({ word, instead }) => [word, instead]),
  );
  return `${words}\n\n${retired}`;
}
