import type { FrameTable } from "./frame-table.ts";

/**
 * The frames without those that hold neither bytes nor objects. In a heap snapshot most references take no bytes of their own, and lead to what belongs to others. The same table where all
 * frames hold something.
 */
export function withoutEmpty(frames: FrameTable): FrameTable {
  const { count, subtreeEnd, totalMaxSize, totalCount } = frames;
  /* By frame: its new row, which is also that of the next one that stays. */
  const row = new Uint32Array(count + 1);
  let rows = 0;
  for (let f = 0; f < count; f++) {
    row[f] = rows;
    if (f === 0 || totalMaxSize[f] > 0 || totalCount[f] > 0) rows++;
  }
  row[count] = rows;
  if (rows === count) return frames;
  const kept = new Uint32Array(rows);
  for (let f = 0; f < count; f++) if (row[f + 1] > row[f]) kept[row[f]] = f;
  const gathered = <Column extends Float64Array | Uint32Array | Uint8Array>(column: Column): Column => {
    const smaller = new (column.constructor as new (rows: number) => Column)(rows);
    for (let r = 0; r < rows; r++) smaller[r] = column[kept[r]];
    return smaller;
  };
  const parent = new Int32Array(rows);
  const ends = new Uint32Array(rows);
  for (let r = 0; r < rows; r++) {
    const f = kept[r];
    parent[r] = f === 0 ? -1 : row[frames.parent[f]];
    ends[r] = row[subtreeEnd[f]];
  }
  return {
    count: rows,
    names: frames.names,
    parent,
    subtreeEnd: ends,
    depth: gathered(frames.depth),
    name: gathered(frames.name),
    kind: gathered(frames.kind),
    flags: gathered(frames.flags),
    selfSize: gathered(frames.selfSize),
    selfMaxSize: gathered(frames.selfMaxSize),
    totalSize: gathered(frames.totalSize),
    totalMaxSize: gathered(frames.totalMaxSize),
    selfCount: gathered(frames.selfCount),
    totalCount: gathered(frames.totalCount),
  };
}
