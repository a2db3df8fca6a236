import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_MERGED } from "../../../core/flamegraph/frame-table.ts";
import { KIND_FIELD, KIND_GROUP, KIND_SHARED, KIND_STORAGE, KIND_TYPE } from "../../../core/graph/graph.ts";
import { NO_BOX, TOP_BOX, tailOf } from "./box.ts";

/** What boxes are to a person who looks for the cause of growth. Columns by frame, from the focus on; those of a tail are its head's. */
export interface BoxClasses {
  readonly classes: Uint8Array;
  /** The box that is about it; its own for all but parts. */
  readonly holders: Int32Array;
}

/** Box of a row of its own. */
export const NAMED = 0;
/** What a container has many of. */
export const ITEM = 1;
/** Storage and other boxes of a container that are no things of the page. */
export const PART = 2;
/** Is never a row, as a container of the browser's that no one would call a cause: its own change goes to a row around it or inside it. */
export const UNNAMED = 3;

export function boxClassesOf(frames: FrameTable, focus: number): BoxClasses {
  const { parent, subtreeEnd, kind, flags } = frames;
  const end = subtreeEnd[focus];
  const classes = new Uint8Array(end - focus);
  const holders = new Int32Array(end - focus).fill(NO_BOX);
  const isUnnamedName = flagsOf(frames, /^(?:Window(?: [/(].*)?|\(GC roots\)|blink::.*)$/);
  const isWindow = flagsOf(frames, /^Window(?: |$)/);

  const classOf = (head: number, tail: number): number => {
    if (head === TOP_BOX || kind[head] === KIND_SHARED || kind[head] === KIND_GROUP) return UNNAMED;
    if (isUnnamedName[frames.name[head]] === 1) return UNNAMED;
    if (isWindow[frames.name[tail]] === 1 && frames.names[frames.name[head]] === "globalThis") return UNNAMED;
    if (head === focus) return NAMED;
    if (kind[head] === KIND_STORAGE || (flags[head] & FRAME_MERGED) !== 0) return PART;
    const around = parent[head] - focus;
    const isInPart = classes[around] === PART;
    if (kind[head] === KIND_FIELD) {
      if (!isInPart && frames.names[frames.name[head]] !== "[key]") return NAMED;
      if (tail === head && tail + 1 < subtreeEnd[head]) return PART;
    } else if (kind[head] !== KIND_TYPE || !isInPart) return NAMED;
    return holders[around] !== NO_BOX && classes[holders[around] - focus] !== UNNAMED ? ITEM : NAMED;
  };

  for (let head = focus, tail = focus; head < end; head = tail + 1) {
    tail = tailOf(frames, head);
    const at = head - focus;
    classes[at] = classOf(head, tail);
    holders[at] = classes[at] === PART ? holders[parent[head] - focus] : head;
    classes[tail - focus] = classes[at];
    holders[tail - focus] = holders[at];
  }
  return { classes, holders };
}

function flagsOf({ names }: FrameTable, pattern: RegExp): Uint8Array {
  return Uint8Array.from(names, (name) => (pattern.test(name) ? 1 : 0));
}
