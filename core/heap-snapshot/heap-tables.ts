import type { HeapTexts } from "./heap-texts.ts";

/** The kind of a node in V8: the values of `node_types` that this program distinguishes. */
export const NODE_HIDDEN = 0;
export const NODE_ARRAY = 1;
export const NODE_STRING = 2;
export const NODE_OBJECT = 3;
export const NODE_CODE = 4;
export const NODE_CLOSURE = 5;
export const NODE_REGEXP = 6;
export const NODE_NUMBER = 7;
export const NODE_NATIVE = 8;
export const NODE_SYNTHETIC = 9;
export const NODE_CONCATENATED_STRING = 10;
export const NODE_SLICED_STRING = 11;
export const NODE_SYMBOL = 12;
export const NODE_BIGINT = 13;
export const NODE_OBJECT_SHAPE = 14;

/** In the order of the constants above. */
export const NODE_KINDS: readonly string[] = [
  "hidden",
  "array",
  "string",
  "object",
  "code",
  "closure",
  "regexp",
  "number",
  "native",
  "synthetic",
  "concatenated string",
  "sliced string",
  "symbol",
  "bigint",
  "object shape",
];

/** How one node refers to another: the words of `edge_types`. */
export const EDGE_CONTEXT = 0;
export const EDGE_ELEMENT = 1;
export const EDGE_PROPERTY = 2;
export const EDGE_INTERNAL = 3;
export const EDGE_HIDDEN = 4;
export const EDGE_SHORTCUT = 5;
export const EDGE_WEAK = 6;

export const EDGE_KINDS: readonly string[] = [
  "context",
  "element",
  "property",
  "internal",
  "hidden",
  "shortcut",
  "weak",
];

/** A node's name that is the content 0. */
export const FIRST_CONTENT = -2;

/** What `nodeText` has for a closure that begins in the first line of its script. */
export const FIRST_LINE = -2;

/** No node: an edge that does not count. */
export const NO_NODE = -1;

/** Bits of an edge's label that hold its kind. */
export const LABEL_KIND = 7;
/**
 * Bit of a label: what follows is a number, the edge's name. Otherwise it is a row of `strings` and one; 0 if there is no
 * name, or it is not kept.
 */
export const LABEL_NUMBERED = 8;
/** Where the name begins. */
export const LABEL_NAME_SHIFT = 4;

/**
 * A heap snapshot as columns. Edges that keep nothing alive are left out: weak ones, shortcuts (they repeat existing
 * paths), and those to nodes without bytes and without edges.
 */
export interface HeapTables {
  readonly nodeCount: number;
  /** NODE_… */
  readonly nodeKind: Uint8Array;
  /** 1 for a node that is in no document any more. */
  readonly isDetached: Uint8Array;
  /**
   * Row of `strings`, -1 where the name is not kept: contents of strings and the like. Less than that is FIRST_CONTENT
   * less a number below `contentCount`: contents of strings that have the same number are equal. Others may be equal or
   * not: the file does not say.
   */
  readonly nodeName: Int32Array;
  /** V8's own number; 0 where the file has none. */
  readonly nodeId: Uint32Array;
  /**
   * Row of `texts`: the content of a string or the like; -1 for none. Of a closure, where the file says it: FIRST_LINE
   * less the line where the function begins, from 0.
   */
  readonly nodeText: Int32Array;
  readonly texts: HeapTexts;
  /** Bytes. */
  readonly selfSize: Float64Array;
  /** Where a node's edges begin; `nodeCount + 1` rows. */
  readonly firstEdge: Uint32Array;
  /** EDGE_… and the name: see LABEL_…. */
  readonly edgeLabel: Uint32Array;
  /** The node; NO_NODE for an edge that was found not to count. */
  readonly edgeTo: Int32Array;
  /**
   * Global objects of pages and of Node: the first node has shortcuts to them, or the browser's own window has. Empty
   * if the file does not name them.
   */
  readonly globals: readonly number[];
  readonly strings: readonly string[];
  /** Numbers of contents are below it. */
  readonly contentCount: number;
}
