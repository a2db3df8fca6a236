import type { FrameKind } from "../../graph/graph.ts";
import type { FrameTable } from "../frame-table.ts";
import { FrameNames, FrameTree } from "../frame-tree.ts";

/** A table that grows out of another one, frame by frame in the old order: siblings that come to have one name and kind are one frame. */
export class RegrownFrames {
  readonly #frames: FrameTable;
  readonly #tree: FrameTree;
  /** Per frame of the old table: where it stands now. Frame 0 stays itself. */
  readonly #there: Int32Array;

  constructor(frames: FrameTable) {
    this.#frames = frames;
    this.#tree = new FrameTree(new FrameNames(frames.names));
    this.#there = new Int32Array(frames.count);
  }

  /** Keeps the frame and what it has of its own, inside whatever the frame around it has become. */
  keep(frame: number): void {
    this.#stand(frame, this.#there[this.#frames.parent[frame]!]!);
    this.addSelf(frame);
  }

  /** Keeps the frame, and lets it stand beside the roots. */
  raise(frame: number): void {
    this.#stand(frame, 0);
    this.addSelf(frame);
  }

  /** The frame becomes one with the frame around it, and so will those inside it come to stand there. */
  dissolve(frame: number): void {
    this.#there[frame] = this.#there[this.#frames.parent[frame]!]!;
    this.addSelf(frame);
  }

  addSelf(frame: number): void {
    const { selfSize, selfMaxSize, selfCount } = this.#frames;
    const there = this.#there[frame]!;
    this.#tree.selfSize[there]! += selfSize[frame]!;
    this.#tree.selfMaxSize[there]! += selfMaxSize[frame]!;
    this.#tree.selfCount[there]! += selfCount[frame]!;
  }

  finish(): FrameTable {
    return this.#tree.finish();
  }

  #stand(frame: number, around: number): void {
    const { name, kind, flags } = this.#frames;
    const there = this.#tree.child(around, name[frame]!, kind[frame] as FrameKind);
    this.#tree.flags[there]! |= flags[frame]!;
    this.#there[frame] = there;
  }
}
