import { CLOSURES_GROUP } from "../../core/graph/graph.ts";
import { bare, freeze } from "../../core/realm/introspect.ts";
import { addResolvedRoot } from "../../core/snapshot/create-walk.ts";
import { addDerivedRoots, derivedRootsIn } from "../../core/snapshot/derived-roots.ts";
import type { Walk } from "../../core/walk/walk.ts";
import type { NodeWalkRequest } from "../protocol/messages.ts";
import type { CollectedForWalk, CollectedRealms } from "./closures/closures-handle.ts";
import { Expressions } from "./expressions.ts";
import { addClosures, addGlobals, addRegistered, globalsOf, moduleBytesOf, setOf } from "./realm-roots.ts";
import { type AddedRoots, SlicedWalk } from "./sliced-walk.ts";
import { createWalkHandle, nativeEncoderOf, type WalkHandle } from "./walk-handle.ts";

/** What a debugger client calls in a process of Node. */
export type NodeHandle = WalkHandle<NodeWalkRequest>;

/** @throws where scripts replaced what the handle needs. */
export function createNodeHandle(closures: CollectedForWalk): NodeHandle {
  const expressions = new Expressions();
  const start = (request: NodeWalkRequest): SlicedWalk => {
    expressions.take(request.expressions);
    const options = bare({ chromiumVersion: 0, usedHeapSize: request.usedHeapSize, processCounts: null });
    return new SlicedWalk(options, closures, (walk, realms) => addRoots(walk, request, realms, expressions));
  };
  /* Node before version 25 has no other. */
  const encodeBase64 = nativeEncoderOf(Buffer.prototype, "base64Slice");
  return freeze(bare(createWalkHandle(closures, start, bare({ encodeBase64 }))));
}

declare const Buffer: { readonly prototype: object };

function addRoots(
  walk: Walk,
  request: NodeWalkRequest,
  realms: CollectedRealms["realms"],
  expressions: Expressions,
): AddedRoots {
  const wanted = setOf(request.origins);
  for (let r = 0; r < realms.length; r++) addClosures(walk, realms[r].collector, CLOSURES_GROUP);
  const taken = setOf(wanted.get("registered") ? addRegistered(walk, globalThis, "") : []);
  if (wanted.get("derived")) addDerivedRoots(walk, derivedRootsIn(globalThis), moduleBytesOf(realms));
  for (let i = 0; i < request.expressions.length; i++) {
    const root = request.expressions[i];
    const resolved = expressions.resolve(root);
    if (resolved.state === "refused") walk.warn({ code: "root-refused", path: root.name, detail: resolved.reason });
    else addResolvedRoot(walk, root.name, resolved, "expression");
    taken.set(root.name, true);
  }
  if (wanted.get("global")) addGlobals(walk, globalsOf(globalThis, setOf(request.pristineNames), taken), "");
  return { census: undefined, elementCount: undefined };
}
