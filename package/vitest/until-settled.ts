import { afterMs } from "../../extension/scopes/after-ms.ts";

/** Longest wait for two frames of a page that draws. */
const DRAWING_MS = 2_000;
/** What an action began, such as a request or a transition, mostly ends within it. */
const SETTLING_MS = 500;

/** Until two frames are drawn here and what the action began has mostly ended. Nothing is pending then that would be in the snapshot. */
export async function untilSettled(): Promise<void> {
  await twoFrames();
  await afterMs(SETTLING_MS);
}

function twoFrames(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, DRAWING_MS);
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(done);
    });
    function done(): void {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      resolve();
    }
  });
}
