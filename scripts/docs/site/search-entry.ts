import type { DocSection } from "../doc-pages.ts";

/** One heading of one page. */
export interface SearchEntry {
  /** From the top of the site. */
  readonly url: string;
  /** Title of the page. */
  readonly page: string;
  readonly heading: string;
  readonly content: string;
  readonly about: DocSection["about"];
}

declare global {
  /** What `search-data.js` has. */
  var docsSearchEntries: readonly SearchEntry[] | undefined;
}
