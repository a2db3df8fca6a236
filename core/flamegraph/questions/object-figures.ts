import { bytesOf, isNodeCell, nodeOf } from "../../graph/cell.ts";
import { type Graph, SHAPE_CONTENT } from "../../graph/graph.ts";
import { holderOfCell } from "../../graph/holder-of-cell.ts";
import { NodeSizes } from "../../graph/node-sizes.ts";
import { referenceCountsOf } from "../../graph/reference-counts.ts";
import { type Container, containersOf } from "./containers.ts";
import type { ObjectColumns } from "./listed-objects.ts";
import { ObjectKeys } from "./object-keys.ts";
import { type RetainedSizes, retainedSizesOf } from "./retained-sizes.ts";

/** Figures of one row: bytes at least and at most. */
export interface ObjectFigures {
  readonly size: number;
  readonly maxSize: number;
  readonly selfSize: number;
  readonly selfMaxSize: number;
  /** 0 for a primitive. */
  readonly references: number;
}

export type ObjectColumn = "key" | "retained" | "self" | "references";

/** What holds of a list as a whole. */
export interface ObjectStatistics {
  /** Retained size of the row in the middle, at least. */
  readonly median: number;
  /** That of the largest row, at least and at most. */
  readonly largest: number;
  readonly largestMost: number;
  /** Of all rows: self sizes, at least and at most. Retained sizes have no sum: one may be inside another. */
  readonly selfSize: number;
  readonly selfMaxSize: number;
  /** Rows by retained size: `counts[b]` is that of sizes from 2^b up to 2^(b + 1), those below 1 included in the first. */
  readonly counts: readonly number[];
}

/** Figures of single objects of a graph. Dominators, sizes and references are found out once, at the first question. */
export class ObjectSizes {
  readonly keys: ObjectKeys;
  readonly #graph: Graph;
  readonly #referenceCounts: Uint32Array;
  readonly #sizes: NodeSizes;
  readonly #retained: RetainedSizes;
  readonly #containers: readonly Container[];

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#referenceCounts = referenceCountsOf(graph);
    this.#sizes = new NodeSizes(graph, this.#referenceCounts);
    this.#retained = retainedSizesOf(graph, this.#sizes);
    this.#containers = containersOf(graph);
    this.keys = new ObjectKeys(graph);
  }

  /** Immediate dominators over all roots alike. */
  get owner(): Int32Array {
    return this.#retained.owner;
  }

  figuresOf({ node, cell }: ObjectColumns, row: number): ObjectFigures {
    const at = node[row];
    if (at === -1) {
      const bytes = bytesOf(this.#graph.cells[cell[row]], this.#graph.largeBytes);
      const key = this.#ownKeyOf(cell[row]);
      const size = bytes + (key === -1 ? 0 : this.#retained.size[key]);
      const maxSize = bytes + (key === -1 ? 0 : this.#retained.maxSize[key]);
      return { size, maxSize, selfSize: bytes, selfMaxSize: bytes, references: 0 };
    }
    this.#sizes.measure(at);
    return {
      size: this.#retained.size[at],
      maxSize: this.#retained.maxSize[at],
      selfSize: this.#sizes.size,
      selfMaxSize: this.#sizes.maxSize,
      references: this.#referenceCounts[at],
    };
  }

  retainedSizes(columns: ObjectColumns): Float64Array {
    const { node } = columns;
    const { size } = this.#retained;
    const sizes = new Float64Array(columns.count);
    for (let row = 0; row < sizes.length; row++) {
      sizes[row] = node[row] === -1 ? this.figuresOf(columns, row).size : size[node[row]];
    }
    return sizes;
  }

  /** By row: smaller ones stand first in ascending order. */
  sortKeys(columns: ObjectColumns, column: ObjectColumn): Float64Array {
    switch (column) {
      case "retained":
        return this.retainedSizes(columns);
      case "self":
        return Float64Array.from({ length: columns.count }, (_, row) => this.figuresOf(columns, row).selfSize);
      case "references":
        return Float64Array.from({ length: columns.count }, (_, row) => this.figuresOf(columns, row).references);
      case "key":
        return this.#keyRanks(columns);
    }
  }

  statisticsOf(columns: ObjectColumns): ObjectStatistics {
    const sizes = this.retainedSizes(columns);
    const counts: number[] = [];
    let largest = 0;
    let largestMost = 0;
    let selfSize = 0;
    let selfMaxSize = 0;
    for (let row = 0; row < sizes.length; row++) {
      const bucket = bucketOf(sizes[row]);
      while (counts.length <= bucket) counts.push(0);
      counts[bucket]++;
      const at = columns.node[row];
      if (at === -1) {
        const figures = this.figuresOf(columns, row);
        selfSize += figures.selfSize;
        selfMaxSize += figures.selfMaxSize;
      } else {
        this.#sizes.measure(at);
        selfSize += this.#sizes.size;
        selfMaxSize += this.#sizes.maxSize;
      }
      if (sizes[row] < largest) continue;
      const most = at === -1 ? sizes[row] : this.#retained.maxSize[at];
      largestMost = sizes[row] > largest ? most : Math.max(largestMost, most);
      largest = sizes[row];
    }
    return { median: medianOf(sizes), largest, largestMost, selfSize, selfMaxSize, counts };
  }

  /** Names by their letters, then indexes and positions. */
  #keyRanks(columns: ObjectColumns): Float64Array {
    const keys = Array.from({ length: columns.count }, (_, row) =>
      this.keys.keyOf(columns.node[row], columns.cell[row]),
    );
    const texts = [...new Set(keys.map(({ text }) => text))].sort();
    const rankOf = new Map(texts.map((text, rank) => [text, rank]));
    return Float64Array.from(keys, ({ text, index }) => (rankOf.get(text) ?? 0) * 2 ** 31 + index);
  }

  /** The key of a primitive value in a Map, if nothing else refers to it; -1 for none. */
  #ownKeyOf(cell: number): number {
    const { cells, nodeShape, shapes } = this.#graph;
    const holder = holderOfCell(this.#graph, cell);
    if (this.#containers[nodeShape[holder]] !== "pairs" || !isNodeCell(cells[cell - 1])) return -1;
    const key = nodeOf(cells[cell - 1]);
    const isContent = (shapes.flags[nodeShape[key]] & SHAPE_CONTENT) !== 0;
    return this.#referenceCounts[key] === 1 && !isContent ? key : -1;
  }
}

/** The column of `ObjectStatistics.counts` that a size is in. */
export function bucketOf(size: number): number {
  if (size < 1) return 0;
  return size < 2 ** 32 ? 31 - Math.clz32(size) : Math.floor(Math.log2(size));
}

function medianOf(values: Float64Array): number {
  if (values.length === 0) return 0;
  const ascending = values.slice().sort();
  const middle = ascending.length >>> 1;
  return ascending.length % 2 === 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
}
