import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_MERGED, FRAME_SPARE } from "../../../core/flamegraph/frame-table.ts";
import type { WasteKind, WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import { isTypeKind } from "../../../core/graph/graph.ts";
import { headOf, isInside } from "./box.ts";
import type { ColumnSort } from "./column-sort.ts";
import { namedBoxOf } from "./path-text.ts";

/** How the rows of a group stand. */
export interface WasteOrder {
  keyOf(place: WastePlace): number | string;
  readonly direction: ColumnSort["direction"];
}

interface WasteSums {
  /** Bytes at least and at most. */
  readonly size: number;
  readonly maxSize: number;
  readonly count: number;
  readonly references: number;
}

export interface WasteGroup extends WasteSums {
  readonly kind: WasteKind;
  readonly rows: readonly WastePlace[];
}

/** All rows of a kind that have this box. */
export interface WastePlace extends WasteSums {
  readonly box: number;
}

export interface WasteGroups extends WasteSums {
  readonly groups: readonly WasteGroup[];
  /** Bytes, at most, of rows that transforms have left out of the frames. */
  readonly hiddenMaxSize: number;
}

/**
 * What lies in the box `focus`, by kind; the kind with most bytes first. A row stands at the box that the app has a name for, which has the bytes inside it: the box of the
 * waste itself is often one of 0 bytes at least, such as `unused_capacity`.
 */
export function wasteGroupsOf(
  frames: FrameTable,
  rows: readonly WasteRow[],
  focus: number,
  order: WasteOrder,
): WasteGroups {
  const placesOf = new Map<WasteKind, Map<number, WastePlace>>();
  let hiddenMaxSize = 0;
  for (const { kind, frame, mostCopied: _, ...sums } of rows) {
    if (frame < 0) {
      hiddenMaxSize += sums.maxSize;
      continue;
    }
    const exact = headOf(frames, frame);
    if (!isInside(frames, exact, focus)) continue;
    const named = namedBoxOf(frames, exact);
    const box = isInside(frames, named, focus) ? named : focus;
    const places = placesOf.get(kind) ?? new Map<number, WastePlace>();
    placesOf.set(kind, places);
    const known = places.get(box);
    places.set(box, { ...(known === undefined ? sums : sumOf([known, sums])), box });
  }
  const groups: WasteGroup[] = [];
  for (const [kind, placeOf] of placesOf) {
    const places = [...placeOf.values()];
    if (places.length > 0) groups.push({ ...sumOf(places), kind, rows: inOrder(places, order) });
  }
  groups.sort((one, other) => other.maxSize - one.maxSize || other.size - one.size);
  return { ...sumOf(groups), groups, hiddenMaxSize };
}

/** The rows by their keys, each asked for once; of equal keys, the one with most bytes first. */
function inOrder(places: readonly WastePlace[], { keyOf, direction }: WasteOrder): readonly WastePlace[] {
  const sign = direction === "ascending" ? 1 : -1;
  return places
    .map((place) => ({ place, key: keyOf(place) }))
    .sort(
      (one, other) =>
        sign * (one.key < other.key ? -1 : one.key > other.key ? 1 : 0) ||
        other.place.maxSize - one.place.maxSize ||
        one.place.box - other.place.box,
    )
    .map(({ place }) => place);
}

function sumOf(parts: readonly WasteSums[]): WasteSums {
  let size = 0;
  let maxSize = 0;
  let count = 0;
  let references = 0;
  for (const part of parts) {
    size += part.size;
    maxSize += part.maxSize;
    count += part.count;
    references += part.references;
  }
  return { size, maxSize, count, references };
}

/** What frames show without the objects behind them: unused capacity. */
export function wasteOfFrames(frames: FrameTable): WasteRow[] {
  const { count, kind, flags, selfSize, selfMaxSize, selfCount, parent } = frames;
  const rows: WasteRow[] = [];
  for (let frame = 1; frame < count; frame++) {
    if ((flags[frame] & (FRAME_SPARE | FRAME_MERGED)) !== FRAME_SPARE || selfMaxSize[frame] === 0) continue;
    let type = parent[frame];
    while (type > 0 && !isTypeKind(kind[type])) type = parent[type];
    rows.push({
      kind: "unused-capacity",
      frame,
      size: selfSize[frame],
      maxSize: selfMaxSize[frame],
      count: selfCount[type],
      references: 0,
      mostCopied: null,
    });
  }
  return rows;
}
