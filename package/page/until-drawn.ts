import type { Page } from "playwright";
import { afterMs } from "../../extension/scopes/after-ms.ts";

/** Longest wait for two frames of a page that draws. */
const DRAWING_MS = 2_000;
/** What an action began, such as a request or a transition, mostly ends within it. */
const SETTLING_MS = 500;

/** Until two frames are drawn and what the step began has mostly ended. No timer is set in the page: one that is pending would hold memory in the next snapshot. */
export async function untilDrawn(page: Page): Promise<void> {
  const drawn = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
  /* The page may navigate meanwhile. */
  await Promise.race([drawn.catch(() => {}), afterMs(DRAWING_MS)]);
  await page.waitForLoadState("load");
  await afterMs(SETTLING_MS);
}
