import { editDistance } from "../paths/edit-distance.ts";

/** Words that differ in a larger part are no typing mistakes. */
const MAX_DIFFERENT_PART = 0.4;

/** The one that may have been meant; undefined if none is near. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(word.length * MAX_DIFFERENT_PART)) + 1;
  for (const one of words) {
    const distance = editDistance(word, one);
    if (distance >= least) continue;
    least = distance;
    nearest = one;
  }
  return nearest;
}
