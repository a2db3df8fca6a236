import { chromium, expect, test } from "playwright/test";
import { compared, trapsIn } from "../extension/scopes/sources/trap-comparison.fixture.ts";
import { findChromium } from "../package/browser/find-chromium.ts";

/** In Chromium, where pointers are compressed. */
const WORD_BYTES = 4;

test("the scopes that sources predict are those of this Chromium", { tag: "@slow" }, async () => {
  const browser = await chromium.launch({ executablePath: findChromium() });
  try {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    const found = await trapsIn(
      {
        send: (method, params) => session.send(method as "Runtime.evaluate", params as never),
        on: (event, listener) => session.on(event as "Debugger.paused", listener as () => void),
        importModule: (url) =>
          session.send("Runtime.evaluate", { expression: `import(${JSON.stringify(url)})`, awaitPromise: true }),
      },
      WORD_BYTES,
    );
    for (const trap of found) {
      const { real, predicted } = compared(trap);
      expect(real.length, trap.trap.what).toBeGreaterThan(0);
      expect(predicted, trap.trap.what).toEqual(real);
    }
  } finally {
    await browser.close();
  }
});
