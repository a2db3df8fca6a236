/**
 * Rows of a table of types, each with an index into `names`: those whose name contains the query, without regard to case, in the order of a figure. Rows of equal figures go by
 * name, and so do all of them where there is no figure.
 */
export function sortedTypeRows(
  names: readonly string[],
  nameOfRow: Uint32Array,
  query: string,
  figures: ArrayLike<number> | null,
  direction: "ascending" | "descending",
): number[] {
  const wanted = query.toLowerCase();
  const rows: number[] = [];
  for (let row = 0; row < nameOfRow.length; row++) {
    if (wanted === "" || names[nameOfRow[row]!]!.toLowerCase().includes(wanted)) rows.push(row);
  }
  const byName = (a: number, b: number): number => {
    const one = names[nameOfRow[a]!]!;
    const other = names[nameOfRow[b]!]!;
    return one < other ? -1 : one > other ? 1 : 0;
  };
  const sign = direction === "ascending" ? 1 : -1;
  const compare = (a: number, b: number): number =>
    figures === null ? sign * byName(a, b) : sign * (figures[a]! - figures[b]!) || byName(a, b);
  return rows.sort(compare);
}
