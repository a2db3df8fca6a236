import type { Graph } from "../../graph/graph.ts";
import { dominatorOwners } from "./dominators.ts";
import { firstOwners, type Owners, sharedAtRootOwners } from "./owners.ts";

/**
 * Which frames a shared object is charged to. `"owner"`: the nearest object that all paths to it lead through, so that
 * a frame's total is what its objects retain. `"root"`: none; it stands beside the roots, as in the Rust crate.
 * `"first"`: the object that refers to it on the shortest path from a root.
 */
export type SharingPolicy = "owner" | "root" | "first";

export function isSharingPolicy(value: unknown): value is SharingPolicy {
  return value === "owner" || value === "root" || value === "first";
}

export function ownersOf(graph: Graph, policy: SharingPolicy): Owners {
  switch (policy) {
    case "owner":
      return dominatorOwners(graph);
    case "root":
      return sharedAtRootOwners(graph);
    case "first":
      return firstOwners(graph);
  }
}
