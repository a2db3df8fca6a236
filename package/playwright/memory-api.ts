import type { Page } from "@playwright/test";

/** What is measured of a page. */
export interface MemoryOptions {
  /**
   * Only these: expressions by the names of their roots, such as `{ store: "window.app.store" }`. By default, the roots that the page registered; to see what grows, and where there are none,
   * also all that can be found.
   */
  readonly roots?: Readonly<Record<string, string>>;
  /** Whether functions are asked for the variables that they hold: `true` by default, without `roots`. It collects garbage in the page. */
  readonly closures?: boolean;
}

/** The memory of a page, for `expect(memory).toStayWithin`. */
export interface Memory {
  readonly page: Page;
  /** Takes a snapshot: a file of the format `.allocative`, which the panel and the command `allocative` open. */
  takeSnapshot(): Promise<Uint8Array>;
}
