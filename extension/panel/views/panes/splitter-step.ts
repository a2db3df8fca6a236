import type { Command } from "../../store/shortcuts.ts";
import type { PaneRange } from "./pane-plan.ts";

/** CSS pixels of one press of an arrow. */
const STEP = 16;

/** Which way the separator moves when its pane grows: 1 is right or down. */
export type Growth = 1 | -1;

/** The size of the pane after the key; `null` for its usual size. */
export function sizeAfterKey(command: Command<"splitter">, range: PaneRange, growth: Growth): number | null {
  switch (command) {
    case "forward":
      return sizeAfterMove(range, growth * STEP);
    case "back":
      return sizeAfterMove(range, -growth * STEP);
    case "least":
      return range.least;
    case "most":
      return range.most;
    case "reset":
      return null;
  }
}

export function sizeAfterMove({ size, least, most }: PaneRange, by: number): number {
  return Math.max(least, Math.min(most, size + by));
}
