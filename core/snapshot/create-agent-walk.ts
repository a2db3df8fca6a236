import { describeMetPart } from "../impls/frameworks/met-parts.ts";
import { createNamedLibraries } from "../impls/libraries/named-libraries.ts";
import type { Walk } from "../walk/walk.ts";
import { createWalk } from "./create-walk.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/** A walk of the agent, which meets the libraries and frameworks of any page. @throws SnapshotOptionError */
export function createAgentWalk(options: SnapshotOptions): Walk {
  return createWalk(options, createNamedLibraries(), describeMetPart);
}
