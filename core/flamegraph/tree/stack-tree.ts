import { type FrameKind, KIND_ROOT, KIND_TYPE } from "../../graph/graph.ts";
import type { FrameTable } from "../frame-table.ts";
import { type FrameNames, FrameTree } from "./frame-tree.ts";

/** Frames after which it is looked for the first time whether some are there twice; then whenever there are twice as many. */
const FIRST_LOOK = 4096;

/**
 * A tree of frames that grows by one stack after the other. The first frame of each becomes a root, all others types; their sizes are exact, and they have no objects. Programs mostly write stacks in the order of the tree: then the frames that
 * two stacks share are open still, and each new one is new. So frames are not looked up, as it costs more than all else, until some turn out to be there twice.
 */
export class StackTree {
  /** Frames that are open. */
  depth = 0;
  readonly #names: FrameNames;
  readonly #maxFrames: number;
  #tree: FrameTree;
  /** The frames that are open; frame 0 is always. */
  readonly #stack: number[] = [0];
  #isLookedUp = false;
  #nextLook: number;

  /** `maxFrames` as that of a `FrameTree`. */
  constructor(names: FrameNames, maxFrames: number) {
    this.#names = names;
    this.#maxFrames = maxFrames;
    this.#tree = new FrameTree(names, maxFrames);
    this.#nextLook = Math.min(FIRST_LOOK, maxFrames);
  }

  /** Opens a frame inside the innermost one. */
  open(name: number): void {
    if (this.#tree.count === this.#nextLook) this.#look();
    const kind = kindAt(this.depth);
    const around = this.#stack[this.depth];
    this.depth++;
    this.#stack[this.depth] = this.#isLookedUp
      ? this.#tree.child(around, name, kind)
      : this.#tree.addUnlisted(around, name, kind);
  }

  /** Closes the innermost frames, until so many are open. */
  closeTo(depth: number): void {
    this.depth = depth;
  }

  /** The first `length` names are the stack that is open then. */
  openStack(names: readonly number[], length: number): void {
    const { name } = this.#tree;
    let same = 0;
    while (same < this.depth && same < length && name[this.#stack[same + 1]] === names[same]) same++;
    this.closeTo(same);
    for (let at = same; at < length; at++) this.open(names[at]);
  }

  /** Bytes of the innermost open frame. */
  add(bytes: number): void {
    const frame = this.#stack[this.depth];
    this.#tree.selfSize[frame] += bytes;
  }

  /** Nothing may be added after. */
  finish(): FrameTable {
    if (!this.#isLookedUp && this.#hasDoubles()) this.#lookUp();
    const { count, selfSize, selfMaxSize } = this.#tree;
    selfMaxSize.set(selfSize.subarray(0, count));
    return this.#tree.finish();
  }

  #look(): void {
    if (this.#isLookedUp) return;
    /* The next frame may be there already. */
    if (this.#tree.count === this.#maxFrames || this.#hasDoubles()) this.#lookUp();
    else this.#nextLook = Math.min(this.#nextLook * 2, this.#maxFrames);
  }

  /** Whether two frames of one name stand in one frame. */
  #hasDoubles(): boolean {
    const { count, parent, name } = this.#tree;
    const first = new Uint32Array(count);
    const next = new Uint32Array(count);
    for (let f = count - 1; f > 0; f--) {
      next[f] = first[parent[f]];
      first[parent[f]] = f;
    }
    /** By name: the frame, plus 1, in which it was found last. */
    const foundIn = new Uint32Array(this.#names.strings.length);
    for (let around = 0; around < count; around++) {
      for (let f = first[around]; f !== 0; f = next[f]) {
        if (foundIn[name[f]] === around + 1) return true;
        foundIn[name[f]] = around + 1;
      }
    }
    return false;
  }

  /** Makes one frame of those that are there twice, and looks up those to come. */
  #lookUp(): void {
    const { count, parent, name, kind, selfSize } = this.#tree;
    const tree = new FrameTree(this.#names, this.#maxFrames);
    const merged = new Uint32Array(count);
    tree.selfSize[0] = selfSize[0];
    for (let f = 1; f < count; f++) {
      merged[f] = tree.child(merged[parent[f]], name[f], kind[f] as FrameKind);
      tree.selfSize[merged[f]] += selfSize[f];
    }
    for (let depth = 1; depth <= this.depth; depth++) this.#stack[depth] = merged[this.#stack[depth]];
    this.#tree = tree;
    this.#isLookedUp = true;
  }
}

function kindAt(depth: number): FrameKind {
  return depth === 0 ? KIND_ROOT : KIND_TYPE;
}
