/** First place of `from … end - 1` whose end is beyond `total`, or `end`; ends ascend. */
export function firstEndingAfter(ends: Float64Array, from: number, end: number, total: number): number {
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle] > total) high = middle;
    else low = middle + 1;
  }
  return low;
}
