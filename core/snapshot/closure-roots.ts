import { CLOSURES_GROUP, ROOT_CLOSURES, ROOT_CONTEXTS, ROOT_FUNCTIONS, type RootKind } from "../graph/graph.ts";
import type { ScriptVariables } from "../impls/closures/closure-context.ts";
import { describeInnerContext, describeOuterContext } from "../impls/closures/describe-context.ts";
import type { Describe } from "../sink/sink.ts";
import type { Walk } from "../walk/walk.ts";
import { addLateRoots, type LateRoots } from "./late-roots.ts";
import { addListRoot } from "./list-root.ts";

export type {
  BoundFunction,
  ClosureContext,
  Closures,
  PrivateMembers,
  ScriptVariables,
  WeakEntries,
} from "../impls/closures/closure-context.ts";
export { NAMELESS_CONTEXT } from "../impls/closures/closure-context.ts";
export type { LateRoot, LateRoots } from "./late-roots.ts";

interface Scripts {
  readonly [index: number]: ScriptVariables;
  readonly length: number;
}

/** Adds the outermost variables of each script as one root, named by the script: they stand right below its frame, and the bytes of their contexts are its own. `group` as in `Walk.addRoot`. */
export function addClosureRoots(walk: Walk, scripts: Scripts, group = CLOSURES_GROUP): void {
  addScriptRoots(walk, scripts, ROOT_CLOSURES, describeOuterContext, group);
}

/** Adds contexts of each script, which name what the outermost variables do not reach: those of functions of which one call is alive, such as that of an app. Each stands below the frame of its script, the outer ones first. */
export function addContextRoots(walk: Walk, scripts: Scripts, group = CLOSURES_GROUP): void {
  addScriptRoots(walk, scripts, ROOT_CONTEXTS, describeInnerContext, group);
}

function addScriptRoots(walk: Walk, scripts: Scripts, kind: RootKind, describe: Describe, group: string): void {
  for (let i = 0; i < scripts.length; i++) {
    const { name, contexts } = scripts[i];
    addListRoot(walk, name, contexts, kind, group, describe);
  }
}

/** Adds those functions that nothing else reaches, each below the frame of its script, in a field with its name. Of functions inside one another the outer ones stand first. */
export function addFunctionRoots(walk: Walk, functions: LateRoots, group = CLOSURES_GROUP): void {
  addLateRoots(walk, functions, ROOT_FUNCTIONS, group);
}
