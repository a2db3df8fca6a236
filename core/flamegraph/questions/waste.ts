import { bytesOf, countOf, isNodeCell, nodeOf } from "../../graph/cell.ts";
import type { Graph } from "../../graph/graph.ts";
import { nodeSizeOf } from "../../graph/node-size.ts";
import { referenceCountsOf } from "../../graph/reference-counts.ts";
import type { NodeFrames } from "../frames-of-graph.ts";
import { PlaceFrames } from "./place-frames.ts";
import { type ShapeWaste, shapeWasteOf, storeCellOf } from "./shape-waste.ts";

/**
 * Bytes that hold nothing. No byte is in two kinds.
 *
 * - `"unused-capacity"`: room that an array or an object keeps for later.
 * - `"empty-collections"`: arrays, Maps, Sets and plain objects with nothing in them, as a whole.
 * - `"repeated-texts"`: copies of equal strings. Equal strings are one node, so the least is 0, and the most a copy for each reference but one. In a heap snapshot each copy is a node:
 *   all but the one nearest to the roots, each counted at its own frame.
 * - `"dictionaries"`: what objects in dictionary mode take besides a word for each value.
 * - `"sparse-arrays"`: what `elements` takes besides the items that are there.
 * - `"views"`: bytes of buffers that nothing but typed arrays refers to, and that none of these shows. Several may overlap: the least is what all their lengths
 *   together leave, the most what the longest of them leaves.
 */
export type WasteKind =
  | "unused-capacity"
  | "empty-collections"
  | "repeated-texts"
  | "views"
  | "dictionaries"
  | "sparse-arrays";

/** What the nodes of one frame waste in one way. */
export interface WasteRow {
  readonly kind: WasteKind;
  /** The frame `unused_capacity` for that kind, that of a view for views, the type frame for the others. */
  readonly frame: number;
  /** Bytes at least and at most. */
  size: number;
  maxSize: number;
  /** Objects, different strings (of a heap snapshot copies of strings), or buffers of views. */
  count: number;
  /** How often the strings are referred to; 0 for objects. */
  references: number;
  /** The string whose copies take most; `null` for anything but a string, and for strings whose contents are not known. */
  mostCopied: CopiedString | null;
}

/** One string content with several references; of a heap snapshot, with several copies. */
export interface CopiedString {
  readonly node: number;
  /** Bytes of one copy, at least. */
  readonly size: number;
  readonly references: number;
}

/** Bytes of the copies, if each reference has its own. */
export function copiesSizeOf({ size, references }: CopiedString): number {
  return (references - 1) * size;
}

/**
 * All waste of the nodes that frames show, in no particular order. One pass over the nodes and one over the cells. `contentOf`: of a heap snapshot, a number for the content of each node; -1 for none.
 */
export function wasteOf(
  graph: Graph,
  { frames, nodeFrame }: NodeFrames,
  contentOf: Int32Array | null = null,
): WasteRow[] {
  return new WasteTally(graph, new PlaceFrames(graph, frames), contentOf).rowsOf(nodeFrame);
}

/** What typed arrays show of one buffer. */
interface Viewed {
  /** That of the first view. */
  readonly frame: number;
  views: number;
  bytes: number;
  mostBytes: number;
}

class WasteTally {
  readonly #graph: Graph;
  readonly #placeFrames: PlaceFrames;
  readonly #shapes: readonly ShapeWaste[];
  readonly #contentOf: Int32Array | null;
  /** Needless strings by their content. */
  readonly #copies = new Map<number, number>();
  /** By kind, then by frame. */
  readonly #rows = new Map<WasteKind, Map<number, WasteRow>>();
  /** By node of the buffer. */
  readonly #viewed = new Map<number, Viewed>();

  constructor(graph: Graph, placeFrames: PlaceFrames, contentOf: Int32Array | null) {
    this.#graph = graph;
    this.#placeFrames = placeFrames;
    this.#contentOf = contentOf;
    this.#shapes = shapeWasteOf(graph);
  }

  rowsOf(nodeFrame: Int32Array): WasteRow[] {
    const { nodeCount, nodeShape } = this.#graph;
    const referenceCount = referenceCountsOf(this.#graph);
    this.#countCopies();
    for (let node = 0; node < nodeCount; node++) {
      const frame = nodeFrame[node];
      if (frame === -1) continue;
      const waste = this.#shapes[nodeShape[node]];
      switch (waste.kind) {
        case "none":
          break;
        case "content":
          this.#addCopies(frame, node, referenceCount[node]);
          break;
        case "needless":
          this.#addNeedless(frame, node, waste.of);
          break;
        case "view":
          this.#addView(frame, node, waste);
          break;
        case "empty":
          this.#add("empty-collections", frame, waste.size, waste.maxSize);
          break;
        case "parts":
          this.#addParts(frame, node, waste);
      }
    }
    this.#addBuffers(referenceCount);
    return [...this.#rows.values()].flatMap((rows) => [...rows.values()]);
  }

  #addCopies(frame: number, node: number, references: number): void {
    if (references < 2) return;
    const { size } = nodeSizeOf(this.#graph, node);
    const copied: CopiedString = { node, size, references };
    const row = this.#add("repeated-texts", frame, 0, copiesSizeOf(copied));
    row.references += references;
    this.#keepMostCopied(row, copied);
  }

  #addNeedless(frame: number, node: number, kind: WasteKind): void {
    const { size } = nodeSizeOf(this.#graph, node);
    const row = this.#add(kind, frame, size, size);
    const copies = this.#copies.get(this.#contentOf?.[node] ?? -1);
    if (kind !== "repeated-texts" || copies === undefined) return;
    /* The one that is needed is a copy, too. */
    this.#keepMostCopied(row, { node, size, references: copies + 1 });
  }

  #countCopies(): void {
    const { nodeCount, nodeShape } = this.#graph;
    const contentOf = this.#contentOf;
    if (contentOf === null) return;
    for (let node = 0; node < nodeCount; node++) {
      const waste = this.#shapes[nodeShape[node]];
      if (waste.kind !== "needless" || waste.of !== "repeated-texts" || contentOf[node] < 0) continue;
      this.#copies.set(contentOf[node], (this.#copies.get(contentOf[node]) ?? 0) + 1);
    }
  }

  #keepMostCopied(row: WasteRow, copied: CopiedString): void {
    if (row.mostCopied === null || copiesSizeOf(copied) > copiesSizeOf(row.mostCopied)) row.mostCopied = copied;
  }

  #addView(frame: number, node: number, { bufferCell, countCell }: Extract<ShapeWaste, { kind: "view" }>): void {
    const { cells, firstCell } = this.#graph;
    const first = firstCell[node];
    const cell = cells[first + bufferCell];
    if (!isNodeCell(cell)) return;
    const bytes = countOf(cells[first + countCell]);
    const viewed = this.#viewed.get(nodeOf(cell));
    if (viewed === undefined) {
      this.#viewed.set(nodeOf(cell), { frame, views: 1, bytes, mostBytes: bytes });
      return;
    }
    viewed.views++;
    viewed.bytes += bytes;
    viewed.mostBytes = Math.max(viewed.mostBytes, bytes);
  }

  /** A buffer that something else refers to as well is not there for the views alone. */
  #addBuffers(referenceCount: Uint32Array): void {
    const { cells, firstCell, largeBytes, nodeShape } = this.#graph;
    for (const [buffer, { frame, views, bytes, mostBytes }] of this.#viewed) {
      const storeCell = storeCellOf(this.#graph, nodeShape[buffer]);
      if (storeCell === -1 || referenceCount[buffer] !== views) continue;
      const size = bytesOf(cells[firstCell[buffer] + storeCell], largeBytes);
      if (size > mostBytes) this.#add("views", frame, Math.max(0, size - bytes), size - mostBytes);
    }
  }

  #addParts(frame: number, node: number, waste: Extract<ShapeWaste, { kind: "parts" }>): void {
    const { cells, firstCell, largeBytes, wordSize } = this.#graph;
    const first = firstCell[node];
    const bytesAt = (cell: number): number => (cell === -1 ? 0 : bytesOf(cells[first + cell], largeBytes));
    const items = waste.countCell === -1 ? 0 : countOf(cells[first + waste.countCell]);
    for (const { place, size, maxSize, itemSize, itemMaxSize, possibleCell } of waste.unused) {
      const most = maxSize + itemMaxSize * items + bytesAt(possibleCell);
      const at = this.#placeFrames.frameOf(frame, place);
      if (most > 0) this.#add("unused-capacity", at, size + itemSize * items, most);
    }
    if (waste.dictionary !== null) {
      const { tableCell, possibleCell, maxSize } = waste.dictionary;
      const least = Math.max(0, bytesAt(tableCell) - wordSize * items);
      const most = least + bytesAt(possibleCell) + maxSize;
      if (most > 0) this.#add("dictionaries", frame, least, most);
    }
    if (waste.elements !== null) {
      const { cell, itemMaxSize } = waste.elements;
      /* The storage has a header of two words. */
      const room = bytesAt(cell) - 2 * wordSize;
      const least = room - itemMaxSize * items;
      if (least > 0) this.#add("sparse-arrays", frame, least, room - wordSize * items);
    }
  }

  #add(kind: WasteKind, frame: number, size: number, maxSize: number): WasteRow {
    let rows = this.#rows.get(kind);
    if (rows === undefined) {
      rows = new Map();
      this.#rows.set(kind, rows);
    }
    let row = rows.get(frame);
    if (row === undefined) {
      row = { kind, frame, size: 0, maxSize: 0, count: 0, references: 0, mostCopied: null };
      rows.set(frame, row);
    }
    row.size += size;
    row.maxSize += maxSize;
    row.count++;
    return row;
  }
}
