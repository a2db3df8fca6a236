import { KIND_FIELD, PLACE_OFF_HEAP } from "../graph/graph.ts";
import { isSmallInteger, type Layout } from "../layout/layout.ts";
import { createSafeList, createSafeMap, type SafeList, type SafeMap } from "../realm/safe-collections.ts";

/** What a description reported about one frame. Sizes are bytes. */
export interface VisitNode {
  readonly name: string;
  /** Row of the enclosing node; -1 for node 0. Always a smaller row. */
  readonly parent: number;
  readonly depth: number;
  /** As reported: the frame and its inline children. */
  size: number;
  /** The frame is a pointer: its children lie elsewhere, and their sizes are no part of its own. */
  isUnique: boolean;
  /** Part of the size outside of all fields: a header. Used with `least`, for frames without a given size. */
  header: number;
  /** What the frame takes even if its children say less. */
  least: number;
  isAuto: boolean;
  children: SafeMap<string, number> | undefined;
  /** Children found last, so that runs of one name need no table. */
  lastChild: number;
  /** Values at this frame that are followed. */
  referenceCount: number;
  /** Bytes that the frame may take beside its size, but need not. */
  possibleSize: number;
  /** KIND_FIELD or KIND_STORAGE. */
  kind: number;
  /** PLACE_… bits. */
  flags: number;
  /** A row of STANDARD_PLACES; -1 for any other frame. */
  place: number;
}

/**
 * The frames of one description, as the crate accumulates them: equal names below one parent are one frame, and sizes add up. Node 0 is whatever
 * the description hangs under. Children have larger rows than their parents, so sums are one reverse loop.
 */
export class VisitTree {
  readonly nodes: SafeList<VisitNode> = createSafeList<VisitNode>();
  /** Values to follow, with the row of the node they stand at. */
  readonly referenceNodes: SafeList<number> = createSafeList<number>();
  readonly references: SafeList<unknown> = createSafeList<unknown>();
  /** Name of the type, if the description gave one. */
  typeName: string | undefined;

  constructor() {
    this.nodes[0] = createNode("", -1, 0);
  }

  /** The node `name` below `parent`; created if missing. */
  down(parent: number, name: string): number {
    const above = this.nodes[parent];
    if (above.lastChild > 0 && this.nodes[above.lastChild].name === name) return above.lastChild;
    let node = above.children?.get(name);
    if (node === undefined) {
      node = this.nodes.length;
      this.nodes[node] = createNode(name, parent, above.depth + 1);
      above.children ??= createSafeMap();
      above.children.set(name, node);
    }
    above.lastChild = node;
    return node;
  }

  /**
   * Adds a thing without a given size to the node: at least `least` bytes, and at least `header` beside its inline
   * children.
   */
  addAuto(node: number, header: number, least: number): void {
    const row = this.nodes[node];
    row.isAuto = true;
    row.header += header;
    row.least += least;
  }

  /** `addAuto` for an object that may have been described before, as by the `[visit]` of a class it extends. */
  coverAuto(node: number, header: number, least: number): void {
    const row = this.nodes[node];
    row.isAuto = true;
    if (header > row.header) row.header = header;
    if (least > row.least) row.least = least;
  }

  /** Adds `size` bytes to a frame without a given size; a given size includes them already. */
  growAuto(node: number, size: number): void {
    const row = this.nodes[node];
    row.header += size;
    row.least += size;
  }

  follow(node: number, value: unknown): void {
    this.nodes[node].referenceCount++;
    this.referenceNodes[this.references.length] = node;
    this.references[this.references.length] = value;
  }

  /** Follows what a word at the node refers to; nothing for what lies in the word itself. */
  followValue(node: number, value: unknown, layout: Layout): void {
    switch (typeof value) {
      case "number":
        if (isSmallInteger(layout, value)) return;
        break;
      case "object":
        if (value === null) return;
        break;
      case "undefined":
      case "boolean":
        return;
      default:
    }
    this.follow(node, value);
  }

  /** Forgets the references from row `first` on. */
  dropReferences(first: number): void {
    for (let r = first; r < this.references.length; r++) this.nodes[this.referenceNodes[r]].referenceCount--;
    this.references.length = first;
    this.referenceNodes.length = first;
  }

  /**
   * Own bytes of each frame: its size without its inline children; negative if they are larger than it. Computes the
   * sizes that were not given.
   */
  ownSizes(): SafeList<number> {
    const { nodes } = this;
    const own = createSafeList<number>();
    const inline = createSafeList<number>();
    for (let i = 0; i < nodes.length; i++) inline[i] = 0;
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      const inside = node.isUnique ? 0 : inline[i];
      if (node.isAuto) {
        const reported = node.size + node.least;
        const needed = node.header + inside;
        node.size = reported > needed ? reported : needed;
        node.isAuto = false;
      }
      own[i] = node.size - inside;
      /* What lies outside the JS heap is in no frame around it. */
      if (i > 0 && (node.flags & PLACE_OFF_HEAP) === 0) inline[node.parent] = inline[node.parent] + node.size;
    }
    return own;
  }

  /** Names from below node 0 down to `node`, joined by ";". */
  stackOf(node: number): string {
    let text = this.nodes[node].name;
    for (let at = this.nodes[node].parent; at > 0; at = this.nodes[at].parent) text = `${this.nodes[at].name};${text}`;
    return text;
  }
}

/** The crate's words for a frame whose inline children are larger than it. */
export function incorrectSizeText(stack: string, size: number, ownSize: number): string {
  return `Incorrect size declaration for node \`${stack}\`, size of self: ${size}, size of inline children: ${size - ownSize}`;
}

function createNode(name: string, parent: number, depth: number): VisitNode {
  return {
    name,
    parent,
    depth,
    size: 0,
    isUnique: false,
    header: 0,
    least: 0,
    isAuto: false,
    children: undefined,
    lastChild: 0,
    referenceCount: 0,
    possibleSize: 0,
    kind: KIND_FIELD,
    flags: 0,
    place: -1,
  };
}
