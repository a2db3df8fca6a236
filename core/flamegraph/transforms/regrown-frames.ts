import { KIND_ROOM } from "../../graph/graph.ts";
import { PairMap } from "../../graph/pair-map.ts";
import type { FrameTable } from "../frame-table.ts";
import { orderedOf } from "../tree/loose-frames.ts";

/** A table that grows out of another one, frame by frame in the old order. It has no more frames than the old one, but for those that are inserted. */
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

  /** `inserted` frames at most are inserted. */
  constructor(frames: FrameTable, inserted = 0) {
    const count = frames.count + inserted;
    this.#frames = frames;
    this.#there = new Int32Array(frames.count);
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
    const { parent, name, kind, flags } = this.#frames;
    const there = this.#add(this.#there[parent[frame]], name[frame], kind[frame]);
    this.#there[frame] = there;
    this.#flags[there] = flags[frame];
    this.addSelf(frame);
  }

  /** Keeps the frame inside whatever the frame around it has become; it is one with a joined sibling of its name and kind. */
  join(frame: number): void {
    this.joinInto(this.#there[this.#frames.parent[frame]], frame);
  }

  /** The same inside a frame of the new table. */
  joinInto(around: number, frame: number): void {
    const { name, kind, flags } = this.#frames;
    this.#there[frame] = this.insert(around, name[frame], kind[frame], flags[frame]);
    this.addSelf(frame);
  }

  /** A frame inside a frame of the new table; `name` is a row of the old names. It is one with a joined or inserted sibling of its name and kind. Where it stands. */
  insert(around: number, name: number, kind: number, flags: number): number {
    const key = name * KIND_ROOM + kind;
    let there = this.#joined.get(around, key);
    if (there === -1) {
      there = this.#add(around, name, kind);
      this.#joined.add(around, key, there);
    }
    this.#flags[there] |= flags;
    return there;
  }

  /** Where a frame of the old table stands now. */
  placeOf(frame: number): number {
    return this.#there[frame];
  }

  /** The frame becomes one with the frame around it; those inside it are to be joined. */
  dissolve(frame: number): void {
    this.#there[frame] = this.#there[this.#frames.parent[frame]];
    this.addSelf(frame);
  }

  /** What the frame has of its own goes where the frame has gone. */
  addSelf(frame: number): void {
    this.addSelfTo(this.#there[frame], frame);
  }

  /** What the frame has of its own goes to a frame of the new table. */
  addSelfTo(there: number, frame: number): void {
    const { selfSize, selfMaxSize, selfCount } = this.#frames;
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

  #add(around: number, name: number, kind: number): number {
    const there = this.#count++;
    this.#parent[there] = around;
    this.#name[there] = name;
    this.#kind[there] = kind;
    return there;
  }
}
