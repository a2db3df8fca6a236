import type { DiffScope, FrameChanges } from "../../../core/flamegraph/diff.ts";
import { FRAME_MERGED, type FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isTypeKind, KIND_FIELD, KIND_STORAGE } from "../../../core/graph/graph.ts";
import type { BeforeAfter } from "./change.ts";

/**
 * What became of the types of a diff, as columns; a row per type. Bytes are own ones, as in `TypeTable`: those of the
 * type's frames, with the fields and storages of its objects. If a diff shows growth alone, frames that shrank add
 * nothing, neither before nor after, and the other way round: so the differences add up to what is drawn.
 */
export interface TypeChanges {
  readonly count: number;
  /** Index into the names of the frame table. */
  readonly name: Uint32Array;
  readonly beforeObjects: Float64Array;
  readonly afterObjects: Float64Array;
  readonly beforeSize: Float64Array;
  readonly afterSize: Float64Array;
  /** The type's frame whose own bytes changed most, up or down; the outermost of equal ones. */
  readonly mostChanged: Uint32Array;
  /** Own bytes without a type. */
  readonly other: BeforeAfter;
}

const NO_ROW = -1;

/** Whether the scope has what became of a figure; that which is as before is in each. */
export function isInScope(scope: DiffScope, before: number, after: number): boolean {
  return scope === "all" || (scope === "growth" ? after >= before : after <= before);
}

/**
 * Adds up the types of a frame and all inside it, in steps. Backwards: when a type's frame is looked at, its fields and
 * storages have added their bytes to it, so it is known how much that one place changed.
 */
export class TypeChangesPass {
  readonly #frames: FrameTable;
  readonly #changes: FrameChanges;
  readonly #scope: DiffScope;
  readonly #start: number;
  /** Frames from here on have been looked at. */
  #end: number;
  /** Per frame from `#start` on: its own bytes, with those of its fields and storages. */
  readonly #beforeOwn: Float64Array;
  readonly #afterOwn: Float64Array;
  readonly #rowOfName: Int32Array;
  readonly #name: number[] = [];
  readonly #beforeObjects: number[] = [];
  readonly #afterObjects: number[] = [];
  readonly #beforeSize: number[] = [];
  readonly #afterSize: number[] = [];
  readonly #mostChanged: number[] = [];
  /** Per row: the bytes by which `#mostChanged` changed, without a sign. */
  readonly #mostChange: number[] = [];
  #beforeOther = 0;
  #afterOther = 0;

  constructor(frames: FrameTable, changes: FrameChanges, scope: DiffScope, focus: number) {
    this.#frames = frames;
    this.#changes = changes;
    this.#scope = scope;
    this.#start = focus;
    this.#end = frames.count === 0 ? focus : frames.subtreeEnd[focus];
    this.#beforeOwn = new Float64Array(this.#end - focus);
    this.#afterOwn = new Float64Array(this.#end - focus);
    this.#rowOfName = new Int32Array(frames.names.length).fill(NO_ROW);
  }

  /** Looks at `rows` more frames; whether all have been looked at. */
  advance(rows: number): boolean {
    const { name, kind, flags, parent } = this.#frames;
    const { beforeSelf, afterSelf, beforeSelfCount, afterSelfCount } = this.#changes;
    const scope = this.#scope;
    const start = this.#start;
    const beforeOwn = this.#beforeOwn;
    const afterOwn = this.#afterOwn;
    const beforeObjects = this.#beforeObjects;
    const afterObjects = this.#afterObjects;
    const beforeSizes = this.#beforeSize;
    const afterSizes = this.#afterSize;
    const mostChanged = this.#mostChanged;
    const mostChange = this.#mostChange;
    const first = Math.max(start, this.#end - rows);
    for (let f = this.#end - 1; f >= first; f--) {
      const at = f - start;
      if (isInScope(scope, beforeSelf[f], afterSelf[f])) {
        beforeOwn[at] += beforeSelf[f];
        afterOwn[at] += afterSelf[f];
      }
      const before = beforeOwn[at];
      const after = afterOwn[at];
      const isMerged = (flags[f] & FRAME_MERGED) !== 0;
      if (isTypeKind(kind[f]) && !isMerged) {
        const row = this.#rowOf(name[f]);
        beforeSizes[row] += before;
        afterSizes[row] += after;
        if (isInScope(scope, beforeSelfCount[f], afterSelfCount[f])) {
          beforeObjects[row] += beforeSelfCount[f];
          afterObjects[row] += afterSelfCount[f];
        }
        const change = Math.abs(after - before);
        if (change >= mostChange[row]) {
          mostChange[row] = change;
          mostChanged[row] = f;
        }
      } else if ((kind[f] === KIND_FIELD || kind[f] === KIND_STORAGE) && !isMerged && f > start) {
        const around = parent[f] - start;
        beforeOwn[around] += before;
        afterOwn[around] += after;
      } else {
        this.#beforeOther += before;
        this.#afterOther += after;
      }
    }
    this.#end = first;
    return first === start;
  }

  #rowOf(name: number): number {
    let row = this.#rowOfName[name];
    if (row !== NO_ROW) return row;
    row = this.#name.length;
    this.#rowOfName[name] = row;
    this.#name.push(name);
    for (const column of [
      this.#beforeObjects,
      this.#afterObjects,
      this.#beforeSize,
      this.#afterSize,
      this.#mostChanged,
      this.#mostChange,
    ]) {
      column.push(0);
    }
    return row;
  }

  /** To be called when all frames have been looked at. */
  finish(): TypeChanges {
    return {
      count: this.#name.length,
      name: Uint32Array.from(this.#name),
      beforeObjects: Float64Array.from(this.#beforeObjects),
      afterObjects: Float64Array.from(this.#afterObjects),
      beforeSize: Float64Array.from(this.#beforeSize),
      afterSize: Float64Array.from(this.#afterSize),
      mostChanged: Uint32Array.from(this.#mostChanged),
      other: { before: this.#beforeOther, after: this.#afterOther },
    };
  }
}

export function objectsOfTypeChange({ beforeObjects, afterObjects }: TypeChanges, row: number): BeforeAfter {
  return { before: beforeObjects[row], after: afterObjects[row] };
}

export function sizesOfTypeChange({ beforeSize, afterSize }: TypeChanges, row: number): BeforeAfter {
  return { before: beforeSize[row], after: afterSize[row] };
}

/** Whether the type has more or fewer bytes or objects; what only moved did not change. */
export function isTypeChanged(
  { beforeObjects, afterObjects, beforeSize, afterSize }: TypeChanges,
  row: number,
): boolean {
  return beforeObjects[row] !== afterObjects[row] || beforeSize[row] !== afterSize[row];
}

export function changedTypeCountOf(types: TypeChanges): number {
  let count = 0;
  for (let row = 0; row < types.count; row++) if (isTypeChanged(types, row)) count++;
  return count;
}

/** The row of the type of a name; -1 if the type did not change. */
export function rowOfChangedType(frames: FrameTable, types: TypeChanges, name: string | null): number {
  return types.name.findIndex((index, row) => frames.names[index] === name && isTypeChanged(types, row));
}
