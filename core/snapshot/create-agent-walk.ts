import { createNamedLibraries } from "../impls/libraries/named-libraries.ts";
import type { Walk } from "../walk/walk.ts";
import { createWalk } from "./create-walk.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/** A walk of the agent, which meets the libraries of any page. @throws SnapshotOptionError */
export function createAgentWalk(options: SnapshotOptions): Walk {
  return createWalk(options, createNamedLibraries());
}
