import { encodeGraph } from "../../../core/graph/codec.ts";
import { Deriver } from "./derive.ts";
import type { Derivation } from "./frame-api.ts";
import { sampleGraph } from "./sample-graph.ts";

const NODES = 2000;
/** The browser compiles a function well when it has run for a while. */
const ROUNDS = 8;
const DERIVATION: Derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" };

/**
 * Opens a snapshot of no page again and again, while nobody asks for anything: so the first real one finds the code compiled, and takes half the time. A question that comes meanwhile waits for one round at the most.
 */
export function rehearse(): void {
  const bytes = encodeGraph(sampleGraph(NODES));
  let left = ROUNDS;
  const round = (): void => {
    new Deriver().openSnapshot(0, bytes, DERIVATION, "merged");
    if (--left > 0) setTimeout(round);
  };
  setTimeout(round);
}
