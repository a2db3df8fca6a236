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

/** A line of the legend. `letter` stands on boxes of the class, beside their colour; `""` where the label has a sign of its own. */
export interface LegendEntry {
  readonly name: string;
  readonly letter: string;
  readonly meaning: string;
}

export const LEGEND: readonly LegendEntry[] = [
  {
    name: "Root",
    letter: "R",
    meaning: "A starting point: an object that the app registered, a framework, a global of the page, or an expression",
  },
  {
    name: "Component",
    letter: "C",
    meaning: "The components of a framework that have one name, with what the framework keeps for each of them",
  },
  { name: "Object", letter: "", meaning: "Objects of one type; “items: Array” is a field and the type of its value" },
  {
    name: "Field slot",
    letter: "F",
    meaning: "The slot of a field in its object, with what it holds if that has several types",
  },
  { name: "String", letter: "S", meaning: "Contents of strings" },
  {
    name: "Engine storage",
    letter: "E",
    meaning: "What the engine keeps behind an object: elements, properties, table",
  },
  { name: "Spare capacity", letter: "U", meaning: "Storage that is reserved for later, and unused" },
  { name: "Off-heap", letter: "O", meaning: "Bytes outside the JS heap, such as those of an ArrayBuffer" },
  { name: "Shared", letter: "+", meaning: "Objects with several owners, or several small boxes in one" },
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
  /** Whether fills are all one colour, those of the system: then edges alone separate boxes. */
  readonly isForced: boolean;
  /** Fill by `tone * CLASS_COUNT + class`. */
  readonly fill: readonly string[];
  /** Line around a box, by the same index: it stands out from the background, however pale the fill is. */
  readonly edge: readonly string[];
  /** Ink of the label, by the same index. */
  readonly ink: readonly string[];
  /** Outline of what a search found. */
  readonly match: string;
  /** Dashes and stripes on what may not be there. */
  readonly hatch: string;
}

/** Of an edge against the background: WCAG 1.4.11, for graphics. */
const EDGE_CONTRAST = 3.1;

export const LIGHT_PALETTE = createPalette(LIGHT, LIGHT.icicle.fills);
export const DARK_PALETTE = createPalette(DARK, DARK.icicle.fills);

/** With the system's own colours, words and letters distinguish kinds. */
export const FORCED_PALETTE: Palette = {
  background: "Canvas",
  isForced: true,
  fill: new Array<string>(CLASS_COUNT * TONE_COUNT).fill("Canvas"),
  edge: new Array<string>(CLASS_COUNT * TONE_COUNT).fill("CanvasText"),
  ink: new Array<string>(CLASS_COUNT * TONE_COUNT).fill("CanvasText"),
  match: "Highlight",
  hatch: "GrayText",
};

/** From fills by class; the last one stands for further classes, because a diff has fewer. */
export function createPalette({ css, icicle }: ThemeColours, fillsOfClasses: readonly string[]): Palette {
  const plain = Array.from({ length: CLASS_COUNT }, (_, kind) => fillsOfClasses[kind] ?? fillsOfClasses.at(-1) ?? "");
  const fill = [...plain, ...plain.map((colour) => mixed(colour, css.surface, 0.62))];
  return {
    background: css.surface,
    isForced: false,
    fill,
    edge: fill.map((colour) => edgeOf(colour, css.surface, icicle.ink)),
    ink: [...plain.map(() => icicle.ink), ...plain.map(() => icicle.mutedInk)],
    match: css.match,
    hatch: `${icicle.ink}80`,
  };
}

/** The fill, with as little ink in it as makes it stand out. */
function edgeOf(fill: string, background: string, ink: string): string {
  let edge = fill;
  for (let part = 0; contrastOf(edge, background) < EDGE_CONTRAST; part += 0.02) edge = mixed(fill, ink, part);
  return edge;
}

/** As WCAG has it, 1 … 21. */
export function contrastOf(one: string, other: string): number {
  const luminances = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `#rrggbb` as three parts of 0 … 255. */
export function channelsOf(colour: string): readonly [number, number, number] {
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
