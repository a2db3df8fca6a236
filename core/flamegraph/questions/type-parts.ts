import { type Graph, isTypeKind, SHAPE_CONTENT, SHAPE_INLINE } from "../../graph/graph.ts";
import { NodeSizes } from "../../graph/node-sizes.ts";
import { PairMap } from "../../graph/pair-map.ts";
import { referenceCountsOf } from "../../graph/reference-counts.ts";
import { FRAME_MERGED } from "../frame-table.ts";
import type { NodeFrames } from "../frames-of-graph.ts";
import { shapeLabelsOf } from "./shape-labels.ts";

/** The objects of one type that have a label in common: `shapeLabelsOf`. Sizes are bytes. */
export interface TypePart {
  readonly type: string;
  readonly label: string;
  readonly objectCount: number;
  /** Own bytes, as those of a type: with fields and storages. */
  readonly selfSize: number;
  readonly selfMaxSize: number;
  /** With all that lies in them; an object in another of the part counts once. */
  readonly totalSize: number;
  readonly totalMaxSize: number;
  /** Frames that have objects of the part, and the one with most own bytes of them. */
  readonly frameCount: number;
  readonly frame: number;
}

/** How many values there are of a type whose values are no objects, such as `string`. Equal ones count once. */
export interface ValueCount {
  readonly type: string;
  readonly count: number;
}

export interface TypeParts {
  /** In no particular order. */
  readonly parts: readonly TypePart[];
  readonly values: readonly ValueCount[];
}

interface Source {
  readonly graph: Graph;
  readonly nodeFrames: NodeFrames;
  /** Per node, by the policy of the frames. */
  readonly owner: Int32Array;
}

/** Not one of the parts that are counted. */
const NO_PART = -1;

/** Types in parts, of the nodes at those frames (1 in `isCounted`; `null` for all). Two passes over the nodes. */
export function typePartsOf({ graph, nodeFrames, owner }: Source, isCounted: Uint8Array | null): TypeParts {
  const tally = new PartTally(graph, nodeFrames, isCounted);
  tally.addNodes();
  tally.addTotals(owner);
  return { parts: tally.parts(), values: tally.values() };
}

class PartTally {
  readonly #graph: Graph;
  readonly #nodeFrames: NodeFrames;
  readonly #isCounted: Uint8Array | null;
  readonly #sizes: NodeSizes;
  /** By shape: its part, or NO_PART. */
  readonly #partOf: Int32Array;
  readonly #parts: { readonly type: string; readonly label: string }[] = [];
  readonly #objectCount: Float64Array;
  readonly #selfSize: Float64Array;
  readonly #selfMaxSize: Float64Array;
  readonly #totalSize: Float64Array;
  readonly #totalMaxSize: Float64Array;
  readonly #frameCount: Uint32Array;
  readonly #frame: Int32Array;
  /** By shape: values of contents. */
  readonly #valueCount: Float64Array;

  constructor(graph: Graph, nodeFrames: NodeFrames, isCounted: Uint8Array | null) {
    const { shapes, names } = graph;
    this.#graph = graph;
    this.#nodeFrames = nodeFrames;
    this.#isCounted = isCounted;
    this.#sizes = new NodeSizes(graph, referenceCountsOf(graph));
    const rows = new Map<string, number>();
    this.#partOf = Int32Array.from(shapeLabelsOf(graph), (label, shape) => {
      if (label === null) return NO_PART;
      const type = names[shapes.typeName[shape]];
      const key = `${shapes.typeName[shape]} ${label}`;
      let row = rows.get(key);
      if (row === undefined) {
        row = this.#parts.length;
        rows.set(key, row);
        this.#parts.push({ type, label });
      }
      return row;
    });
    const count = this.#parts.length;
    this.#objectCount = new Float64Array(count);
    this.#selfSize = new Float64Array(count);
    this.#selfMaxSize = new Float64Array(count);
    this.#totalSize = new Float64Array(count);
    this.#totalMaxSize = new Float64Array(count);
    this.#frameCount = new Uint32Array(count);
    this.#frame = new Int32Array(count).fill(-1);
    this.#valueCount = new Float64Array(shapes.count);
  }

  /** As types are counted: what stands in a frame of many has none. */
  #isHere(node: number): boolean {
    const { frames, nodeFrame } = this.#nodeFrames;
    const frame = nodeFrame[node];
    if (frame === -1 || (this.#isCounted !== null && this.#isCounted[frame] === 0)) return false;
    return isTypeKind(frames.kind[frame]) && (frames.flags[frame] & FRAME_MERGED) === 0;
  }

  addNodes(): void {
    const { nodeCount, nodeShape, shapes } = this.#graph;
    const { nodeFrame } = this.#nodeFrames;
    const sizes = this.#sizes;
    /* By part and frame: own bytes. */
    const known = new PairMap();
    const sizeAt: number[] = [];
    const partAt: number[] = [];
    const frameAt: number[] = [];
    for (let node = 0; node < nodeCount; node++) {
      const shape = nodeShape[node];
      const part = this.#partOf[shape];
      if (part === NO_PART) {
        if ((shapes.flags[shape] & (SHAPE_CONTENT | SHAPE_INLINE)) === SHAPE_CONTENT && this.#isHere(node))
          this.#valueCount[shape]++;
        continue;
      }
      if (!this.#isHere(node)) continue;
      sizes.measure(node);
      this.#objectCount[part]++;
      this.#selfSize[part] += sizes.size;
      this.#selfMaxSize[part] += sizes.maxSize;
      const frame = nodeFrame[node];
      let at = known.get(part, frame);
      if (at === -1) {
        at = sizeAt.length;
        known.add(part, frame, at);
        sizeAt.push(0);
        partAt.push(part);
        frameAt.push(frame);
        this.#frameCount[part]++;
      }
      sizeAt[at] += sizes.size;
    }
    const most = new Float64Array(this.#parts.length).fill(-1);
    for (let at = 0; at < sizeAt.length; at++) {
      const part = partAt[at];
      if (sizeAt[at] <= most[part]) continue;
      most[part] = sizeAt[at];
      this.#frame[part] = frameAt[at];
    }
  }

  /** Goes through the tree of owners in depth, without a stack: what was added up between the way into an object and the way out lies in it. */
  addTotals(owner: Int32Array): void {
    const { nodeCount, nodeShape } = this.#graph;
    const { nodeFrame } = this.#nodeFrames;
    const sizes = this.#sizes;
    /* Per node, plus 1; 0 for none. */
    const firstOwned = new Int32Array(nodeCount);
    const nextOwned = new Int32Array(nodeCount);
    for (let node = nodeCount - 1; node >= 0; node--) {
      const above = owner[node];
      if (above < 0 || nodeFrame[node] === -1) continue;
      nextOwned[node] = firstOwned[above];
      firstOwned[above] = node + 1;
    }
    /* By part: objects of it around the current node, and the sums where the outermost of them began. */
    const open = new Int32Array(this.#parts.length);
    const sizeBefore = new Float64Array(this.#parts.length);
    const maxSizeBefore = new Float64Array(this.#parts.length);
    let size = 0;
    let maxSize = 0;
    const partOf = (node: number): number => {
      const part = this.#partOf[nodeShape[node]];
      return part !== NO_PART && this.#isHere(node) ? part : NO_PART;
    };
    for (let top = 0; top < nodeCount; top++) {
      if (owner[top] >= 0 || nodeFrame[top] === -1) continue;
      let node = top;
      for (;;) {
        const entered = partOf(node);
        if (entered !== NO_PART && open[entered]++ === 0) {
          sizeBefore[entered] = size;
          maxSizeBefore[entered] = maxSize;
        }
        sizes.measure(node);
        size += sizes.size;
        maxSize += sizes.maxSize;
        if (firstOwned[node] !== 0) {
          node = firstOwned[node] - 1;
          continue;
        }
        for (;;) {
          const left = partOf(node);
          if (left !== NO_PART && --open[left] === 0) {
            this.#totalSize[left] += size - sizeBefore[left];
            this.#totalMaxSize[left] += maxSize - maxSizeBefore[left];
          }
          if (node === top || nextOwned[node] !== 0) break;
          node = owner[node];
        }
        if (node === top) break;
        node = nextOwned[node] - 1;
      }
    }
  }

  parts(): TypePart[] {
    return this.#parts
      .map((part, row) => ({
        ...part,
        objectCount: this.#objectCount[row],
        selfSize: this.#selfSize[row],
        selfMaxSize: this.#selfMaxSize[row],
        totalSize: this.#totalSize[row],
        totalMaxSize: this.#totalMaxSize[row],
        frameCount: this.#frameCount[row],
        frame: this.#frame[row],
      }))
      .filter(({ objectCount }) => objectCount > 0);
  }

  /** Strings of many sizes have as many shapes. */
  values(): ValueCount[] {
    const { names, shapes } = this.#graph;
    const counts = new Map<string, number>();
    for (let shape = 0; shape < shapes.count; shape++) {
      const count = this.#valueCount[shape];
      if (count === 0) continue;
      const type = names[shapes.typeName[shape]];
      counts.set(type, (counts.get(type) ?? 0) + count);
    }
    return [...counts].map(([type, count]) => ({ type, count }));
  }
}
