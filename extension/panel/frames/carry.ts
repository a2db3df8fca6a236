import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { headOf, NO_BOX, TOP_BOX, tailOf } from "./box.ts";

/*
 * A frame is an index, good for one table only. Between two tables of the same objects (another sharing policy, another snapshot) a frame is the same
 * where its path is: the names and kinds of the frames from the root down.
 */

const GONE = -1;

/** Below kinds stay few: a name and a kind are one number. */
const KINDS = 16;

/** Finds frames of one table in another. Remembers what it found, so that asking for many frames costs little more than for one. */
export class FrameCarrier {
  readonly from: FrameTable;
  readonly to: FrameTable;
  /** Per frame of `from` that was asked for, and those above it: the frame of the same path in `to`, or GONE. */
  readonly #there = new Map<number, number>([[TOP_BOX, TOP_BOX]]);
  /** Children of a frame of `to`, by name and kind. */
  readonly #children = new Map<number, ReadonlyMap<number, number>>();
  /** Index of each name of `to`; made when it is first needed. */
  #nameIndex: ReadonlyMap<string, number> | null = null;

  constructor(from: FrameTable, to: FrameTable) {
    this.from = from;
    this.to = to;
  }

  /** The frame of the same path, or -1 if there is none. */
  sameFrame(frame: number): number {
    const { parent } = this.from;
    const steps: number[] = [];
    let at = frame;
    let there = this.#there.get(at);
    while (there === undefined) {
      steps.push(at);
      at = parent[at];
      there = this.#there.get(at);
    }
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      if (there !== GONE) there = this.#childLike(step, there);
      this.#there.set(step, there);
    }
    return there;
  }

  /** The frame of the same path, or of as much of the path as there is. */
  nearestFrame(frame: number): number {
    let at = frame;
    let there = this.sameFrame(at);
    while (there === GONE) {
      at = this.from.parent[at];
      there = this.sameFrame(at);
    }
    return there;
  }

  /** The child of `parent` that has the name and kind of `frame`. */
  #childLike(frame: number, parent: number): number {
    const name = this.#nameThere(this.from.name[frame]);
    if (name === undefined) return GONE;
    return this.#childrenOf(parent).get(name * KINDS + this.from.kind[frame]) ?? GONE;
  }

  #nameThere(name: number): number | undefined {
    const text = this.from.names[name];
    /* Tables of one graph have the same names. */
    if (this.to.names[name] === text) return name;
    this.#nameIndex ??= new Map(this.to.names.map((one, index) => [one, index]));
    return this.#nameIndex.get(text);
  }

  #childrenOf(parent: number): ReadonlyMap<number, number> {
    const known = this.#children.get(parent);
    if (known !== undefined) return known;
    const { subtreeEnd, name, kind } = this.to;
    const children = new Map<number, number>();
    const end = subtreeEnd[parent];
    for (let at = parent + 1; at < end; at = subtreeEnd[at]) {
      const key = name[at] * KINDS + kind[at];
      /* A table from elsewhere may repeat a path: its largest frame stands first. */
      if (!children.has(key)) children.set(key, at);
    }
    this.#children.set(parent, children);
    return children;
  }
}

/** The box in which the box's path ends, or the nearest one above it that is there too. NO_BOX stays NO_BOX. */
export function carryBox(carrier: FrameCarrier, box: number): number {
  if (box === NO_BOX) return NO_BOX;
  return headOf(carrier.to, carrier.nearestFrame(tailOf(carrier.from, box)));
}

/** The boxes of those that are there too. One of two frames may be two boxes there, as other frames join: then both. */
export function carryBoxes(carrier: FrameCarrier, boxes: Iterable<number>): Set<number> {
  const { from, to } = carrier;
  const carried = new Set<number>();
  for (const box of boxes) {
    for (const frame of [box, tailOf(from, box)]) {
      const there = carrier.sameFrame(frame);
      if (there !== GONE) carried.add(headOf(to, there));
    }
  }
  return carried;
}

/** The steps by which the user went in, without those that lead nowhere any more. */
export function carryTrail(carrier: FrameCarrier, trail: readonly number[]): readonly number[] {
  return [...new Set(trail.map((box) => carryBox(carrier, box)))];
}
