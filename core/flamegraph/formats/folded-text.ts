import { type FrameTable, frameNameOf } from "../frame-table.ts";

/*
 * Folded stacks: a line per stack, "frame;frame;frame bytes". The format has no escapes, and its readers trip over much that a page's
 * keys may hold; these rules keep every name readable in flamegraph.pl, inferno, speedscope and the Firefox profiler.
 */

export interface FoldedOptions {
  /**
   * How bytes of a frame that has frames inside are written: `"plain"`, as a line of the frame's own stack (default), or `"child"`, as a
   * frame `(self)` inside it, for readers that sort lines and would tear the frame in two.
   */
  readonly selfLines?: "plain" | "child";
}

const SELF_NAME = "(self)";

/** Characters of a text, in V8. Others take more, none less. */
const MAX_TEXT_LENGTH = 2 ** 29 - 24;

/**
 * All frames with bytes of their own, a line each, in ascending order of stacks (by UTF-16 code unit); "" if there are
 * none. The numbers are whole, above zero, and sum to the total size. Stacks that become equal by the rules for safe
 * names are one line.
 */
export function writeFolded(frames: FrameTable, options: FoldedOptions = {}): string {
  const sizes = sizesByStack(frames, frames.selfSize, options);
  const lines = [...sizes.keys()].sort();
  for (let i = 0; i < lines.length; i++) lines[i] = `${lines[i]} ${sizes.get(lines[i])}\n`;
  return lines.join("");
}

/** What a column has above zero, by stack. @throws RangeError, with a sentence, where all stacks together are longer than a text can be. */
export function sizesByStack(
  frames: FrameTable,
  self: Float64Array,
  options: FoldedOptions = {},
): ReadonlyMap<string, number> {
  const { count, parent, subtreeEnd } = frames;
  const length = lengthOfStacks(frames, self);
  if (length > MAX_TEXT_LENGTH) {
    throw new RangeError(
      `each line repeats its path, so the file would have about ${length} characters; a string has at most ${MAX_TEXT_LENGTH}`,
    );
  }
  const safeNames = new Map<number, string>();
  const safeLeafNames = new Map<number, string>();
  const stacks: string[] = new Array(count);
  const sizes = new Map<string, number>();
  stacks[0] = "";
  for (let f = 1; f < count; f++) {
    const row = frames.name[f];
    let safe = safeNames.get(row);
    if (safe === undefined) {
      safe = toSafeName(frameNameOf(frames, f));
      safeNames.set(row, safe);
    }
    const around = stacks[parent[f]];
    const prefix = around === "" ? "" : `${around};`;
    stacks[f] = prefix + safe;
    if (!(self[f] > 0)) continue;
    let stack: string;
    if (options.selfLines === "child" && subtreeEnd[f] > f + 1) stack = `${prefix}${safe};${SELF_NAME}`;
    else {
      let leaf = safeLeafNames.get(row);
      if (leaf === undefined) {
        leaf = toSafeLeafName(safe);
        safeLeafNames.set(row, leaf);
      }
      stack = prefix + leaf;
    }
    sizes.set(stack, (sizes.get(stack) ?? 0) + self[f]);
  }
  return sizes;
}

/** About as many characters as the stacks have: rules for safe names change a few. */
function lengthOfStacks({ count, parent, name, names }: FrameTable, self: Float64Array): number {
  const lengths = new Float64Array(count);
  let length = 0;
  for (let f = 1; f < count; f++) {
    lengths[f] = lengths[parent[f]] + names[name[f]].length + 1;
    if (self[f] > 0) length += lengths[f];
  }
  return length;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/* Controls (C0, DEL, C1) and the line separators that a reader may take for the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this is about
const CONTROL_OR_SPACE = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** A name that no reader takes apart: no ";", no control character, no lone surrogate, no blank at either end, never empty. */
export function toSafeName(name: string): string {
  const safe = name.replace(LONE_SURROGATE, "\ufffd").replaceAll(";", "\uff1b").replace(CONTROL_OR_SPACE, " ").trim();
  if (safe === "") return "(anonymous)";
  /* The last one would make its line a comment. */
  return safe === "-" || safe === "--" || /_\[[kwij]\]$/.test(safe) || /^#( |$)/.test(safe) ? `(${safe})` : safe;
}

/** A safe name that may stand before the number: one that ends in a number of its own would be read as a second column. */
function toSafeLeafName(safe: string): string {
  return safe.replace(/\s(\d+(?:\.\d*)?)$/, " ($1)");
}
