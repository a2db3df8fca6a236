import { ROOT_GLOBAL, type RootKind } from "../../core/graph/graph.ts";
import { createSafeMap, type SafeMap } from "../../core/realm/safe-collections.ts";
import { type RootNames, registeredRootNames, resolveRoot } from "../../core/registry/roots.ts";
import { addClosureRoots, addContextRoots, addFunctionRoots } from "../../core/snapshot/closure-roots.ts";
import { addResolvedRoot } from "../../core/snapshot/create-walk.ts";
import type { ModuleBytes } from "../../core/snapshot/derived-roots.ts";
import type { Walk } from "../../core/walk/walk.ts";
import { MAX_ROOTS } from "../protocol/messages.ts";
import type { ClosureCollector } from "./closures/closure-collector.ts";
import type { CollectedRealms } from "./closures/closures-handle.ts";
import { type PageGlobal, pageGlobals } from "./globals.ts";

/* Roots that every realm has: that of a page, of a frame or of a worker. */

export type Names = SafeMap<string, true>;

export function setOf(names: RootNames): Names {
  const set = createSafeMap<string, true>();
  for (let i = 0; i < names.length; i++) set.set(names[i], true);
  return set;
}

/** What was collected of the closures of a realm. */
export function addClosures(walk: Walk, closures: ClosureCollector, group: string): void {
  addClosureRoots(walk, closures.variables(), group);
  addContextRoots(walk, closures.singleContexts(), group);
  addFunctionRoots(walk, closures.functions(), group);
}

/** Where a debugger collected closures, it counts the contexts that the variables of modules are in. */
export function moduleBytesOf(realms: CollectedRealms["realms"]): ModuleBytes {
  return realms.length === 0 ? "counted" : "named only";
}

/** The roots that a frame or worker registered; their names. What it has in the place of the registry may be something else. */
export function addRegistered(walk: Walk, global: object, group: string): RootNames {
  let names: RootNames;
  try {
    names = registeredRootNames(global);
  } catch {
    walk.warn({
      code: "registry-unreadable",
      path: group,
      detail: "The roots that were registered here cannot be read: another version of Allocative keeps them.",
    });
    return [];
  }
  for (let i = 0; i < names.length; i++)
    addResolvedRoot(walk, names[i], resolveRoot(names[i], global), "getter", group);
  return names;
}

/** What was added to a global object, under names that no other root has. */
export function globalsOf(global: object, pristineNames: Names, taken: Names): readonly PageGlobal[] {
  const globals = pageGlobals(global, pristineNames);
  for (let i = 0; i < globals.length; i++) {
    const { name, value } = globals[i];
    if (taken.get(name)) globals[i] = { name: `globalThis.${name}`, value };
  }
  return globals;
}

export function addGlobals(
  walk: Walk,
  globals: readonly PageGlobal[],
  group: string,
  kind: RootKind = ROOT_GLOBAL,
): void {
  if (globals.length > MAX_ROOTS) {
    walk.warn({
      code: "too-many-globals",
      path: group,
      detail: `There are ${globals.length} globals. The first ${MAX_ROOTS} are roots of this snapshot.`,
    });
  }
  for (let i = 0; i < globals.length && i < MAX_ROOTS; i++) {
    walk.addRoot(globals[i].name, globals[i].value, kind, group);
  }
}
