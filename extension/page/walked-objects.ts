import type { ObjectPaths } from "../../core/graph/object-paths.ts";
import { append, bare, createSafeList, type SafeList } from "../../core/realm/introspect.ts";
import {
  createPreviewer,
  type FoundValue,
  findValues,
  READ_GONE,
  READ_UNREACHED,
  sourceFunctionOf,
} from "../../core/snapshot/read-objects.ts";
import type { SnapshotOptions } from "../../core/snapshot/snapshot-options.ts";
import { Anchors } from "../../core/walk/anchors.ts";
import type { AgentMessage, Paths } from "../protocol/messages.ts";

const { defineProperty, deleteProperty } = Reflect;

/** Walks whose objects can be found again. Each takes a WeakRef for every root, variable and part of a framework. */
const MAX_KEPT_WALKS = 3;

interface KeptWalk {
  readonly id: number;
  readonly anchors: Anchors;
  readonly options: SnapshotOptions;
}

/** Finds objects of the last walks again. It keeps none of them alive. */
export class WalkedObjects {
  #walks: SafeList<KeptWalk> = createSafeList<KeptWalk>();
  #filled: Omit<KeptWalk, "options"> | undefined;
  /** Where an object is offered to DevTools; "" for nowhere. */
  #handle = "";

  /** The anchors that a walk is to fill. */
  anchorsFor(id: number): Anchors {
    const anchors = new Anchors();
    this.#filled = { id, anchors };
    return anchors;
  }

  /** Keeps the anchors of a walk that is done, in place of those of the oldest one. */
  keep(id: number, options: SnapshotOptions): void {
    const filled = this.#filled;
    this.#filled = undefined;
    if (filled?.id !== id) return;
    const { anchors } = filled;
    const kept = createSafeList<KeptWalk>();
    const first = this.#walks.length < MAX_KEPT_WALKS ? 0 : 1;
    for (let i = first; i < this.#walks.length; i++) kept[kept.length] = this.#walks[i];
    kept[kept.length] = { id, anchors, options };
    this.#walks = kept;
  }

  forgetAll(): void {
    this.withdraw();
    this.#walks = createSafeList<KeptWalk>();
    this.#filled = undefined;
  }

  read(id: number, walk: number, paths: Paths): AgentMessage {
    const previewOf = createPreviewer();
    const found = this.#find(walk, paths);
    const states: number[] = [];
    const keys: string[] = [];
    const codes: string[] = [];
    const previews: string[] = [];
    for (let i = 0; i < found.length; i++) {
      const { state, key, code, value } = found[i];
      append(states, state);
      append(keys, key);
      append(codes, code);
      append(previews, state === READ_GONE || state === READ_UNREACHED ? "" : previewOf(value));
    }
    return { id, type: "objects", states, keys, codes, previews };
  }

  /** The value at the one path; undefined where nothing is there any more. */
  valueOf(walk: number, paths: Paths): unknown {
    const found = this.#find(walk, paths);
    return found.length === 0 ? undefined : found[0].value;
  }

  /** Puts the value at the one path, or the function that has its source code, under `handle` on the global object; false where there is none. */
  offer(walk: number, paths: Paths, handle: string, wanted: "object" | "source"): boolean {
    this.withdraw();
    const value = this.valueOf(walk, paths);
    const offered = wanted === "source" ? sourceFunctionOf(value) : value;
    if (offered === undefined) return false;
    this.#handle = handle;
    return defineProperty(globalThis, handle, bare({ value: offered, configurable: true }));
  }

  /** Takes off the global object what is offered there. */
  withdraw(): void {
    if (this.#handle !== "") deleteProperty(globalThis, this.#handle);
    this.#handle = "";
  }

  #find(walk: number, paths: Paths): SafeList<FoundValue> {
    for (let i = 0; i < this.#walks.length; i++) {
      const { id, anchors, options } = this.#walks[i];
      if (id === walk) return findValues(paths as ObjectPaths, anchors, options);
    }
    throw new Error("the walk is not among the last ones");
  }
}
