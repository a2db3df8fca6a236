import { FRAME_MERGED, type FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isTypeKind, KIND_FIELD, KIND_STORAGE } from "../../../core/graph/graph.ts";

/**
 * All frames of one type together, as columns; a row per type. Sizes are bytes.
 *
 * The own bytes of a type are those of its frames, with the fields and storages that belong to its objects: what the engine takes for these objects, without what they
 * refer to. The total is all that lies in its frames; a frame inside another one of the type counts once.
 */
export interface TypeTable {
  readonly count: number;
  /** Index into the names of the frame table. */
  readonly name: Uint32Array;
  readonly frameCount: Float64Array;
  readonly objectCount: Float64Array;
  readonly selfSize: Float64Array;
  readonly selfMaxSize: Float64Array;
  readonly totalSize: Float64Array;
  readonly totalMaxSize: Float64Array;
  /** The type's frame with the largest total. */
  readonly largest: Uint32Array;
  /**
   * Own bytes without a type: values of roots, "(N more)", and fields whose object is not among the frames that were
   * looked at.
   */
  readonly otherSize: number;
  readonly otherMaxSize: number;
  /** Bytes of all frames that were looked at. */
  readonly wholeSize: number;
  readonly wholeMaxSize: number;
}

const NO_TYPE = -1;

/** Adds up the types of a frame and all inside it, in steps, as a million frames are more than a frame of the screen has time for. */
export class TypesPass {
  readonly #frames: FrameTable;
  readonly #start: number;
  readonly #end: number;
  #next: number;
  /** Per frame from `#start` on: the row of the type it belongs to, or NO_TYPE. */
  readonly #typeOf: Int32Array;
  readonly #rowOfName: Int32Array;
  readonly #name: number[] = [];
  readonly #frameCount: number[] = [];
  readonly #objectCount: number[] = [];
  readonly #selfSize: number[] = [];
  readonly #selfMaxSize: number[] = [];
  readonly #totalSize: number[] = [];
  readonly #totalMaxSize: number[] = [];
  readonly #largest: number[] = [];
  /** Per row: where the frame ends that is counted in the total already. */
  readonly #countedUntil: number[] = [];
  #otherSize = 0;
  #otherMaxSize = 0;

  constructor(frames: FrameTable, focus: number) {
    this.#frames = frames;
    this.#start = focus;
    this.#next = focus;
    this.#end = frames.count === 0 ? focus : frames.subtreeEnd[focus];
    this.#typeOf = new Int32Array(this.#end - focus);
    this.#rowOfName = new Int32Array(frames.names.length).fill(NO_TYPE);
  }

  /** Looks at `rows` more frames; whether all have been looked at. */
  advance(rows: number): boolean {
    const { name, kind, flags, parent, subtreeEnd } = this.#frames;
    const { selfSize, selfMaxSize, totalSize, totalMaxSize, selfCount } = this.#frames;
    const start = this.#start;
    const frameCounts = this.#frameCount;
    const objectCounts = this.#objectCount;
    const ownSizes = this.#selfSize;
    const ownMaxSizes = this.#selfMaxSize;
    const totalSizes = this.#totalSize;
    const totalMaxSizes = this.#totalMaxSize;
    const largest = this.#largest;
    const countedUntil = this.#countedUntil;
    let otherSize = this.#otherSize;
    let otherMaxSize = this.#otherMaxSize;
    const typeOf = this.#typeOf;
    const end = Math.min(this.#end, this.#next + rows);
    for (let f = this.#next; f < end; f++) {
      const isMerged = (flags[f] & FRAME_MERGED) !== 0;
      let row = NO_TYPE;
      if (isTypeKind(kind[f]) && !isMerged) {
        row = this.#rowOf(name[f]);
        frameCounts[row]++;
        objectCounts[row] += selfCount[f];
        if (f >= countedUntil[row]) {
          countedUntil[row] = subtreeEnd[f];
          totalSizes[row] += totalSize[f];
          totalMaxSizes[row] += totalMaxSize[f];
        }
        if (largest[row] === 0 || totalSize[f] > totalSize[largest[row]]) largest[row] = f;
      } else if ((kind[f] === KIND_FIELD || kind[f] === KIND_STORAGE) && !isMerged && f > start) {
        row = typeOf[parent[f] - start];
      }
      typeOf[f - start] = row;
      if (row === NO_TYPE) {
        otherSize += selfSize[f];
        otherMaxSize += selfMaxSize[f];
      } else {
        ownSizes[row] += selfSize[f];
        ownMaxSizes[row] += selfMaxSize[f];
      }
    }
    this.#otherSize = otherSize;
    this.#otherMaxSize = otherMaxSize;
    this.#next = end;
    return end === this.#end;
  }

  #rowOf(name: number): number {
    let row = this.#rowOfName[name];
    if (row !== NO_TYPE) return row;
    row = this.#name.length;
    this.#rowOfName[name] = row;
    this.#name.push(name);
    for (const column of [
      this.#frameCount,
      this.#objectCount,
      this.#selfSize,
      this.#selfMaxSize,
      this.#totalSize,
      this.#totalMaxSize,
      this.#largest,
      this.#countedUntil,
    ]) {
      column.push(0);
    }
    return row;
  }

  /** To be called when all frames have been looked at. */
  finish(): TypeTable {
    const { totalSize, totalMaxSize } = this.#frames;
    const isEmpty = this.#start === this.#end;
    return {
      count: this.#name.length,
      name: Uint32Array.from(this.#name),
      frameCount: Float64Array.from(this.#frameCount),
      objectCount: Float64Array.from(this.#objectCount),
      selfSize: Float64Array.from(this.#selfSize),
      selfMaxSize: Float64Array.from(this.#selfMaxSize),
      totalSize: Float64Array.from(this.#totalSize),
      totalMaxSize: Float64Array.from(this.#totalMaxSize),
      largest: Uint32Array.from(this.#largest),
      otherSize: this.#otherSize,
      otherMaxSize: this.#otherMaxSize,
      wholeSize: isEmpty ? 0 : totalSize[this.#start],
      wholeMaxSize: isEmpty ? 0 : totalMaxSize[this.#start],
    };
  }
}

export function typeNameOf(frames: FrameTable, types: TypeTable, row: number): string {
  return frames.names[types.name[row]];
}

/** Own bytes for each object; 0 if objects are not counted. */
export function averageSizeOf(types: TypeTable, row: number): number {
  const count = types.objectCount[row];
  return count > 0 ? types.selfSize[row] / count : 0;
}
