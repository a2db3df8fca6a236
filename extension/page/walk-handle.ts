import { bare, ownPropertyOf, prepareToRead, uncurry } from "../../core/realm/introspect.ts";
import { isBuiltinFunction } from "../../core/realm/introspect-native.ts";
import { type AgentMessage, chunkCountOf } from "../protocol/messages.ts";
import { chunkOf } from "../protocol/snapshot-chunks.ts";
import type { ClosuresHandle, CollectedForWalk } from "./closures/closures-handle.ts";
import { type EncodedWalk, endWalk, type SlicedWalk } from "./sliced-walk.ts";

/** What is called through the debugger where there is no port. No script of the realm has it. */
export interface WalkHandle<Request> {
  closures(): ClosuresHandle;
  /** Begins a walk with the closures that were handed over. The one before is dropped. */
  beginWalk(request: Request): void;
  /** One slice of the walk: how far it is, that it asks, or what it found. */
  advanceWalk(): AgentMessage;
  /** One chunk of what it found, in base64: the debugger passes on no bytes. */
  readChunk(index: number): string;
  /** The walk goes on without answers. */
  refuseQuestions(): void;
  dropWalk(): void;
}

/** Bytes in base64. */
export type EncodeBase64 = (bytes: Uint8Array) => string;

/** A method of the engine by which bytes are encoded; undefined where scripts replaced it. What is put in its place later is not called. */
export function nativeEncoderOf(prototype: object, name: string): EncodeBase64 | undefined {
  const native: unknown = ownPropertyOf(prototype, name)?.value;
  return isBuiltinFunction(native) ? uncurry(native as (this: Uint8Array) => string) : undefined;
}

const toBase64 = nativeEncoderOf(Uint8Array.prototype, "toBase64");

export interface WalkHandleOptions {
  readonly encodeBase64?: EncodeBase64 | undefined;
  /** Gets a walk that is done. */
  readonly onDone?: (walk: SlicedWalk) => void;
}

/** `start` makes a walk that is about to begin. @throws where scripts replaced what the handle needs. */
export function createWalkHandle<Request>(
  closures: CollectedForWalk,
  start: (request: Request) => SlicedWalk,
  options: WalkHandleOptions = bare({}),
): WalkHandle<Request> {
  const { encodeBase64 = toBase64, onDone } = options;
  if (encodeBase64 === undefined) throw new Error("the scripts here replaced Uint8Array.prototype.toBase64");
  const encodeChunk = encodeBase64;
  let walk: SlicedWalk | undefined;
  let encoded: EncodedWalk | undefined;
  return {
    closures: () => closures.handle,
    beginWalk(request) {
      prepareToRead();
      encoded = undefined;
      walk = start(request);
    },
    advanceWalk() {
      if (walk === undefined) throw new Error("no walk has begun");
      prepareToRead();
      const step = walk.advance();
      if (step === "asking") return { id: 0, type: "questions" };
      if (step === "walking") return { id: 0, type: "progress", objectCount: walk.objectCount };
      do encoded = walk.encode();
      while (encoded === undefined);
      onDone?.(walk);
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
}
