import { useEffect, useMemo, useReducer } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import { isSameZoom, zoomBetween } from "../../frames/zoom.ts";
import type { Motion } from "../../icicle/motion.ts";
import { motionBetween } from "../../icicle/motion.ts";
import type { Sight } from "../../icicle/viewport.ts";

const DURATION_MS = 120;

/** Leads the eye from one sight to the next. A movement of the user's own hand is followed at once. */
class Mover {
  /** What to draw. */
  shown: Sight;
  #target: Sight;
  #arrangement: Arrangement;
  #motion: Motion | null = null;
  #startedAt = -1;
  #frame = 0;
  #isLed = false;
  readonly #redraw: () => void;

  constructor(arrangement: Arrangement, target: Sight, redraw: () => void) {
    this.#arrangement = arrangement;
    this.#target = target;
    this.shown = target;
    this.#redraw = redraw;
  }

  get isMoving(): boolean {
    return this.#motion !== null;
  }

  /** The next sight is where the user's hand is. */
  lead(): void {
    this.#isLed = true;
  }

  aim(arrangement: Arrangement, target: Sight): void {
    const isSame = target.focus === this.#target.focus && isSameZoom(target.zoom, this.#target.zoom);
    if (isSame && arrangement === this.#arrangement) return;
    const isDirect =
      this.#isLed || arrangement !== this.#arrangement || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#isLed = false;
    this.#arrangement = arrangement;
    this.#target = target;
    this.stop();
    if (isDirect) return;
    this.#motion = motionBetween(arrangement, this.#last, target);
    this.shown = { focus: this.#motion.focus, zoom: this.#motion.from };
    this.#startedAt = -1;
    this.#frame = requestAnimationFrame(this.#step);
  }

  /** Shows the target, if it is not there yet. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#last = this.shown;
    this.#motion = null;
    this.shown = this.#target;
  }

  /** What was drawn before the present target. */
  #last: Sight = { focus: 0, zoom: { from: 0, to: 1 } };

  readonly #step = (now: number): void => {
    const motion = this.#motion;
    if (motion === null) return;
    if (this.#startedAt < 0) this.#startedAt = now;
    const passed = (now - this.#startedAt) / DURATION_MS;
    if (passed >= 1) {
      this.stop();
    } else {
      /* Slower towards the end. */
      const t = 1 - (1 - passed) ** 2;
      this.shown = { focus: motion.focus, zoom: zoomBetween(motion.from, motion.to, t) };
      this.#frame = requestAnimationFrame(this.#step);
    }
    this.#redraw();
  };
}

export function useMotion(arrangement: Arrangement, target: Sight): Mover {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  const mover = useMemo(() => new Mover(arrangement, target, () => redraw(null)), []);
  mover.aim(arrangement, target);
  useEffect(() => () => mover.stop(), [mover]);
  return mover;
}
