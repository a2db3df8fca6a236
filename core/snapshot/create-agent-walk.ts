import type { Closures } from "../impls/closures/closure-context.ts";
import { closureReporter } from "../impls/closures/describe-context.ts";
import { describeMetPart } from "../impls/frameworks/met-parts.ts";
import { createNamedLibraries } from "../impls/libraries/named-libraries.ts";
import type { Walk } from "../walk/walk.ts";
import { createWalk } from "./create-walk.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/** A walk of the agent, which meets the libraries and frameworks of any page, and `closures` where a debugger was asked for them. @throws SnapshotOptionError */
export function createAgentWalk(options: SnapshotOptions, closures?: Closures): Walk {
  const reportEnclosed = closures === undefined ? undefined : closureReporter(closures);
  return createWalk(options, createNamedLibraries(), describeMetPart, reportEnclosed);
}
