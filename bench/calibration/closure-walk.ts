import { toGraph } from "../../core/graph/locate-cells.ts";
import { totalsOf } from "../../core/graph/totals.ts";
import { createAgentWalk } from "../../core/snapshot/create-agent-walk.ts";
import type { Known } from "./closure-structures.ts";

/** Least and most bytes of a structure, as we count them. */
export interface Sizes {
  readonly size: number;
  readonly maxSize: number;
}

/** Sizes of a structure with what is known of it; `engineVersion` 0 for one that is not known. Runs in the page and in Node. */
export function sizesWith(known: Known, layout: "chrome" | "node", engineVersion: number): Sizes {
  const { contexts = [], bound = [], privates = [], weakMaps = [] } = known;
  const contextOf = new Map(contexts);
  const boundOf = new Map(bound);
  const privatesOf = new Map(privates);
  const prototypes = new Set(privates.map(([object]) => Object.getPrototypeOf(object) as object));
  const options = engineVersion === 0 ? { layout } : { layout, engineVersion };
  const walk = createAgentWalk(options, {
    contextOf: (fn) => contextOf.get(fn),
    boundOf: (fn) => boundOf.get(fn),
    privatesOf: (object) => privatesOf.get(object),
    mayHavePrivates: (prototype) => prototypes.has(prototype),
    weakMaps,
  });
  walk.addRoot("row", known.row);
  while (!walk.advance(Number.POSITIVE_INFINITY));
  const { size, maxSize } = totalsOf(toGraph(walk.finish()));
  return { size, maxSize };
}
