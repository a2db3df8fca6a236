/** A rank takes a second if half a million names differ, so the other direction and the next visit find it here. */
const known = new WeakMap<readonly string[], Uint32Array>();

/**
 * By index of a name: its place among all names, ignoring case unless they differ only by case. Equal names have equal
 * ranks: a table may have a name twice.
 */
export function nameRanksOf(names: readonly string[]): Uint32Array {
  const ranked = known.get(names);
  if (ranked !== undefined) return ranked;
  /* By code units: a collator takes seconds for a million names. */
  const folded = names.map((name) => name.toLowerCase());
  const order = Uint32Array.from(names, (_, index) => index);
  order.sort((one, other) => {
    if (folded[one] !== folded[other]) return folded[one] < folded[other] ? -1 : 1;
    if (names[one] !== names[other]) return names[one] < names[other] ? -1 : 1;
    return 0;
  });
  const ranks = new Uint32Array(names.length);
  let rank = -1;
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || names[order[i]] !== names[order[i - 1]]) rank++;
    ranks[order[i]] = rank;
  }
  known.set(names, ranks);
  return ranks;
}
