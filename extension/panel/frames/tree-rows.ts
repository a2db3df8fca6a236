import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Arrangement } from "./arrangement.ts";
import { placeOf } from "./arrangement.ts";
import { parentBoxOf, TOP_BOX, tailOf } from "./box.ts";
import type { BoxRows, Siblings } from "./box-rows.ts";
import { rowsBelow } from "./box-rows.ts";

/** The rows of the object tree that are not inside a collapsed one: roots have level 1, and siblings stand as in the arrangement. */
export function treeRowsOf(arrangement: Arrangement, expanded: ReadonlySet<number>): BoxRows {
  return rowsBelow(new ArrangedSiblings(arrangement), TOP_BOX, expanded);
}

class ArrangedSiblings implements Siblings {
  readonly frames: FrameTable;
  readonly #arrangement: Arrangement;

  constructor(arrangement: Arrangement) {
    this.frames = arrangement.frames;
    this.#arrangement = arrangement;
  }

  childrenOf(box: number): Uint32Array {
    const record = this.#arrangement.recordOf(tailOf(this.frames, box));
    const { list } = this.#arrangement;
    return list.subarray(record + 1, record + 1 + list[record]);
  }

  placeOf(_: Uint32Array, box: number): number {
    return placeOf(this.#arrangement, box) - this.#arrangement.recordOf(this.frames.parent[box]) - 1;
  }
}

/** `expanded` with all ancestors of the box in it; the same set if nothing is missing. */
export function expandedToShow(frames: FrameTable, expanded: ReadonlySet<number>, box: number): ReadonlySet<number> {
  let grown: Set<number> | null = null;
  for (let at = parentBoxOf(frames, box); at > TOP_BOX; at = parentBoxOf(frames, at)) {
    if (expanded.has(at)) continue;
    grown ??= new Set(expanded);
    grown.add(at);
  }
  return grown ?? expanded;
}
