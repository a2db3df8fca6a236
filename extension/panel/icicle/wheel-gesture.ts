/** What a turn of the wheel does: ctrl (and a pinch, which looks the same) zooms, shift and sideways pans, plain scrolls rows. */
export type WheelMode = "zoom" | "pan" | "scroll";

/** What is needed of a `WheelEvent`. */
export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  /** Milliseconds. */
  readonly timeStamp: number;
}

/** Events closer than this are one movement: a trackpad sends them on after the fingers have left it. */
const PAUSE_MS = 150;

/** CSS pixels, for wheels that count lines. */
const LINE_HEIGHT = 16;
const LINES_PER_PAGE = 20;

/** Of a notch of a mouse wheel, which is 100 and more; a pinch sends single pixels. */
const MAX_ZOOM_DELTA = 60;
const ZOOM_PER_PIXEL = 0.008;

/** Keeps to what a movement began as: keys that are pressed or left while it runs out do not turn it into another one. */
export class WheelGesture {
  #mode: WheelMode = "scroll";
  #lastAt = Number.NEGATIVE_INFINITY;

  modeOf(turn: WheelTurn): WheelMode {
    if (turn.timeStamp - this.#lastAt > PAUSE_MS) this.#mode = modeAskedBy(turn);
    this.#lastAt = turn.timeStamp;
    return this.#mode;
  }
}

function modeAskedBy({ deltaX, deltaY, ctrlKey, metaKey, shiftKey }: WheelTurn): WheelMode {
  if (ctrlKey || metaKey) return "zoom";
  return shiftKey || Math.abs(deltaX) > Math.abs(deltaY) ? "pan" : "scroll";
}

/** How much more (over 1) or less is displayed after the turn. */
export function zoomFactorOf(turn: WheelTurn): number {
  const delta = (turn.deltaY === 0 ? turn.deltaX : turn.deltaY) * pixelsPer(turn.deltaMode);
  return Math.exp(Math.max(-MAX_ZOOM_DELTA, Math.min(MAX_ZOOM_DELTA, delta)) * ZOOM_PER_PIXEL);
}

/** CSS pixels to the right. Some systems turn the axis for shift, some leave that to the page. */
export function panPixelsOf(turn: WheelTurn): number {
  return (Math.abs(turn.deltaX) > Math.abs(turn.deltaY) ? turn.deltaX : turn.deltaY) * pixelsPer(turn.deltaMode);
}

/** CSS pixels downwards. */
export function scrollPixelsOf(turn: WheelTurn): number {
  return turn.deltaY * pixelsPer(turn.deltaMode);
}

function pixelsPer(deltaMode: number): number {
  return deltaMode === 0 ? 1 : deltaMode === 1 ? LINE_HEIGHT : LINE_HEIGHT * LINES_PER_PAGE;
}
