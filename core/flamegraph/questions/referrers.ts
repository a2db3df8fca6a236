import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import { type Graph, isRootKind, isTypeKind, KIND_SHARED } from "../../graph/graph.ts";
import { slotOfCell } from "../../graph/path.ts";
import type { FrameTable } from "../frame-table.ts";
import type { NodeFrames } from "../frames-of-graph.ts";
import { PlaceFrames } from "./place-frames.ts";

/** A frame from which objects are referred to: a field, a storage, a root. */
export interface Referrer {
  readonly frame: number;
  /** References that stand there. */
  readonly references: number;
}

export interface Referrers {
  /** Most references first, then in the order of the table. */
  readonly rows: readonly Referrer[];
  /** Frames that are left out of `rows`. */
  readonly moreFrames: number;
  /** References in all, those of the frames left out included. */
  readonly references: number;
}

export const NO_REFERRERS: Referrers = { rows: [], moreFrames: 0, references: 0 };

/**
 * Who refers to the objects of a type frame, or of all type frames in a frame `(shared)`, whoever owns them. Nothing refers to other frames:
 * they are parts of an object. One pass over the cells.
 */
export function referrersOf(graph: Graph, { frames, nodeFrame }: NodeFrames, frame: number, limit: number): Referrers {
  const targets = targetsOf(frames, frame);
  if (targets === null) return NO_REFERRERS;
  const { nodeCount, firstCell, cells, shapes, places, roots } = graph;
  /** References by type frame of the referrer and place. */
  const counts = new Map<number, number>();
  for (let node = 0; node < nodeCount; node++) {
    const from = nodeFrame[node];
    if (from === -1) continue;
    const end = firstCell[node + 1];
    for (let at = firstCell[node]; at < end; at++) {
      const cell = cells[at];
      if (!isNodeCell(cell)) continue;
      const to = nodeFrame[nodeOf(cell)];
      if (to === -1 || targets[to] === 0) continue;
      const place = shapes.slotPlace[slotOfCell(graph, node, at)];
      const key = from * places.count + place;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const byFrame = new Map<number, number>();
  const add = (at: number, references: number): void => {
    byFrame.set(at, (byFrame.get(at) ?? 0) + references);
  };
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r];
    if (isNodeCell(cell) && targets[nodeFrame[nodeOf(cell)]] === 1) add(rootFrameOf(graph, frames, r), 1);
  }
  const placeFrames = new PlaceFrames(graph, frames);
  for (const [key, references] of counts) {
    const place = key % places.count;
    add(placeFrames.frameOf((key - place) / places.count, place), references);
  }
  return largestOf(byFrame, limit);
}

/** Per frame: 1 where its objects are asked for. */
function targetsOf(frames: FrameTable, frame: number): Uint8Array | null {
  const kind = frames.kind[frame];
  if (!isTypeKind(kind) && kind !== KIND_SHARED) return null;
  const targets = new Uint8Array(frames.count);
  if (isTypeKind(kind)) targets[frame] = 1;
  else for (let at = frame + 1; at < frames.subtreeEnd[frame]; at = frames.subtreeEnd[at]) targets[at] = 1;
  return targets;
}

/** The frame of a root; the top where a bounded table left it out. */
export function rootFrameOf(graph: Graph, frames: FrameTable, root: number): number {
  const { names, roots } = graph;
  const around = roots.group[root] === 0 ? 0 : rootFrameIn(frames, 0, names[roots.group[root] - 1]);
  return rootFrameIn(frames, around, names[roots.name[root]]);
}

function rootFrameIn(frames: FrameTable, around: number, text: string): number {
  const { kind, name, names, subtreeEnd } = frames;
  for (let at = around + 1; at < subtreeEnd[around]; at = subtreeEnd[at]) {
    if (isRootKind(kind[at]) && names[name[at]] === text) return at;
  }
  return around;
}

function largestOf(byFrame: ReadonlyMap<number, number>, limit: number): Referrers {
  const rows: Referrer[] = [];
  let sum = 0;
  for (const [frame, references] of byFrame) {
    rows.push({ frame, references });
    sum += references;
  }
  rows.sort((a, b) => b.references - a.references || a.frame - b.frame);
  return { rows: rows.slice(0, limit), moreFrames: Math.max(0, rows.length - limit), references: sum };
}
