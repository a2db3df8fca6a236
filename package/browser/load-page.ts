import type { Page } from "playwright";
import { ExpectedError } from "../cli/expected-error.ts";
import { STEP_DEADLINE_MS } from "./deadline.ts";

/** The page could not be opened. */
export class PageLoadError extends ExpectedError {
  override readonly name = "PageLoadError";
}

/** Loads a page. Rejects with a PageLoadError, which says why it did not load. */
export async function loadPage(page: Page, url: string): Promise<void> {
  try {
    await page.goto(url, { timeout: STEP_DEADLINE_MS });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new PageLoadError(`${url} did not load: ${reason.replace(/^page\.goto: /, "").replace(/ at \S+$|\.$/, "")}.`);
  }
}
