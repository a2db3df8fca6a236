import {
  type FrameKind,
  KIND_COMPONENT,
  KIND_FIELD,
  KIND_FRAMEWORK,
  KIND_GLOBAL,
  KIND_GROUP,
  KIND_LISTENERS,
  KIND_ROOT,
  KIND_SCRIPT,
  KIND_SHARED,
  KIND_STORAGE,
  KIND_TYPE,
} from "../../graph/graph.ts";
import type { FrameDiff } from "../diff.ts";
import { type FrameTable, frameKindOf, frameNameOf } from "../frame-table.ts";
import { toSafeName } from "./folded-text.ts";
import { TextLines } from "./text-lines.ts";

const KIND_WORDS: Readonly<Record<FrameKind, string>> = {
  [KIND_ROOT]: "root",
  [KIND_TYPE]: "type",
  [KIND_FIELD]: "field",
  [KIND_STORAGE]: "storage",
  [KIND_SHARED]: "shared",
  [KIND_COMPONENT]: "component",
  [KIND_FRAMEWORK]: "root",
  [KIND_GLOBAL]: "root",
  [KIND_GROUP]: "root",
  [KIND_SCRIPT]: "root",
  [KIND_LISTENERS]: "root",
};

/** Characters of a path; of a longer one the middle is left out. Else the text of a chain would grow by the square of its depth. */
const MAX_PATH_LENGTH = 2000;

/**
 * All frames as a table of comma-separated values (RFC 4180), a line each, in the order of the table. The path is written as in folded stacks, the name as it is. "max bytes" are
 * the most that the frame and all in it may take, "total bytes" the least; "objects" are those at the frame and below, a column that is left out if none are counted. A cell that a spreadsheet would run as a
 * formula begins with "'".
 */
export function writeCsv(frames: FrameTable): string {
  const { selfSize, totalSize, totalMaxSize, totalCount } = frames;
  const bytesOf = (f: number): string => `${selfSize[f]},${totalSize[f]},${totalMaxSize[f]}`;
  const heads = "self bytes,total bytes,max bytes";
  if (totalCount[0] === 0) return writeRows(frames, 0, heads, bytesOf);
  return writeRows(frames, 0, `${heads},objects`, (f) => `${bytesOf(f)},${totalCount[f]}`);
}

/** The frames of a diff in the same way, with the figures of both sides; of a `frame` given those in it. "bytes" are the least of the frame and all in it. */
export function writeDiffCsv({ frames, changes }: FrameDiff, frame = 0): string {
  const { beforeTotal, afterTotal, beforeMaxTotal, afterMaxTotal, beforeCount, afterCount } = changes;
  const bytesOf = (f: number): string =>
    `${beforeTotal[f]},${afterTotal[f]},${afterTotal[f] - beforeTotal[f]},${beforeMaxTotal[f]},${afterMaxTotal[f]}`;
  const heads = "bytes before,bytes after,delta bytes,max bytes before,max bytes after";
  if (beforeCount[0] === 0 && afterCount[0] === 0) return writeRows(frames, frame, heads, bytesOf);
  return writeRows(
    frames,
    frame,
    `${heads},objects before,objects after`,
    (f) => `${bytesOf(f)},${beforeCount[f]},${afterCount[f]}`,
  );
}

/** Frames of a subtree, each with a path from the root. */
function writeRows(frames: FrameTable, top: number, heads: string, figuresOf: (frame: number) => string): string {
  const { depth } = frames;
  const end = frames.subtreeEnd[top];
  const lines = new TextLines("\r\n");
  lines.add(`path,name,kind,${heads}`);
  const safeNames = new Map<number, string>();
  /** Of the current frame and those around it, by depth. */
  const paths: string[] = [""];
  for (let f = 1; f < end; f++) {
    const row = frames.name[f];
    const name = frameNameOf(frames, f);
    let safe = safeNames.get(row);
    if (safe === undefined) {
      safe = toSafeName(name);
      safeNames.set(row, safe);
    }
    const level = depth[f];
    const path = level === 1 ? safe : `${paths[level - 1]};${safe}`;
    paths[level] = path.length > MAX_PATH_LENGTH ? withoutMiddle(path) : path;
    if (f < top) continue;
    const kind = KIND_WORDS[frameKindOf(frames, f)];
    lines.add(`${toCell(paths[level])},${toCell(name)},${kind},${figuresOf(f)}`);
  }
  return `${lines.finish()}\r\n`;
}

/** Of a path whose middle is left out already, the same beginning is kept. */
function withoutMiddle(path: string): string {
  const half = MAX_PATH_LENGTH / 2;
  return `${path.slice(0, half)}…${path.slice(1 - half)}`;
}

/* What spreadsheets take for the beginning of a formula; some also after a blank that they drop, or in its wide form. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A text as one cell of such a table. */
export function toCell(text: string): string {
  const cell = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
