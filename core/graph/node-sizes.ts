import { bytesOf, countOf } from "./cell.ts";
import { type Graph, SHAPE_CONTENT, SHAPE_COUNTED, SLOT_MAX_ONLY } from "./graph.ts";
import { slotMaxSizesOf } from "./unseen-boxes.ts";

/**
 * Bytes of any node with its private storage, at least and at most: as its frame counts them. Of equal strings, which are one node, the most is a copy for each reference.
 * The sums of what all nodes of a shape have in common are made once.
 */
export class NodeSizes {
  /** Of the node that was measured last. */
  size = 0;
  maxSize = 0;
  readonly #graph: Graph;
  readonly #referenceCounts: Uint32Array;
  /* By shape: what does not depend on cells, and what each repetition adds. */
  readonly #fixed: Float64Array;
  readonly #fixedMost: Float64Array;
  readonly #item: Float64Array;
  readonly #itemMost: Float64Array;

  constructor(graph: Graph, referenceCounts: Uint32Array) {
    const { shapes } = graph;
    const { count, headerSize, headerMaxSize, firstSlot, firstRepeat, slotSize, firstStorage } = shapes;
    const slotMaxSize = slotMaxSizesOf(graph);
    this.#graph = graph;
    this.#referenceCounts = referenceCounts;
    this.#fixed = Float64Array.from(headerSize);
    this.#fixedMost = Float64Array.from(headerMaxSize);
    this.#item = new Float64Array(count);
    this.#itemMost = new Float64Array(count);
    for (let shape = 0; shape < count; shape++) {
      for (let slot = firstSlot[shape]; slot < firstRepeat[shape]; slot++) {
        this.#fixed[shape] += slotSize[slot];
        this.#fixedMost[shape] += slotMaxSize[slot];
      }
      for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
        this.#fixed[shape] += shapes.storageSize[s];
        this.#fixedMost[shape] += shapes.storageMaxSize[s];
        this.#item[shape] += shapes.storageItemSize[s];
        this.#itemMost[shape] += shapes.storageItemMaxSize[s];
      }
    }
  }

  /** Sets `size` and `maxSize`. */
  measure(node: number): void {
    const { nodeShape, firstCell, cells, largeBytes, shapes } = this.#graph;
    const { firstSlot, firstRepeat, slotFlags, flags } = shapes;
    const shape = nodeShape[node];
    const repeat = firstRepeat[shape];
    let at = firstCell[node];
    let size = this.#fixed[shape];
    let most = this.#fixedMost[shape];
    for (let slot = firstSlot[shape]; slot < repeat; slot++) {
      const bytes = bytesOf(cells[at++], largeBytes);
      most += bytes;
      if ((slotFlags[slot] & SLOT_MAX_ONLY) === 0) size += bytes;
    }
    if ((flags[shape] & SHAPE_CONTENT) !== 0) most *= this.#referenceCounts[node];
    if ((flags[shape] & SHAPE_COUNTED) !== 0) {
      const count = countOf(cells[at++]);
      size += this.#item[shape] * count;
      most += this.#itemMost[shape] * count;
      const end = at + count * (firstSlot[shape + 1] - repeat);
      for (; at < end; at++) {
        const bytes = bytesOf(cells[at], largeBytes);
        size += bytes;
        most += bytes;
      }
    }
    this.size = size;
    this.maxSize = most;
  }
}
