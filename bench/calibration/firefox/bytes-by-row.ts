import type { HeapCell } from "./core-dump.ts";

/** What objects have in common, or the engine keeps for code: no part of one object. */
const SHARED_EDGES = ["shape", "JSFunction script"];
/** The edge of a shape to what it has in common with others; that of a string leads to the one that it is cut out of. */
const SHAPE = "js::Shape";
const SHAPE_BASE = "base";
/** Classes of what only closures lead to. */
const ENVIRONMENTS = ["LexicalEnvironment", "Call", "Sandbox"];
/** With more keys an object has a shape of its own, which refers to them. */
const MANY_KEYS = 1020;
const WORD = 8;

/**
 * Sizes of all that is reachable from each property `row 0` and so on of the one object that has them, by property. Shapes (but those of an object alone), prototypes of instances,
 * code and the environments of functions are left out.
 */
export function bytesByRow(cells: ReadonlyMap<number, HeapCell>): ReadonlyMap<string, number> {
  let holder: HeapCell | undefined;
  for (const cell of cells.values()) if (cell.edges.some(({ name }) => name === "row 0")) holder = cell;
  if (holder === undefined) throw new Error("no object with a property `row 0` in the core dump");
  const rows = new Map<string, number>();
  for (const { name, to } of holder.edges) if (name.startsWith("row ")) rows.set(name, bytesUnder(cells, to));
  return rows;
}

function bytesUnder(cells: ReadonlyMap<number, HeapCell>, start: number): number {
  const seen = new Set([start]);
  const work = [start];
  let bytes = 0;
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    const cell = cells.get(id);
    if (cell === undefined) continue;
    bytes += cell.size;
    const hasOwnShape = cell.className === "Object" && cell.size > MANY_KEYS * WORD;
    for (const { name, to } of cell.edges) {
      if (cell.typeName === SHAPE && name === SHAPE_BASE) continue;
      if (seen.has(to) || (SHARED_EDGES.includes(name) && !(hasOwnShape && name === "shape"))) continue;
      if (ENVIRONMENTS.includes(cells.get(to)?.className ?? "")) continue;
      seen.add(to);
      work.push(to);
    }
  }
  return bytes;
}
