import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { errors, type Page } from "playwright";
import { ExpectedError } from "../../package/cli/expected-error.ts";

/** A page is ready when it says so by `data-ready` on its root element. One that does not is taken as ready after so long. */
const READY_MS = 15_000;
/** What a page still does after that, such as loading tiles or drawing in steps, has its time. */
const SETTLE_MS = 3_000;

/** Paths, in the folder, of the folders that have an index.html: "" for the folder itself. */
export function pagesIn(folder: string): readonly string[] {
  const names = existsSync(folder) ? ["", ...readdirSync(folder)] : [];
  const pages = names.filter((name) => existsSync(path.join(folder, name, "index.html")));
  if (pages.length === 0) {
    throw new ExpectedError(
      `${folder} has no pages: expected an index.html in it, or folders that have one. Give the folder by --pages.`,
    );
  }
  return pages;
}

export async function waitUntilReady(page: Page): Promise<void> {
  try {
    await page.waitForSelector("html[data-ready]", { state: "attached", timeout: READY_MS });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
  }
  await page.waitForTimeout(SETTLE_MS);
}
