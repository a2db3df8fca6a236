import { bare, freeze } from "../../core/realm/introspect.ts";
import { addDerivedRoots, derivedRootsIn } from "../../core/snapshot/derived-roots.ts";
import type { Walk } from "../../core/walk/walk.ts";
import type { WorkerWalkRequest } from "../protocol/messages.ts";
import type { CollectedForWalk, CollectedRealms } from "./closures/closures-handle.ts";
import { addClosures, addGlobals, addRegistered, globalsOf, moduleBytesOf, setOf } from "./realm-roots.ts";
import { type AddedRoots, SlicedWalk } from "./sliced-walk.ts";
import { createWalkHandle, type WalkHandle } from "./walk-handle.ts";

/** What the panel calls through the debugger in a worker. */
export type WorkerHandle = WalkHandle<WorkerWalkRequest>;

/** @throws where the worker's scripts replaced what the handle needs. */
export function createWorkerHandle(closures: CollectedForWalk): WorkerHandle {
  const start = (request: WorkerWalkRequest): SlicedWalk =>
    new SlicedWalk(request, closures, (walk, realms) => addRoots(walk, request, realms));
  return freeze(bare(createWalkHandle(closures, start)));
}

/** All that the worker has, under its name. */
function addRoots(
  walk: Walk,
  { worker, pristineNames }: WorkerWalkRequest,
  realms: CollectedRealms["realms"],
): AddedRoots {
  for (let r = 0; r < realms.length; r++) addClosures(walk, realms[r].collector, worker);
  const registered = addRegistered(walk, globalThis, worker);
  addDerivedRoots(walk, derivedRootsIn(globalThis), moduleBytesOf(realms), worker);
  addGlobals(walk, globalsOf(globalThis, setOf(pristineNames), setOf(registered)), worker);
  return { census: undefined, elementCount: undefined };
}
