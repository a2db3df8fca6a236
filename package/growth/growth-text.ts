import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { boxPathOf, joinedLabelsOf } from "../../extension/panel/frames/box.ts";
import { writeCount, writeDelta } from "../../extension/panel/frames/figures.ts";
import { smallestStepOf } from "../../extension/panel/frames/steady-growth.ts";
import type { SteadyRows } from "../../extension/panel/frames/steady-rows.ts";
import { plainSentence, steadySentenceOf } from "../../extension/panel/frames/steady-sentence.ts";
import type { RoundsAnswer } from "./rounds.ts";

/** Rows that are written. */
const MAX_ROWS = 20;
/** Steps of a path on one line. */
const MAX_STEPS = 12;
const INDENT = "  ";

/** What grew in every round, with its figures; or why nothing did. */
export function writeRounds(answer: RoundsAnswer): string {
  const { diff, rows, kept, counts, nothing, heapShare, ignored } = answer;
  const lines: string[] = [];
  if (kept.length > 0) {
    const places = kept.length === 1 ? "1 place" : `${writeCount(kept.length)} places`;
    lines.push(`${places} grew in each of ${rows.snapshots - 1} rounds:`, "");
    lines.push(...growthTreeOf(diff.frames, rows, kept.slice(0, MAX_ROWS)));
    if (kept.length > MAX_ROWS) lines.push(`${writeCount(kept.length - MAX_ROWS)} more are left off.`);
    if (heapShare !== null && kept.length === rows.count) lines.push("", heapShare);
  } else if (counts.length > 0 || rows.count === 0) lines.push(`${nothing.head}.`, ...nothing.sentences);
  else lines.push("What grew in every round is ignored.");
  return [...lines, ...ignored.missing].join("\n");
}

interface Branch {
  /** Undefined where it only leads to others. */
  row: number | undefined;
  readonly below: Map<number, Branch>;
}

/** The rows as a tree of boxes: each with its counts by round, its own bytes and its sentence. Boxes that only lead to one other share its line. */
function growthTreeOf(frames: FrameTable, rows: SteadyRows, kept: readonly number[]): string[] {
  const top: Branch = { row: undefined, below: new Map() };
  for (const row of kept) {
    let at = top;
    for (const box of boxPathOf(frames, rows.box[row]).slice(1)) {
      let next = at.below.get(box);
      if (next === undefined) {
        next = { row: undefined, below: new Map() };
        at.below.set(box, next);
      }
      at = next;
    }
    at.row = row;
  }
  const lines: string[] = [];
  const pending = branchesOf(top, 0);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const boxes = [next.box];
    let { branch } = next;
    while (branch.row === undefined && branch.below.size === 1) {
      const [[box, only]] = branch.below;
      boxes.push(box);
      branch = only;
    }
    const indent = INDENT.repeat(next.level);
    lines.push(indent + joinedLabelsOf(frames, boxes, MAX_STEPS));
    if (branch.row !== undefined)
      lines.push(...figuresOf(frames, rows, branch.row).map((line) => indent + INDENT + line));
    pending.push(...branchesOf(branch, next.level + 1));
  }
  return lines;
}

/** The last one first, as a stack takes them. */
function branchesOf({ below }: Branch, level: number): { box: number; branch: Branch; level: number }[] {
  return Array.from(below, ([box, branch]) => ({ box, branch, level })).reverse();
}

/** `1 → 2 → 3 objects, own +1.2 KiB (+400 B a round)`, and the sentence of the panel. */
function figuresOf(frames: FrameTable, rows: SteadyRows, row: number): readonly string[] {
  const { snapshots } = rows;
  const own = rows.own.slice(row * snapshots, (row + 1) * snapshots);
  const counted = rows.counted[row];
  const series = rows.counts.slice(row * snapshots, (row + 1) * snapshots);
  const counts =
    counted === "nothing"
      ? ""
      : `${Array.from(series, writeCount).join(" → ")} ${counted === "entries" || counted === "roots" ? counted : "objects"}, `;
  const bytes = `own ${writeDelta(own[snapshots - 1] - own[0])}, at least ${writeDelta(smallestStepOf(own))} a round`;
  return [counts + bytes, plainSentence(steadySentenceOf(frames, rows, row))];
}
