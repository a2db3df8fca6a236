/** The UTF-16 unit of `text` at `index`: `codeUnitOf` of core/realm in a page, `charCodeAt` elsewhere. */
export type CodeUnitReader = (text: string, index: number) => number;

/** Up to so many units, every one counts. */
const LONGEST_READ_WHOLE = 1536;
/** Of a longer text: units at its start and at its end that all count, and steps over all of it. */
const ENDS = 256;
const STEPS = 768;

/**
 * A number of 53 bits for the text between two offsets, by which the panel finds the function literal of a function in the page. Equal texts have equal keys. Unequal ones may have, too: rarely by
 * chance, and if they are long and differ in units that are not read.
 *
 * The same code runs in the page, so it is arithmetic alone: not even `Math.imul` is asked. Costs about 2 ns a unit that is read.
 */
export function textKey(text: string, start: number, end: number, codeUnitOf: CodeUnitReader): number {
  const length = end - start;
  let one = length | 0;
  let other = ~length;
  const step = length <= LONGEST_READ_WHOLE ? 1 : ((length / STEPS) | 0) + 1;
  /* Three passes: the two ends of a long text, then all of it by steps. */
  for (let pass = step === 1 ? 2 : 0; pass < 3; pass++) {
    const from = pass === 1 ? end - ENDS : start;
    const to = pass === 0 ? start + ENDS : end;
    const stride = pass === 2 ? step : 1;
    for (let i = from; i < to; i += stride) {
      const unit = codeUnitOf(text, i);
      /* Two hashes after Bob Jenkins (one-at-a-time), with shifts of their own. */
      one = (one + unit) | 0;
      one = (one + (one << 10)) | 0;
      one ^= one >>> 6;
      other = (other ^ unit) | 0;
      other = (other + (other << 7)) | 0;
      other ^= other >>> 11;
      other = (other + (other << 4)) | 0;
    }
  }
  return finished(one) * 0x20_0000 + (finished(other) >>> 11);
}

/** Spreads the last units over all bits; not negative. */
function finished(hash: number): number {
  let mixed = (hash + (hash << 3)) | 0;
  mixed ^= mixed >>> 11;
  mixed = (mixed + (mixed << 15)) | 0;
  mixed ^= mixed >>> 16;
  mixed = (mixed + (mixed << 5)) | 0;
  mixed ^= mixed >>> 13;
  return mixed >>> 0;
}
