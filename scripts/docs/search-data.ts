import { sectionOf } from "./doc-pages.ts";
import type { DocPage } from "./render-page.ts";
import type { SearchEntry } from "./site/search-entry.ts";

/** A script and no JSON: a page that is opened from a disk may load scripts, and nothing else. */
export function writeSearchData(pages: readonly DocPage[]): string {
  const entries: SearchEntry[] = pages.flatMap(({ file, path, title, read }) =>
    read.headings.map(({ depth, id, words, content }) => ({
      url: depth === 1 ? path : `${path}#${id}`,
      page: title,
      heading: words,
      content,
      about: sectionOf(file).about,
    })),
  );
  return `globalThis.docsSearchEntries = ${JSON.stringify(entries)};\n`;
}
