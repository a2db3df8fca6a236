import { createSafeList, type SafeList, uncurry } from "../realm/introspect.ts";

/* Taken at load. */
const Reference = WeakRef;
const deref = /* @__PURE__ */ uncurry(WeakRef.prototype.deref) as (reference: WeakRef<object>) => object | undefined;

/** How the object of an anchor was described: as its type, or as a part of what refers to it. */
export type AnchorKind = "object" | "part";

/**
 * Objects of a walk that describing their holders again would not lead to: roots, and what lists of ours, parts of frameworks and the debugger refer to. They are held weakly,
 * so that an object of a snapshot can be found again after the walk: all others are reached from these by descriptions.
 */
export class Anchors {
  /** In ascending order. */
  readonly #nodes: SafeList<number> = createSafeList<number>();
  readonly #references: SafeList<WeakRef<object>> = createSafeList<WeakRef<object>>();
  readonly #isPart: SafeList<boolean> = createSafeList<boolean>();

  get count(): number {
    return this.#nodes.length;
  }

  /** `node` is larger than those before. */
  add(node: number, object: object, kind: AnchorKind): void {
    const row = this.#nodes.length;
    this.#nodes[row] = node;
    this.#references[row] = new Reference(object);
    this.#isPart[row] = kind === "part";
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
    return row !== -1 && this.#isPart[row] ? "part" : "object";
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
