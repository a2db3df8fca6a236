import type { ObjectPaths } from "../../core/graph/object-paths.ts";
import { nativeTextOf } from "../../core/realm/function-origin.ts";
import { append, bare, hasOwn, ownPropertyOf } from "../../core/realm/introspect.ts";
import { createSafeList, type SafeList } from "../../core/realm/safe-collections.ts";
import {
  createPreviewer,
  type FoundValue,
  findValues,
  READ_GONE,
  READ_MOVED,
  READ_UNREACHED,
  shownOfPart,
  sourceFunctionOf,
} from "../../core/snapshot/read-objects.ts";
import type { SnapshotOptions } from "../../core/snapshot/snapshot-options.ts";
import { Anchors } from "../../core/walk/anchors.ts";
import type { AgentMessage, ObjectUse, Paths, UseOutcome } from "../protocol/messages.ts";
import { isNode } from "./native-dom.ts";

const { defineProperty, deleteProperty } = Reflect;

/** The source text of the `inspect` that DevTools has while it evaluates something: as a property of the global object in Chromium, as a variable in Firefox. No function of a page has it. */
const NATIVE_INSPECT = "function inspect() { [native code] }";
const FIREFOX_INSPECT = "function () {\n    [native code]\n}";

export interface UsedObject {
  readonly outcome: UseOutcome;
  readonly name: string;
}

const NOT_FOUND: UsedObject = { outcome: "none", name: "" };
const DONE: UsedObject = { outcome: "done", name: "" };

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
    const anchors = new Anchors(shownOfPart);
    this.#filled = { id, anchors };
    return anchors;
  }

  /** Keeps the anchors of a walk that is done, in place of those of the oldest one. Only of the last walk it is known which objects it met. */
  keep(id: number, options: SnapshotOptions): void {
    const filled = this.#filled;
    this.#filled = undefined;
    if (filled?.id !== id) return;
    const { anchors } = filled;
    const kept = createSafeList<KeptWalk>();
    const first = this.#walks.length < MAX_KEPT_WALKS ? 0 : 1;
    for (let i = first; i < this.#walks.length; i++) {
      this.#walks[i].anchors.forgetMet();
      kept[kept.length] = this.#walks[i];
    }
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

  /** The value at the one path; undefined where there is none any more, and where it may be another one. */
  valueOf(walk: number, paths: Paths): unknown {
    const found = this.#find(walk, paths);
    return found.length === 0 || found[0].state === READ_MOVED ? undefined : found[0].value;
  }

  /** What is done with the value at the one path. */
  use(walk: number, paths: Paths, use: ObjectUse, handle: string): UsedObject {
    this.withdraw();
    const found = this.#find(walk, paths);
    if (found.length > 0 && found[0].state === READ_UNREACHED) return { outcome: "unreached", name: "" };
    if (found.length === 0 || found[0].value === undefined) return NOT_FOUND;
    const { state, value } = found[0];
    if (state === READ_MOVED) return { outcome: "moved", name: "" };
    switch (use) {
      case "log":
        logToConsole(value);
        return DONE;
      case "store":
        return { outcome: "done", name: storeAsGlobal(value) };
      case "reveal":
        return this.#offerToInspect(nodeOf(value), handle);
      case "source":
        return this.#offerToInspect(sourceFunctionOf(value), handle);
      case "compare":
        return this.#offer(handle, (other) => other === value);
    }
  }

  /** Has DevTools inspect the object when it calls. */
  #offerToInspect(object: unknown, handle: string): UsedObject {
    if (object === undefined) return NOT_FOUND;
    return this.#offer(handle, (given) => {
      const own = ownPropertyOf(globalThis, "inspect");
      const inspect = own === undefined ? given : own.value;
      const expected = own === undefined ? FIREFOX_INSPECT : NATIVE_INSPECT;
      if (typeof inspect !== "function" || nativeTextOf(inspect) !== expected) return false;
      (inspect as (object: unknown) => void)(object);
      return true;
    });
  }

  /** Puts a function under `handle` for DevTools to call once. */
  #offer(handle: string, answer: (given: unknown) => boolean): UsedObject {
    this.#handle = handle;
    const value = (given: unknown): boolean => {
      this.withdraw();
      return answer(given);
    };
    defineProperty(globalThis, handle, bare({ value, configurable: true }));
    return DONE;
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

/** Where a part of a framework has its element. */
const ELEMENT_MEMBERS = ["stateNode", "el", "__e", "_dom", "host"] as const;

/** The node that the value is, or that a part of a framework renders; undefined for none. */
function nodeOf(value: unknown): unknown {
  if (isNode(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (let i = 0; i < ELEMENT_MEMBERS.length; i++) {
    const member = ownPropertyOf(value, ELEMENT_MEMBERS[i])?.value;
    if (isNode(member)) return member;
  }
  return undefined;
}

/** By the page's own `console.log`, as it is what shows in the console: a script that replaced it, such as one that reports errors, sees the object. */
function logToConsole(value: unknown): void {
  const log = ownPropertyOf(console, "log")?.value;
  if (typeof log === "function") log(value);
}

/** As DevTools does it: `temp1`, or the next number that is free. */
function storeAsGlobal(value: unknown): string {
  let n = 1;
  while (hasOwn(globalThis, `temp${n}`)) n++;
  const name = `temp${n}`;
  defineProperty(globalThis, name, bare({ value, configurable: true, enumerable: true, writable: true }));
  return name;
}
