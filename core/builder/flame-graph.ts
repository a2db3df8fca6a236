/** A frame and those below it. */
export interface Branch {
  /** Bytes of the frame itself. */
  size: number;
  readonly children: Map<string, Branch>;
}

/** A graph of these frames. Copies them. */
export let flameGraphOf: (root: Branch) => FlameGraph;

/**
 * Frames by name, with their own bytes: the crate's `FlameGraph`. Built by hand or by a `FlameGraphBuilder`; `write()`
 * gives the text for flamegraph.pl, inferno, speedscope. Added graphs are copied: a graph never changes through another
 * one.
 */
export class FlameGraph {
  readonly #root: Branch = createBranch();
  #totalSize = 0;

  /** Bytes of this frame and all below it. */
  get totalSize(): number {
    return this.#totalSize;
  }

  /**
   * Adds another graph to this one, frame by frame. Costs a step per frame of `other`. @throws TypeError if `other` is
   * not a FlameGraph.
   */
  add(other: FlameGraph): void {
    this.#totalSize += merge(this.#root, FlameGraph.#rootOf("add", other));
  }

  /**
   * Adds `child` below this frame under the name `key`, merging it with the frame of that name. @throws TypeError if
   * `key` is not a string or `child` is not a FlameGraph.
   */
  addChild(key: string, child: FlameGraph): void {
    if (typeof key !== "string") throw new TypeError(`addChild: expected a key; got ${typeof key}`);
    const copy = createBranch();
    merge(copy, FlameGraph.#rootOf("addChild", child));
    this.#totalSize += merge(childOf(this.#root, key), copy);
  }

  /** Adds bytes to this frame. @throws RangeError for anything but a whole number from 0 on. */
  addSelf(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new RangeError(`addSelf: expected a whole number of bytes from 0 on; got ${String(size)}`);
    }
    this.#root.size += size;
    this.#totalSize += size;
  }

  /**
   * Folded stacks, one line for each frame with bytes of its own: names joined by ";", a blank, the bytes. Each level
   * is sorted by key. This frame itself has no name and so no line. Names are written as they are, as in the crate:
   * other programs will split a name that contains ";" or a newline.
   */
  write(): string {
    const lines: string[] = [];
    const pending: { readonly stack: string; readonly branch: Branch }[] = [{ stack: "", branch: this.#root }];
    for (let frame = pending.pop(); frame !== undefined; frame = pending.pop()) {
      const { stack, branch } = frame;
      if (branch !== this.#root && branch.size !== 0) lines.push(`${stack} ${branch.size}\n`);
      const children = [...branch.children].sort(([one], [other]) => compareKeys(one, other));
      for (const [key, child] of children.reverse()) {
        pending.push({ stack: branch === this.#root ? key : `${stack};${key}`, branch: child });
      }
    }
    return lines.join("");
  }

  toString(): string {
    return this.write();
  }

  static #rootOf(method: string, graph: unknown): Branch {
    if (typeof graph === "object" && graph !== null && #root in graph) return graph.#root;
    throw new TypeError(`${method}: expected a FlameGraph; got ${typeof graph}`);
  }

  static {
    flameGraphOf = (root) => {
      const graph = new FlameGraph();
      graph.#totalSize = merge(graph.#root, root);
      return graph;
    };
  }
}

/** Order of the crate's keys: by code point, which is the order of UTF-8 bytes. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    /* Surrogates stand for code points above all others. */
    const isLeftHigh = left >= 0xd800 && left <= 0xdfff;
    const isRightHigh = right >= 0xd800 && right <= 0xdfff;
    if (isLeftHigh !== isRightHigh) return isLeftHigh ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

export function createBranch(): Branch {
  return { size: 0, children: new Map() };
}

/** The frame `key` below another one; created if missing. */
export function childOf(branch: Branch, key: string): Branch {
  let child = branch.children.get(key);
  if (child === undefined) {
    child = createBranch();
    branch.children.set(key, child);
  }
  return child;
}

/** Adds all frames of a tree to another one. Gives their bytes. */
function merge(into: Branch, from: Branch): number {
  let total = 0;
  const pending: [Branch, Branch][] = [[into, from]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [target, source] = pair;
    total += source.size;
    target.size += source.size;
    for (const [key, child] of source.children) pending.push([childOf(target, key), child]);
  }
  return total;
}
