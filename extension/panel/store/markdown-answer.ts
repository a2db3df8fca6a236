import { boxPathTextOf, NO_BOX, TOP_BOX } from "../frames/box.ts";
import { writeCount, writeCountCell, writeDelta, writeObjectsAfter, writeSizeRange } from "../frames/figures.ts";
import { growthRowsOf } from "../frames/growth-rows.ts";
import {
  GROWTH_COLUMNS,
  growthCells,
  growthFiguresOf,
  STEADY_COLUMNS,
  shortPathOf,
  steadyCellsOf,
} from "../frames/growth-sheet.ts";
import { onceRowsOf } from "../frames/once-rows.ts";
import { heapShareSentenceOf, nothingSteadyTextOf } from "../frames/rounds-answer.ts";
import { escaped, type Sheet, type SheetColumn, writeMarkdown } from "../frames/sheet.ts";
import { shortSheetOf } from "../frames/short-sheet.ts";
import { steadyRowsOf } from "../frames/steady-rows.ts";
import { plainSentence, steadySentenceOf } from "../frames/steady-sentence.ts";
import { maxTokensOf, mostRowsWithin } from "../frames/tokens.ts";
import { topBoxesOf } from "../frames/top-boxes.ts";
import { notVisibleOf } from "./not-visible.ts";
import { pagesOf } from "./snapshot-list.ts";
import type { Diff, PanelState, Snapshot, Taken } from "./state.ts";
import { focusOf, roundsOf, sidesOf } from "./state.ts";

/** What an issue or a language model reads at once. */
const MOST_TOKENS = 1000;
/** A row has more tokens than ten. */
const MOST_ROWS = MOST_TOKENS / 10;

/** The displayed answer: its rows, from which `writeMarkdownAnswer` takes as many as have room. */
export interface MarkdownAnswer extends Sheet {
  /** The box of the first row; NO_BOX where there is none. */
  readonly first: number;
}

/** Of a comparison what grew, of rounds what grew in every one, of a snapshot the largest things. */
export function markdownAnswerOf(state: PanelState, snapshot: Snapshot, version: string): MarkdownAnswer {
  const answer = snapshot.kind === "diff" ? comparisonOf(snapshot) : largestOf(snapshot);
  const pages = pagesOf(snapshot);
  return {
    ...answer,
    lead: [...(pages.length === 0 ? [] : [`Page: ${pages.join(", ")}`]), ...answer.lead],
    notes: [...answer.notes, ...notVisibleIn(state, snapshot), `Allocative ${version}`],
  };
}

/** Of a comparison, that of the snapshot after, while it is there. */
function notVisibleIn({ snapshots }: PanelState, snapshot: Snapshot): readonly string[] {
  const number = snapshot.kind === "diff" ? snapshot.after.number : snapshot.number;
  const listed = snapshots.find((one) => one.number === number);
  return listed === undefined || listed.kind === "diff" ? [] : notVisibleOf(listed.kind, listed.derived);
}

function comparisonOf(snapshot: Diff): MarkdownAnswer {
  const lead = [
    ...sidesOf(snapshot).map(
      ({ title, totalSize }, index) => `${index + 1}. ${title}: ${writeSizeRange(totalSize, totalSize)}`,
    ),
    ...snapshot.caveats,
  ];
  const isOfRounds = roundsOf(snapshot) > 0 && snapshot.scope === "growth";
  return isOfRounds ? roundsAnswerOf(snapshot, lead) : growthAnswerOf(snapshot, lead);
}

function growthAnswerOf(snapshot: Diff, lead: readonly string[]): MarkdownAnswer {
  const { frames, changes } = snapshot.derived;
  if (changes === null) throw new Error("a comparison has no changes");
  const rows = growthRowsOf(frames, changes, focusOf(snapshot), snapshot.scope);
  const change = changes.afterTotal[TOP_BOX] - changes.beforeTotal[TOP_BOX];
  return {
    title: `${TITLES[snapshot.scope]}: in all ${writeDelta(change)}`,
    lead,
    columns: GROWTH_COLUMNS,
    rows: Array.from(rows.box, (box, row) => growthCells(growthFiguresOf(rows, row), shortPathOf(frames, box))),
    notes: [],
    first: rows.box[0] ?? NO_BOX,
  };
}

const TITLES: Readonly<Record<Diff["scope"], string>> = {
  growth: "What grew",
  all: "What changed",
  shrunk: "What shrank",
};

function roundsAnswerOf(snapshot: Diff, lead: readonly string[]): MarkdownAnswer {
  const { frames, changes } = snapshot.derived;
  if (changes === null) throw new Error("a comparison has no changes");
  const focus = focusOf(snapshot);
  const sides = sidesOf(snapshot);
  const rows = steadyRowsOf(frames, changes, focus);
  if (rows.count === 0) {
    const { head, sentences } = nothingSteadyTextOf(sides, onceRowsOf(frames, changes, focus, rows.isExplained));
    return { title: head, lead: [...lead, ...sentences], columns: STEADY_COLUMNS, rows: [], notes: [], first: NO_BOX };
  }
  const share = heapShareSentenceOf(sides, frames, changes, rows);
  return {
    title: plainSentence(steadySentenceOf(frames, rows, 0)),
    lead: [...lead, ...(share === null ? [] : [share])],
    columns: STEADY_COLUMNS,
    rows: Array.from({ length: rows.count }, (_, row) => steadyCellsOf(frames, rows, row)),
    notes: [],
    first: rows.box[0] ?? NO_BOX,
  };
}

const TOTAL: SheetColumn = { head: "total", align: "end" };
const OBJECTS: SheetColumn = { head: "objects", align: "end" };
const PATH: SheetColumn = { head: "path", align: "start" };

/** In focus, where a box is. */
function largestOf(snapshot: Taken): MarkdownAnswer {
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const boxes = topBoxesOf(frames).filter((box) => box >= focus && box < frames.subtreeEnd[focus]);
  const size = writeSizeRange(frames.totalSize[focus], frames.totalMaxSize[focus]);
  /* A file of stacks counts none. */
  const hasCounts = frames.totalCount[TOP_BOX] > 0;
  const place = focus === TOP_BOX ? snapshot.title : `${snapshot.title}, ${boxPathTextOf(frames, focus)}`;
  return {
    title: `${place}: ${size}${writeObjectsAfter(frames.totalCount[focus])}`,
    lead: [],
    columns: hasCounts ? [TOTAL, OBJECTS, PATH] : [TOTAL, PATH],
    rows: boxes.map((box) => [
      writeSizeRange(frames.totalSize[box], frames.totalMaxSize[box]),
      ...(hasCounts ? [writeCountCell(frames.totalCount[box])] : []),
      shortPathOf(frames, box),
    ]),
    notes: [],
    first: boxes[0] ?? NO_BOX,
  };
}

/** As Markdown, with who holds the first row, and as many rows as 1,000 tokens have room for. */
export function writeMarkdownAnswer({ first: _, ...answer }: MarkdownAnswer, held: readonly string[]): string {
  const first = { ...answer, rows: answer.rows.slice(0, MOST_ROWS), notes: [...held, ...answer.notes] };
  const sheet = shortSheetOf(first, { tokensOf: (text) => maxTokensOf(escaped(text)) });
  const { rows, notes } = sheet;
  const written = (count: number): string => {
    const left = answer.rows.length - count;
    const more =
      left === 0 ? [] : [left === 1 ? "1 more row is left off." : `${writeCount(left)} more rows are left off.`];
    return writeMarkdown({ ...sheet, rows: rows.slice(0, count), notes: [...more, ...notes] });
  };
  return written(
    Math.max(
      0,
      mostRowsWithin(rows.length, (count) => maxTokensOf(written(count)) <= MOST_TOKENS),
    ),
  );
}
