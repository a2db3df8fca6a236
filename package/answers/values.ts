import type { ObjectPaths } from "../../core/graph/object-paths.ts";
import { headOf, readableName } from "../../extension/panel/frames/box.ts";
import { writeCount, writeSizeRange } from "../../extension/panel/frames/figures.ts";
import { writeKey } from "../../extension/panel/frames/object-text.ts";
import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { READING_STATES, UNREACHED } from "../../extension/panel/services/live-objects.ts";
import type { OpenSnapshot, SnapshotFiles } from "../files/snapshot-files.ts";
import type { MeasuredPage, MeasuredPageSnapshot } from "../page/measured-page.ts";
import type { Answer } from "./answer.ts";
import { shortenedPath, type WrittenPath, writtenPathOf } from "./frame-row.ts";

/** The page of a snapshot, as long as it is open. */
export interface ReadablePage {
  /** As `MeasuredPageSnapshot` has it. */
  readonly pageNodeCount: number;
  readObjects(paths: ObjectPaths): Promise<ReadValues>;
}

export function readablePageOf(
  page: Pick<MeasuredPage, "readObjects">,
  { pageNodeCount }: MeasuredPageSnapshot,
): ReadablePage {
  return { pageNodeCount, readObjects: (paths) => page.readObjects(paths) };
}

/** By object. */
export interface ReadValues {
  readonly states: readonly number[];
  readonly keys: readonly string[];
  readonly previews: readonly string[];
}

/** What stands at a path in the page now. */
export interface ValuesAnswer extends Answer {
  readonly of: WrittenPath;
  readonly kind: "objects" | "entries";
  /** Which come first: those that retain most, or the last ones of a list. */
  readonly order: "largest" | "last";
  readonly count: number;
  readonly rows: readonly ValueRow[];
}

export interface ValueRow {
  readonly key: string;
  /** A few words, cut; of what scripts cannot get at, why there are none. */
  readonly preview: string;
  readonly bytes: number;
  readonly maxBytes: number;
}

/** Keys and previews of the first objects at a frame. The page's objects are found by descriptions alone: no code of it runs. */
export async function readValuesOf(
  files: SnapshotFiles,
  snapshot: OpenSnapshot,
  frame: number,
  page: ReadablePage,
  { order, count }: { readonly order: ValuesAnswer["order"]; readonly count: number },
): Promise<ValuesAnswer> {
  const { frames } = snapshot.derived;
  const sort = { column: order === "largest" ? "retained" : "key", direction: "descending" } as const;
  const listed = files.findObjects(snapshot, frame, sort, count);
  const found = files.findPaths(snapshot, listed.rows, page.pageNodeCount);
  const { states, keys, previews } = await page.readObjects(found.paths);
  const rows = listed.rows.map(({ key, size, maxSize }, row): ValueRow => {
    const at = found.rows.indexOf(row);
    const state = READING_STATES[states[at]] ?? "unread";
    return {
      key: state === "unread" || keys[at] === "" ? writeKey(key) : keys[at],
      preview: state === "unread" ? UNREACHED : state === "gone" ? "(gone by now)" : previews[at],
      bytes: size,
      maxBytes: maxSize,
    };
  });
  return {
    schema: "",
    of: writtenPathOf(frames, headOf(frames, frame)),
    kind: listed.of,
    order,
    count: listed.count,
    rows,
    rowsLeftOff: listed.count - rows.length,
  };
}

export function sheetOfValues({ of, kind, order, count, rows }: ValuesAnswer): Sheet {
  return {
    title: `${headOfValues(kind, order, count)} of ${shortenedPath(of.path)}, as the page has them now`,
    lead: rows.length === 0 ? ["No object and no string is charged to this path alone; ask for what holds it."] : [],
    columns: [
      { head: "retained", align: "end" },
      { head: "key", align: "start" },
      { head: "value", align: "start" },
    ],
    rows: rows.map(({ key, preview, bytes, maxBytes }) => [
      writeSizeRange(bytes, maxBytes),
      readableName(key),
      readableName(preview),
    ]),
    notes: [],
  };
}

/** The same in a few lines, for an answer about something else. */
export function linesOfValues({ of, kind, order, count, rows }: ValuesAnswer): readonly string[] {
  if (rows.length === 0) return [];
  return [
    `${headOfValues(kind, order, count)} of ${shortenedPath(of.path)}:`,
    ...rows.map(({ key, preview }) => `  ${readableName(key)}: ${readableName(preview)}`),
  ];
}

function headOfValues(kind: ValuesAnswer["kind"], order: ValuesAnswer["order"], count: number): string {
  return `The ${order} of ${writeCount(count)} ${kind}`;
}
