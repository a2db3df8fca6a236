import { chromium, type Page } from "playwright";
import { findChromium } from "../../package/browser/find-chromium.ts";
import { setFile } from "../../package/browser/set-file.ts";
import { repositoryPath } from "../../scripts/repository-path.ts";
import { startStaticServer } from "../../scripts/static-server.ts";
import { type FrameFigures, frameFiguresOf, frameTimesOf } from "./frame-times.ts";
import { hovers, pans, zoomIn, zooms } from "./gestures.ts";

export interface PeerFigures {
  /** Milliseconds from the file in the page to the drawn flamegraph. */
  readonly load: number;
  readonly zoom: FrameFigures;
  readonly pan: FrameFigures;
  readonly hover: FrameFigures;
}

/** The same gestures in speedscope, in a window of the same size, measured in the same way. */
export async function measureSpeedscope(file: string, windowSize: readonly [number, number]): Promise<PeerFigures> {
  const server = await startStaticServer([
    { path: "/", folder: repositoryPath("node_modules/speedscope/dist/release") },
  ]);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    /* Without a graphics card a new Chromium gives no WebGL unless asked to draw it in software. */
    args: ["--enable-unsafe-swiftshader", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    const [width, height] = windowSize;
    const page = await browser.newPage({ viewport: { width, height } });
    page.setDefaultTimeout(120_000);
    await page.goto(`${server.origin}/`);
    /* The compiler that runs these scripts wraps functions in calls of this name, those sent to the page included. */
    await page.evaluate("globalThis.__name = (named) => named");
    const load = await loadMs(page, file);
    /* Below the toolbar and the minimap; the flamegraph begins at the top. */
    const area = { x: 0, y: 160, width, height: height - 160 };
    const hover = frameFiguresOf(await frameTimesOf(page, hovers(area)));
    const zoom = frameFiguresOf(await frameTimesOf(page, zooms(area)));
    await frameTimesOf(page, zoomIn(area, 0.3));
    const pan = frameFiguresOf(await frameTimesOf(page, pans(area, "none")));
    return { load, zoom, pan, hover };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function loadMs(page: Page, file: string): Promise<number> {
  await page.locator("input[type=file]").waitFor({ state: "attached" });
  await page.evaluate(() => {
    const loaded = new Promise<number>((resolve) => {
      const input = document.querySelector("input[type=file]")!;
      const onChange = (): void => {
        const began = performance.now();
        const look = (): void => {
          const isDrawn = document.querySelector("canvas") !== null && document.body.textContent.includes("Left Heavy");
          if (!isDrawn) return void requestAnimationFrame(look);
          /* The canvas is drawn in the frame after it is there. */
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        };
        look();
      };
      input.addEventListener("change", onChange, { capture: true, once: true });
    });
    Object.assign(globalThis, { loaded });
  });
  await setFile(await page.context().newCDPSession(page), file);
  return page.evaluate(() => (globalThis as unknown as { loaded: Promise<number> }).loaded);
}
