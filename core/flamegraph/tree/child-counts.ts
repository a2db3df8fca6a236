import { KIND_SHARED, KIND_STORAGE } from "../../graph/graph.ts";
import type { LooseTree } from "./frame-order.ts";

/**
 * Per frame: how many objects it holds as its children, which are the nearest ones below it. What stands in `(shared)` is held together with others and is left out. The table of a Map has keys and
 * values: the one there are more of counts its entries. `isCounted` has 1 for frames where objects stand, in this table or in one that it is compared with.
 */
export function childCountsOf(
  { count, parent, name, kind, strings }: LooseTree & { readonly kind: Uint8Array },
  isCounted: Uint8Array,
  selfCount: Uint32Array,
): Uint32Array {
  const counts = new Uint32Array(count);
  const table = strings.indexOf("table");
  for (let frame = count - 1; frame > 0; frame--) {
    if (kind[frame] === KIND_SHARED) continue;
    const there = isCounted[frame] === 1 ? selfCount[frame] : counts[frame];
    const around = parent[frame];
    const isTable = kind[around] === KIND_STORAGE && name[around] === table;
    counts[around] = isTable ? Math.max(counts[around], there) : counts[around] + there;
  }
  return counts;
}
