import type { Step } from "./frame-times.ts";

/** Where a flamegraph is drawn, in CSS pixels of the document. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const ZOOM_STEPS = 25;
const ZOOM_DELTA = 12;
const PLACES = [0.1, 0.35, 0.6, 0.85] as const;

/** Ctrl and wheel, in at one place. */
export function zoomIn(area: Area, place: number): Step[] {
  return wheels(area, place, ZOOM_STEPS, { deltaX: 0, deltaY: -ZOOM_DELTA, modifier: "ctrl" });
}

/** In and out again at several places. */
export function zooms(area: Area): Step[] {
  return PLACES.flatMap((place) => [
    ...zoomIn(area, place),
    ...wheels(area, place, ZOOM_STEPS, { deltaX: 0, deltaY: ZOOM_DELTA, modifier: "ctrl" }),
  ]);
}

/** To and fro, in a view that is zoomed. */
export function pans(area: Area, modifier: "shift" | "none"): Step[] {
  return [40, -40, 25, -25].flatMap((deltaX) => wheels(area, 0.5, ZOOM_STEPS, { deltaX, deltaY: 0, modifier }));
}

function wheels(
  { x, y, width, height }: Area,
  place: number,
  count: number,
  wheel: Pick<Extract<Step, { type: "wheel" }>, "deltaX" | "deltaY" | "modifier">,
): Step[] {
  return Array.from({ length: count }, () => ({
    type: "wheel",
    x: Math.round(x + width * place),
    y: Math.round(y + height * 0.3),
    ...wheel,
  }));
}

const HOVERS = 200;

/** The pointer goes over all of the upper half, so that nearly each step is over another box. */
export function hovers({ x, y, width, height }: Area): Step[] {
  return Array.from({ length: HOVERS }, (_, i) => ({
    type: "move",
    x: Math.round(x + width * (0.02 + 0.96 * ((i * 0.381966) % 1))),
    y: Math.round(y + height * (0.02 + (0.5 * i) / HOVERS)),
  }));
}

/** Frames after a key in which an animation may go on. */
const ANIMATION_FRAMES = 12;

/** Selects a box by arrow keys, then zooms to it and back, by keyboard. `focus` marks the steps of zooming. */
export function focuses(count: number): { readonly steps: Step[]; readonly isFocus: boolean[] } {
  const steps: Step[] = [];
  const isFocus: boolean[] = [];
  const press = (key: string): void => {
    steps.push({ type: "key", key });
    isFocus.push(false);
  };
  const animate = (key: string): void => {
    press(key);
    isFocus[isFocus.length - 1] = true;
    for (let i = 0; i < ANIMATION_FRAMES; i++) {
      steps.push({ type: "wait" });
      isFocus.push(true);
    }
  };
  for (let i = 0; i < count; i++) {
    press("ArrowDown");
    press("ArrowRight");
    animate("Enter");
    press("ArrowDown");
    animate("Enter");
    animate("Backspace");
  }
  return { steps, isFocus };
}

/** What a user types into Find, key by key, each text wiped key by key. */
export function keystrokes(texts: readonly string[]): Step[] {
  return texts.flatMap((text) => {
    const typed = Array.from(text, (_, i) => text.slice(0, i + 1));
    return [...typed, ...typed.toReversed().slice(1), ""].map((now): Step => ({ type: "type", text: now }));
  });
}

export function scrolls(selector: string): Step[] {
  return Array.from({ length: 100 }, (_, i) => ({ type: "scroll", selector, by: i % 10 === 9 ? 20_000 : 190 }));
}
