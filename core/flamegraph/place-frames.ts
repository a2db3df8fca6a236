import { type Graph, PLACE_SELF } from "../graph/graph.ts";
import type { FrameTable } from "./frame-table.ts";

/** Finds the frames of places below type frames. Remembers what it found: a pair is looked up once. */
export class PlaceFrames {
  readonly #graph: Graph;
  readonly #frames: FrameTable;
  readonly #known = new Map<number, number>();

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
    const { places, names } = this.#graph;
    const chain: number[] = [];
    for (let at = place; at !== PLACE_SELF; at = places.parent[at]!) chain.push(at);
    let frame = typeFrame;
    for (let i = chain.length - 1; i >= 0; i--) {
      const at = chain[i]!;
      const child = this.#childOf(frame, names[places.name[at]!]!, places.kind[at]!);
      if (child === -1) break;
      frame = child;
    }
    return frame;
  }

  #childOf(parent: number, text: string, kind: number): number {
    const frames = this.#frames;
    const end = frames.subtreeEnd[parent]!;
    for (let at = parent + 1; at < end; at = frames.subtreeEnd[at]!) {
      if (frames.kind[at] === kind && frames.names[frames.name[at]!] === text) return at;
    }
    return -1;
  }
}
