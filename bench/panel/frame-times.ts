import type { Frame, Page } from "playwright";
import { quantileOf } from "../statistics.ts";

/** What a user's hand does, as the page gets it. Places are CSS pixels of the document. */
export type Step =
  | {
      readonly type: "wheel";
      readonly x: number;
      readonly y: number;
      readonly deltaX: number;
      readonly deltaY: number;
      readonly modifier: "ctrl" | "shift" | "none";
    }
  | { readonly type: "move"; readonly x: number; readonly y: number }
  | { readonly type: "key"; readonly key: string }
  /** The text of the search box as it is after a key. */
  | { readonly type: "type"; readonly text: string }
  | { readonly type: "scroll"; readonly selector: string; readonly by: number }
  /** A frame without a step: an animation goes on. */
  | { readonly type: "wait" };

/**
 * Milliseconds of work for each step, without the wait for the display: handlers of the event and what they queued as microtasks; then, from the beginning of the next frame, the
 * page's animation callbacks, style, layout and paint; then, by reading a pixel of each canvas back, what canvases still had to draw, WebGL included.
 */
export async function frameTimesOf(document: Page | Frame, steps: readonly Step[]): Promise<number[]> {
  return document.evaluate(playSteps, steps);
}

export interface FrameFigures {
  readonly median: number;
  readonly p95: number;
}

export function frameFiguresOf(times: readonly number[]): FrameFigures {
  return { median: quantileOf(times, 0.5), p95: quantileOf(times, 0.95) };
}

/** Runs in the page. */
async function playSteps(steps: readonly Step[]): Promise<number[]> {
  const nextTask = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
  /** The time at which the next frame begins, once it has been produced. */
  const nextFrame = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const began = performance.now();
        void nextTask().then(() => resolve(began));
      });
    });
  const finishCanvases = (): void => {
    for (const canvas of document.querySelectorAll("canvas")) {
      if (canvas.width === 0 || canvas.height === 0) continue;
      const gl = canvas.getContext("webgl");
      if (gl !== null) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      else canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
    }
  };
  const at = (x: number, y: number): Element => document.elementFromPoint(x, y) ?? document.body;
  const perform = (step: Step): void => {
    switch (step.type) {
      case "wheel": {
        const { x, y, deltaX, deltaY, modifier } = step;
        const init = { clientX: x, clientY: y, deltaX, deltaY, bubbles: true, cancelable: true };
        at(x, y).dispatchEvent(
          new WheelEvent("wheel", { ...init, ctrlKey: modifier === "ctrl", shiftKey: modifier === "shift" }),
        );
        break;
      }
      case "move": {
        const init = { clientX: step.x, clientY: step.y, bubbles: true, cancelable: true };
        const target = at(step.x, step.y);
        target.dispatchEvent(new PointerEvent("pointermove", { ...init, pointerType: "mouse", isPrimary: true }));
        target.dispatchEvent(new MouseEvent("mousemove", init));
        break;
      }
      case "key":
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent("keydown", { key: step.key, bubbles: true, cancelable: true }),
        );
        break;
      case "type": {
        const box = document.querySelector<HTMLInputElement>("input[type=search]")!;
        box.value = step.text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
        break;
      }
      case "scroll":
        document.querySelector(step.selector)!.scrollTop += step.by;
        break;
      case "wait":
        break;
    }
  };
  const times: number[] = [];
  await nextFrame();
  for (const step of steps) {
    await nextTask();
    const framed = nextFrame();
    const started = performance.now();
    perform(step);
    await nextTask();
    const handled = performance.now();
    const frameBegan = await framed;
    finishCanvases();
    const ended = performance.now();
    /* A frame that began before the task after the handlers is not counted twice. */
    times.push(Math.min(handled, frameBegan) - started + ended - frameBegan);
  }
  return times;
}
