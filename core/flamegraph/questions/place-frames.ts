import { type Graph, KIND_ROOM, PLACE_SELF } from "../../graph/graph.ts";
import { PairMap } from "../../graph/pair-map.ts";
import type { FrameTable } from "../frame-table.ts";

/** Finds the frames of places below type frames. Remembers what it found: a pair is looked up once. */
export class PlaceFrames {
  readonly #graph: Graph;
  readonly #frames: FrameTable;
  readonly #known = new Map<number, number>();
  /** Frames by the frame around them, and name and kind as one number; of the parents in `#indexed`. */
  readonly #children = new PairMap();
  readonly #indexed = new Set<number>();

  constructor(graph: Graph, frames: FrameTable) {
    this.#graph = graph;
    this.#frames = frames;
  }

  /** The type frame itself for PLACE_SELF; in a bounded table, the frame nearest to one that was left out. */
  frameOf(typeFrame: number, place: number): number {
    const key = typeFrame * this.#graph.places.count + place;
    let frame = this.#known.get(key);
    if (frame === undefined) {
      frame = this.#find(typeFrame, place);
      this.#known.set(key, frame);
    }
    return frame;
  }

  #find(typeFrame: number, place: number): number {
    const { places } = this.#graph;
    const chain: number[] = [];
    for (let at = place; at !== PLACE_SELF; at = places.parent[at]) chain.push(at);
    let frame = typeFrame;
    for (let i = chain.length - 1; i >= 0; i--) {
      const at = chain[i];
      const child = this.#childOf(frame, places.name[at], places.kind[at]);
      if (child === -1) break;
      frame = child;
    }
    return frame;
  }

  /** The names of the frames begin with those of the graph. */
  #childOf(parent: number, name: number, kind: number): number {
    if (!this.#indexed.has(parent)) this.#index(parent);
    return this.#children.get(parent, name * KIND_ROOM + kind);
  }

  /** One pass, and not one for each field: there may be half a million. */
  #index(parent: number): void {
    const { subtreeEnd, name, kind } = this.#frames;
    const end = subtreeEnd[parent];
    for (let at = parent + 1; at < end; at = subtreeEnd[at]) {
      this.#children.add(parent, name[at] * KIND_ROOM + kind[at], at);
    }
    this.#indexed.add(parent);
  }
}
