/**
 * How many characters must be added, left out, replaced or swapped with the next one to make one text the other; no part of a text is changed twice.
 * Costs the product of their lengths.
 */
export function editDistance(one: string, other: string): number {
  // Row i, column j: from the first i characters of `one` to the first j of `other`. Three rows are enough.
  let twoBefore: readonly number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwap ? twoBefore[j - 2] + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, before[j] + 1, row[j - 1] + 1));
    }
    twoBefore = before;
    before = row;
  }
  return before[other.length];
}
