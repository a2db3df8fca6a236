import { uncurry } from "../realm/introspect.ts";
import { createSafeList, createSafeMap, createSafeWeakMap, type SafeList } from "../realm/safe-collections.ts";
import { lastWalk } from "./last-walk.ts";

/* Taken at load. */
const Reference = WeakRef;
const deref = /* @__PURE__ */ uncurry(WeakRef.prototype.deref) as (reference: WeakRef<object>) => object | undefined;

/** Objects that are known by their nodes: the first of a walk, which stand near its roots, and of the rest those that were read. Each takes about 20 bytes of the page. */
const MAX_MET = 1 << 17;
const MAX_SEEN = 1 << 12;

/** How the object of an anchor was described: as its type, or as a part of what refers to it; "ours" where it only stands for what no script sees. */
export type AnchorKind = "object" | "part" | "ours";

/** Whether an object is the one of a node. */
export type Identity = "same" | "other" | "unknown";

/**
 * Objects of a walk that describing their holders again would not lead to: roots, and what lists of ours, parts of frameworks and the debugger refer to. They are held weakly,
 * so that an object of a snapshot can be found again after the walk: all others are reached from these by descriptions. What is reached is compared with the object that the walk met, where that is known.
 */
export class Anchors {
  /** In ascending order. */
  readonly #nodes: SafeList<number> = createSafeList<number>();
  readonly #references: SafeList<WeakRef<object>> = createSafeList<WeakRef<object>>();
  readonly #kinds: SafeList<AnchorKind> = createSafeList<AnchorKind>();
  #nodeOf = createSafeWeakMap<object, number>(lastWalk.objectCount < MAX_MET ? lastWalk.objectCount : MAX_MET);
  readonly #shownOf: (part: object) => object | undefined;
  #metCount = 0;
  /** No object of a node from here on was met in time. */
  #metEnd = 0;
  /** Nodes from there on whose objects were read. */
  #seen = createSafeMap<number, true>();
  #seenCount = 0;

  /** `shownOf` gives what is shown of a part, which may be an object of ours; undefined for nothing. */
  constructor(shownOf: (part: object) => object | undefined = (part) => part) {
    this.#shownOf = shownOf;
  }

  get count(): number {
    return this.#nodes.length;
  }

  /** `node` is larger than those before. */
  add(node: number, object: object, kind: AnchorKind): void {
    const row = this.#nodes.length;
    const shown = kind === "part" ? this.#shownOf(object) : object;
    this.#nodes[row] = node;
    this.#references[row] = new Reference(shown ?? object);
    this.#kinds[row] = shown === undefined ? "ours" : kind;
  }

  /** An object that the walk describes. `node` is larger than those before. */
  meet(node: number, object: object): void {
    if (this.#metCount >= MAX_MET) return;
    this.#metCount++;
    this.#metEnd = node + 1;
    this.#nodeOf.set(object, node);
  }

  /** Whether the object is that of the node. */
  compare(node: number, object: object): Identity {
    const known = this.#nodeOf.get(object);
    if (known !== undefined) return known === node ? "same" : "other";
    return node < this.#metEnd || this.#seen.get(node) === true ? "other" : "unknown";
  }

  /** From now on the object is taken for that of the node. */
  see(node: number, object: object): void {
    if (this.#seenCount >= MAX_SEEN || this.#seen.get(node) === true) return;
    this.#seenCount++;
    this.#seen.set(node, true);
    this.#nodeOf.set(object, node);
  }

  /** Forgets which objects were met and read: what is found is then known by its type and position alone. */
  forgetMet(): void {
    this.#nodeOf = createSafeWeakMap<object, number>();
    this.#metEnd = 0;
    this.#seen = createSafeMap<number, true>();
  }

  has(node: number): boolean {
    return this.#rowOf(node) !== -1;
  }

  /** The object of a node with an anchor; undefined once it is collected, and for any other node. */
  objectOf(node: number): object | undefined {
    const row = this.#rowOf(node);
    return row === -1 ? undefined : deref(this.#references[row]);
  }

  kindOf(node: number): AnchorKind {
    const row = this.#rowOf(node);
    return row === -1 ? "object" : this.#kinds[row];
  }

  #rowOf(node: number): number {
    const nodes = this.#nodes;
    let low = 0;
    let high = nodes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (nodes[middle] === node) return middle;
      if (nodes[middle] < node) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
