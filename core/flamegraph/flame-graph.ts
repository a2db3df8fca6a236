interface Branch {
  /** Bytes of the frame itself. */
  size: number;
  /** Bytes of all frames below. */
  childrenSize: number;
  readonly children: Map<string, Branch>;
}

/** The frames inside a graph; undefined for what is none. For this file alone. */
let frameInside: (graph: unknown) => Branch | undefined;

/**
 * Frames by their names, with their own bytes: what the crate's `FlameGraph` is. Built by hand or by a `FlameGraphBuilder`; `write()` gives text for
 * flamegraph.pl, inferno, speedscope. What is added is copied: a graph never changes through another one.
 */
export class FlameGraph {
  readonly #root: Branch = createBranch();

  /** Bytes of this frame and all below it. */
  get totalSize(): number {
    return this.#root.size + this.#root.childrenSize;
  }

  /** Adds another graph to this one, frame by frame. Costs a step per frame of `other`. @throws TypeError for what is no FlameGraph. */
  add(other: FlameGraph): void {
    merge(this.#root, branchOf("add", other));
  }

  /** Adds `child` below this frame under the name `key`, merging it with the frame of that name. @throws TypeError for what is no text or no FlameGraph. */
  addChild(key: string, child: FlameGraph): void {
    if (typeof key !== "string") throw new TypeError(`addChild: expected a key; got ${typeof key}`);
    const added = branchOf("addChild", child);
    const copy = createBranch();
    merge(copy, added);
    this.#root.childrenSize += copy.size + copy.childrenSize;
    merge(childOf(this.#root, key), copy);
  }

  /** Adds bytes to this frame. @throws RangeError for anything but a whole number from 0 on. */
  addSelf(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new RangeError(`addSelf: expected a whole number of bytes from 0 on; got ${String(size)}`);
    }
    this.#root.size += size;
  }

  /**
   * Folded stacks, one line for each frame with bytes of its own: names joined by ";", a blank, the bytes. Each level is sorted by key; this frame itself has no
   * name and so no line. Names are written as they are, as the crate writes them: one with ";" or a newline in it makes lines that other programs take apart.
   */
  write(): string {
    const lines: string[] = [];
    const pending: { readonly stack: string; readonly branch: Branch }[] = [{ stack: "", branch: this.#root }];
    for (let frame = pending.pop(); frame !== undefined; frame = pending.pop()) {
      const { stack, branch } = frame;
      if (branch !== this.#root && branch.size !== 0) lines.push(`${stack} ${branch.size}\n`);
      const keys = [...branch.children.keys()].sort(compareKeys);
      for (let i = keys.length - 1; i >= 0; i--) {
        const key = keys[i]!;
        pending.push({
          stack: branch === this.#root ? key : `${stack};${key}`,
          branch: branch.children.get(key)!,
        });
      }
    }
    return lines.join("");
  }

  toString(): string {
    return this.write();
  }

  static {
    frameInside = (graph) =>
      typeof graph === "object" && graph !== null && #root in graph ? (graph as FlameGraph).#root : undefined;
  }
}

/** A flamegraph under construction, frame by frame; quicker than a graph for every frame. Rows are those of `down`. */
export class FlameGraphWriter {
  readonly #branches: Branch[] = [createBranch()];
  readonly #parents: number[] = [-1];
  readonly #rows = new Map<Branch, number>();

  /** The frame `name` below `parent`, made where there is none. Row 0 is the graph itself. */
  down(parent: number, name: string): number {
    const branch = childOf(this.#branches[parent]!, name);
    let row = this.#rows.get(branch);
    if (row === undefined) {
      row = this.#branches.length;
      this.#branches[row] = branch;
      this.#parents[row] = parent;
      this.#rows.set(branch, row);
    }
    return row;
  }

  add(row: number, size: number): void {
    this.#branches[row]!.size += size;
  }

  toFlameGraph(): FlameGraph {
    const branches = this.#branches;
    for (let row = branches.length - 1; row > 0; row--) {
      branches[this.#parents[row]!]!.childrenSize += branches[row]!.size + branches[row]!.childrenSize;
    }
    const graph = new FlameGraph();
    const root = frameInside(graph)!;
    root.size = branches[0]!.size;
    root.childrenSize = branches[0]!.childrenSize;
    for (const [name, branch] of branches[0]!.children) root.children.set(name, branch);
    return graph;
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

function branchOf(method: string, graph: unknown): Branch {
  const branch = frameInside(graph);
  if (branch === undefined) throw new TypeError(`${method}: expected a FlameGraph; got ${typeof graph}`);
  return branch;
}

function createBranch(): Branch {
  return { size: 0, childrenSize: 0, children: new Map() };
}

function childOf(branch: Branch, key: string): Branch {
  let child = branch.children.get(key);
  if (child === undefined) {
    child = createBranch();
    branch.children.set(key, child);
  }
  return child;
}

function merge(into: Branch, from: Branch): void {
  const pending: [Branch, Branch][] = [[into, from]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [target, source] = pair;
    target.size += source.size;
    target.childrenSize += source.childrenSize;
    for (const [key, child] of source.children) pending.push([childOf(target, key), child]);
  }
}
