import { chromium, type Page } from "playwright";
import { findChromium } from "../package/browser/find-chromium.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";

/** A plain page in headless Chromium with the built package as `globalThis.allocative`. */
export async function withCorePage<T>(args: readonly string[], work: (page: Page) => Promise<T>): Promise<T> {
  const server = await startStaticServer([
    { path: "/core/", folder: repositoryPath("dist/core") },
    { path: "/", html: "<!doctype html><title>bench</title>" },
  ]);
  try {
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...args],
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(0);
      await page.goto(`${server.origin}/`);
      /* The compiler that runs these scripts wraps functions in calls of this name, those sent to the page included. */
      await page.evaluate("globalThis.__name = (named) => named");
      await page.evaluate(async () => {
        const url = "/core/index.js";
        Object.assign(globalThis, { allocative: await import(url) });
      });
      return await work(page);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
