/** Growth by no more than this many times what the larger number of objects accounts for is explained by it. */
const TOLERANCE = 2;
/** Of so many times the objects most are others than before: whatever they hold came with them. */
const MOSTLY_OTHERS = 3;
/** Below it a change beside the expected one is no cause. */
export const SLACK_BYTES = 64;

/** Whether a change of bytes, or of what the objects hold, is what a change of their number lets expect. */
export function isOfNumber(
  before: number,
  after: number,
  countBefore: number,
  countAfter: number,
  slack: number,
): boolean {
  const change = after - before;
  const difference = countAfter - countBefore;
  if (change === 0) return true;
  if (change * difference <= 0) return false;
  const smaller = Math.min(before, after);
  const fewer = Math.min(countBefore, countAfter);
  if (smaller === 0 || Math.max(countBefore, countAfter) >= MOSTLY_OTHERS * fewer) return true;
  return Math.abs(change) <= TOLERANCE * smaller * (Math.abs(difference) / fewer) + slack;
}
