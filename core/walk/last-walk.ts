/** How much the last walk met: a walk often meets about as much as the one before it, and has room for that from the beginning. */
export const lastWalk = { objectCount: 0, stringCount: 0, nodeCount: 0, cellCount: 0 };

/** Room for a little more. */
export function roomFor(count: number): number {
  return count + (count >> 4);
}
