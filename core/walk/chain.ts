import { ownPropertyOf } from "../realm/introspect.ts";
import { createSafeList } from "../realm/safe-collections.ts";
import { isObject, type NodeList } from "./node-list.ts";

/** Objects found ahead of the walk at once. */
const LENGTH = 64;
/** A chain this short is none. */
const LEAST_LENGTH = 4;
/** The most turns until a chain is looked for again, after those where none was. */
const LONGEST_WAIT = 1 << 10;

export type Keys = { readonly [index: number]: string | symbol; readonly length: number };
type Objects = { readonly [index: number]: object };
type Loader = Pick<NodeList, "nodeOf" | "loadObjects">;

/**
 * In a chain, such as a linked list, one object waits for its turn at a time, and its look-up waits for memory. So the chain is followed ahead of the walk, and its objects are loaded together.
 * It changes nothing but how long the walk takes.
 */
export class Chain {
  readonly #nodes: Loader;
  readonly #objects = createSafeList<object>(LENGTH);
  /** Turns until the next chain is looked for. */
  #wait = 1;
  #waitAfterNone = 1;

  constructor(nodes: Loader) {
    this.#nodes = nodes;
  }

  /** To be called when nothing waits for its turn but the first `count` of `next`, to which `holder` refers. `keys` are those of its fields, which are known: to ask for all keys of a typed array would make a string for each of its numbers. */
  load(holder: object, keys: Keys, next: Objects, count: number): void {
    if (--this.#wait > 0) return;
    const length = this.#follow(holder, keys, next, count);
    if (length < LEAST_LENGTH) {
      this.#wait = this.#waitAfterNone;
      if (this.#waitAfterNone < LONGEST_WAIT) this.#waitAfterNone *= 2;
      return;
    }
    this.#nodes.loadObjects(this.#objects, 0, length);
    this.#wait = length;
    this.#waitAfterNone = 1;
  }

  /** Follows the field by which `holder` refers to an object that was not met: how many objects it leads to, one after the other. */
  #follow(holder: object, keys: Keys, next: Objects, count: number): number {
    let length = 0;
    try {
      const key = this.#keyOfNew(holder, keys, next, count);
      if (key === undefined) return 0;
      for (let object: unknown = holder; length < LENGTH; length++) {
        object = ownPropertyOf(object as object, key)?.value;
        if (!isObject(object)) break;
        this.#objects[length] = object;
      }
    } catch {
      /* A trap of a Proxy threw. The walk comes to it, and says so. */
    }
    return length;
  }

  #keyOfNew(holder: object, keys: Keys, next: Objects, count: number): string | symbol | undefined {
    for (let k = 0; k < keys.length; k++) {
      const value = ownPropertyOf(holder, keys[k])?.value;
      for (let i = 0; i < count; i++)
        if (next[i] === value && this.#nodes.nodeOf(next[i]) === undefined) return keys[k];
    }
    return undefined;
  }
}
