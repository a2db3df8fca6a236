import { bare, freeze, ownPropertyOf, prepareToRead, uncurry } from "../../core/realm/introspect.ts";
import { isBuiltinFunction } from "../../core/realm/introspect-native.ts";
import type { Walk } from "../../core/walk/walk.ts";
import { type AgentMessage, chunkCountOf, type WorkerWalkRequest } from "../protocol/messages.ts";
import { chunkOf } from "../protocol/snapshot-chunks.ts";
import type { ClosuresHandle, CollectedForWalk, CollectedRealms } from "./closures/closures-handle.ts";
import { addClosures, addGlobals, addRegistered, globalsOf, setOf } from "./realm-roots.ts";
import { type AddedRoots, type EncodedWalk, endWalk, SlicedWalk } from "./sliced-walk.ts";

/** What the panel calls through the debugger in a worker, where there is no port. No script of the worker has it. */
export interface WorkerHandle {
  closures(): ClosuresHandle;
  /** Begins a walk with the closures that were handed over. The one before is dropped. */
  beginWalk(request: WorkerWalkRequest): void;
  /** One slice of the walk: how far it is, that it asks, or what it found. */
  advanceWalk(): AgentMessage;
  /** One chunk of what it found, in base64: the debugger passes on no bytes. */
  readChunk(index: number): string;
  /** The walk goes on without answers. */
  refuseQuestions(): void;
  dropWalk(): void;
}

/* Taken at load. The worker's own is not called. */
const nativeToBase64: unknown = ownPropertyOf(Uint8Array.prototype, "toBase64")?.value;
const toBase64 = isBuiltinFunction(nativeToBase64)
  ? uncurry(nativeToBase64 as (this: Uint8Array) => string)
  : undefined;

/** @throws where the worker's scripts replaced what the handle needs. */
export function createWorkerHandle(closures: CollectedForWalk): WorkerHandle {
  if (toBase64 === undefined) throw new Error("the scripts of the worker replaced Uint8Array.prototype.toBase64");
  const encodeChunk = toBase64;
  let walk: SlicedWalk | undefined;
  let encoded: EncodedWalk | undefined;
  const handle: WorkerHandle = {
    closures: () => closures.handle,
    beginWalk(request) {
      prepareToRead();
      encoded = undefined;
      walk = new SlicedWalk(request, closures, (begun, realms) => addRoots(begun, request, realms));
    },
    advanceWalk() {
      if (walk === undefined) throw new Error("no walk has begun");
      prepareToRead();
      const step = walk.advance();
      if (step === "asking") return { id: 0, type: "questions" };
      if (step === "walking") return { id: 0, type: "progress", objectCount: walk.objectCount };
      encoded = walk.encode();
      walk = undefined;
      const { figures } = encoded;
      return { id: 0, type: "snapshot-begin", figures, chunkCount: chunkCountOf(figures.byteLength) };
    },
    readChunk(index) {
      if (encoded === undefined) throw new Error("no walk is done");
      return encodeChunk(chunkOf(encoded.buffer, encoded.figures.byteLength, index));
    },
    refuseQuestions: () => closures.refuseQuestions(),
    dropWalk() {
      walk = undefined;
      encoded = undefined;
      endWalk();
    },
  };
  return freeze(bare(handle));
}

/** All that the worker has, under its name. */
function addRoots(
  walk: Walk,
  { worker, pristineNames }: WorkerWalkRequest,
  realms: CollectedRealms["realms"],
): AddedRoots {
  for (let r = 0; r < realms.length; r++) addClosures(walk, realms[r].collector, worker);
  const registered = addRegistered(walk, globalThis, worker);
  addGlobals(walk, globalsOf(globalThis, setOf(pristineNames), setOf(registered)), worker);
  return { census: undefined, elementCount: undefined };
}
