/* Rows of `GraphTables.domCounts`: how much there is of what the browser keeps for a page. Files have them in this order. */

/** Elements in the documents that were walked. */
export const DOM_ELEMENTS = 0;
/** Listeners among the roots; not known where one target of many, such as the window, was not asked. */
export const DOM_LISTENERS = 1;
/* Of the whole process of the page, as the debugger counted them when garbage had just been collected. */
export const DOM_PROCESS_NODES = 2;
export const DOM_PROCESS_DOCUMENTS = 3;
export const DOM_PROCESS_LISTENERS = 4;
export const DOM_COUNT_ROWS = 5;

export const DOM_NOT_KNOWN = -1;

/** The counts of graphs beside one another: each is the sum of those that are known, for a worker has no documents, and the process is asked for the page alone. */
export function sumOfDomCounts(all: readonly (Float64Array | undefined)[]): Float64Array | undefined {
  const counted = all.filter((counts) => counts !== undefined);
  if (counted.length === 0) return undefined;
  return Float64Array.from({ length: DOM_COUNT_ROWS }, (_, row) => {
    const known = counted.map((counts) => counts[row]).filter((count) => count !== DOM_NOT_KNOWN);
    return known.length === 0 ? DOM_NOT_KNOWN : known.reduce((sum, count) => sum + count, 0);
  });
}
