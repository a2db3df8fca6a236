import { type FrameChanges, IN_AFTER, IN_BEFORE } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { KIND_SCRIPT } from "../../../core/graph/graph.ts";
import { tailOf } from "./box.ts";
import { NAMED } from "./box-classes.ts";

/** So many fields that came or went say that their object is a dictionary. */
const MANY_KEYS = 4;
/** A field that has more than this part of what all of them have is a thing of its own. */
const MOST = 1 / 2;

/** By frame, from the focus on: 1 for the head of a box that is one of many fields that came to an object together, or went. They are one change: that of their object. */
export function newKeysOf(
  frames: FrameTable,
  { sides, beforeTotal, afterTotal }: FrameChanges,
  focus: number,
  classes: Uint8Array,
): Uint8Array {
  const { parent, subtreeEnd, kind } = frames;
  const end = subtreeEnd[focus];
  const isOneOfMany = new Uint8Array(end - focus);
  /** Fields by the box around them and their side. */
  const fields = new Map<number, number[]>();
  for (let head = tailOf(frames, focus) + 1, tail = head; head < end; head = tail + 1) {
    tail = tailOf(frames, head);
    const around = parent[head];
    const isAlone = sides[head] !== (IN_BEFORE | IN_AFTER) && sides[around] === (IN_BEFORE | IN_AFTER);
    if (!isAlone || classes[head - focus] !== NAMED || classes[around - focus] !== NAMED) continue;
    if (kind[around] === KIND_SCRIPT) continue;
    const key = around * 2 + (sides[head] === IN_AFTER ? 1 : 0);
    const known = fields.get(key);
    if (known === undefined) fields.set(key, [head]);
    else known.push(head);
  }
  for (const heads of fields.values()) {
    if (heads.length < MANY_KEYS) continue;
    const sizes = heads.map((head) => Math.abs(afterTotal[head] - beforeTotal[head]));
    const most = MOST * sizes.reduce((sum, size) => sum + size, 0);
    for (const [index, head] of heads.entries()) if (sizes[index] <= most) isOneOfMany[head - focus] = 1;
  }
  return isOneOfMany;
}
