import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_MERGED, FRAME_OFF_HEAP, FRAME_SPARE } from "../../../core/flamegraph/frame-table.ts";
import { isRootKind, KIND_COMPONENT, KIND_FIELD, KIND_SHARED, KIND_STORAGE } from "../../../core/graph/graph.ts";
import { tailOf } from "../frames/box.ts";
import type { ThemeColours } from "./theme.ts";
import { DARK, LIGHT } from "./theme.ts";

/** What a colour says. The order is that of the legend and of the palettes. */
export const CLASS_ROOT = 0;
export const CLASS_COMPONENT = 1;
export const CLASS_OBJECT = 2;
export const CLASS_FIELD = 3;
export const CLASS_STRING = 4;
export const CLASS_STORAGE = 5;
export const CLASS_UNUSED = 6;
export const CLASS_OFF_HEAP = 7;
export const CLASS_MORE = 8;
export const CLASS_COUNT = 9;

export const LEGEND: readonly { readonly name: string; readonly meaning: string }[] = [
  {
    name: "Root",
    meaning: "A starting point: an object that the app registered, a framework, a global of the page, or an expression",
  },
  {
    name: "Component",
    meaning: "The components of a framework that have one name, with what the framework keeps for each of them",
  },
  { name: "Object", meaning: "Objects of one type; “items: Array” is a field and the type of its value" },
  { name: "Field slot", meaning: "The slot of a field in its object, with what it holds if that has several types" },
  { name: "String", meaning: "Contents of strings" },
  { name: "Engine storage", meaning: "What the engine keeps behind an object: elements, properties, table" },
  { name: "Spare capacity", meaning: "Storage that is reserved for later" },
  { name: "Off-heap", meaning: "Bytes outside the JS heap, such as those of an ArrayBuffer" },
  { name: "More, shared", meaning: "Several small boxes in one, or objects with several owners" },
];

export function boxClassOf(frames: FrameTable, head: number): number {
  const tail = tailOf(frames, head);
  const flags = frames.flags[tail];
  const kind = frames.kind[tail];
  if ((flags & FRAME_MERGED) !== 0) return CLASS_MORE;
  if ((flags & FRAME_OFF_HEAP) !== 0) return CLASS_OFF_HEAP;
  if ((flags & FRAME_SPARE) !== 0) return CLASS_UNUSED;
  if (isRootKind(kind)) return CLASS_ROOT;
  if (kind === KIND_COMPONENT) return CLASS_COMPONENT;
  if (kind === KIND_FIELD) return CLASS_FIELD;
  if (kind === KIND_SHARED) return CLASS_MORE;
  if (kind === KIND_STORAGE) return CLASS_STORAGE;
  return frames.names[frames.name[tail]] === "string" ? CLASS_STRING : CLASS_OBJECT;
}

/** How a box stands out, by fill alone. Outlines say it once more. */
export const TONE_PLAIN = 0;
/** Ancestors of the focus, and whatever a search did not find. */
export const TONE_MUTED = 1;
export const TONE_COUNT = 2;

export interface Palette {
  readonly background: string;
  /** Line around each box; `null` if the fills separate boxes. */
  readonly edge: string | null;
  /** Fill by `tone * CLASS_COUNT + class`. */
  readonly fill: readonly string[];
  /** Ink of the label, by the same index. */
  readonly ink: readonly string[];
  /** Outline of what a search found. */
  readonly match: string;
  /** Stripes over what may not be there. */
  readonly hatch: string;
}

export const LIGHT_PALETTE = createPalette(LIGHT, LIGHT.icicle.fills);
export const DARK_PALETTE = createPalette(DARK, DARK.icicle.fills);

/** With the system's own colours, only words distinguish kinds. */
export const FORCED_PALETTE: Palette = {
  background: "Canvas",
  edge: "CanvasText",
  fill: new Array<string>(CLASS_COUNT * TONE_COUNT).fill("Canvas"),
  ink: new Array<string>(CLASS_COUNT * TONE_COUNT).fill("CanvasText"),
  match: "Highlight",
  hatch: "GrayText",
};

/** From fills by class; the last one stands for further classes, because a diff has fewer. */
export function createPalette({ css, icicle }: ThemeColours, fillsOfClasses: readonly string[]): Palette {
  const fills = Array.from({ length: CLASS_COUNT }, (_, kind) => fillsOfClasses[kind] ?? fillsOfClasses.at(-1) ?? "");
  const muted = fills.map((fill) => mixed(fill, css.surface, 0.62));
  return {
    background: css.surface,
    edge: null,
    fill: [...fills, ...muted],
    ink: [...fills.map(() => icicle.ink), ...fills.map(() => icicle.mutedInk)],
    match: css.match,
    hatch: `${css.surface}b0`,
  };
}

/** `#rrggbb` as three parts of 0 … 255. */
function channelsOf(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function mixed(colour: string, other: string, part: number): string {
  const from = channelsOf(colour);
  const to = channelsOf(other);
  const channel = (i: 0 | 1 | 2): string =>
    Math.round(from[i] + (to[i] - from[i]) * part)
      .toString(16)
      .padStart(2, "0");
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}
