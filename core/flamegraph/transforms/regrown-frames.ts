import { KIND_ROOM } from "../../graph/graph.ts";
import { PairMap } from "../../graph/pair-map.ts";
import type { FrameTable } from "../frame-table.ts";
import { orderedOf } from "../tree/loose-frames.ts";

/** A table that grows out of another one, frame by frame in the old order. It never has more frames than the old one. */
export class RegrownFrames {
  readonly #frames: FrameTable;
  /** Per frame of the old table: where it stands now. Frame 0 stays itself. */
  readonly #there: Int32Array;
  /** Joined frames by the frame around them, and name and kind as one number. */
  readonly #joined = new PairMap();

  #count = 1;
  readonly #parent: Int32Array;
  readonly #name: Uint32Array;
  readonly #kind: Uint8Array;
  readonly #flags: Uint8Array;
  readonly #selfSize: Float64Array;
  readonly #selfMaxSize: Float64Array;
  readonly #selfCount: Uint32Array;

  constructor(frames: FrameTable) {
    const { count } = frames;
    this.#frames = frames;
    this.#there = new Int32Array(count);
    this.#parent = new Int32Array(count);
    this.#name = new Uint32Array(count);
    this.#kind = new Uint8Array(count);
    this.#flags = new Uint8Array(count);
    this.#selfSize = new Float64Array(count);
    this.#selfMaxSize = new Float64Array(count);
    this.#selfCount = new Uint32Array(count);
    this.#parent[0] = -1;
    this.#name[0] = frames.name[0];
  }

  /** Keeps the frame inside the frame around it, among the siblings that it had. */
  keep(frame: number): void {
    this.#there[frame] = this.#add(frame, this.#there[this.#frames.parent[frame]]);
    this.addSelf(frame);
  }

  /** Keeps the frame inside whatever the frame around it has become; it is one with a joined sibling of its name and kind. */
  join(frame: number): void {
    this.joinInto(this.#there[this.#frames.parent[frame]], frame);
  }

  /** The same inside a frame of the new table. */
  joinInto(around: number, frame: number): void {
    const { name, kind, flags } = this.#frames;
    const key = name[frame] * KIND_ROOM + kind[frame];
    let there = this.#joined.get(around, key);
    if (there === -1) {
      there = this.#add(frame, around);
      this.#joined.add(around, key, there);
    }
    this.#there[frame] = there;
    this.#flags[there] |= flags[frame];
    this.addSelf(frame);
  }

  /** The frame becomes one with the frame around it; those inside it are to be joined. */
  dissolve(frame: number): void {
    this.#there[frame] = this.#there[this.#frames.parent[frame]];
    this.addSelf(frame);
  }

  /** What the frame has of its own goes where the frame has gone. */
  addSelf(frame: number): void {
    const { selfSize, selfMaxSize, selfCount } = this.#frames;
    const there = this.#there[frame];
    this.#selfSize[there] += selfSize[frame];
    this.#selfMaxSize[there] += selfMaxSize[frame];
    this.#selfCount[there] += selfCount[frame];
  }

  finish(): FrameTable {
    return orderedOf({
      count: this.#count,
      strings: this.#frames.names,
      parent: this.#parent,
      name: this.#name,
      kind: this.#kind,
      flags: this.#flags,
      selfSize: this.#selfSize,
      selfMaxSize: this.#selfMaxSize,
      selfCount: this.#selfCount,
    }).frames;
  }

  #add(frame: number, around: number): number {
    const there = this.#count++;
    this.#parent[there] = around;
    this.#name[there] = this.#frames.name[frame];
    this.#kind[there] = this.#frames.kind[frame];
    this.#flags[there] = this.#frames.flags[frame];
    return there;
  }
}
