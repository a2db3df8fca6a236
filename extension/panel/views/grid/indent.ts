/** CSS pixels of one level. Deep down levels come closer, but never fall together. */
const MOST_INDENT = 12;
const LEAST_INDENT = 6;
/** CSS pixels that indents have at least, however narrow the column of names is. */
const LEAST_ROOM = 60;

export interface Indent {
  /** CSS pixels of one level. */
  readonly step: number;
  /** Levels that are not indented: with more than there is room for, all rows move to the left together. */
  readonly outdent: number;
}

/** For rows down to the level `deepest`, from 1, in so many CSS pixels. */
export function indentOf(deepest: number, room: number): Indent {
  const steps = deepest - 1;
  const held = Math.max(LEAST_ROOM, room);
  if (steps <= 0) return { step: MOST_INDENT, outdent: 0 };
  return {
    step: Math.max(LEAST_INDENT, Math.min(MOST_INDENT, Math.floor(held / steps))),
    outdent: Math.max(0, steps - Math.floor(held / LEAST_INDENT)),
  };
}
