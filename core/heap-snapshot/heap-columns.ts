import type { HeapHead } from "./heap-head.ts";
import { internalNameOf } from "./heap-names.ts";
import { HeapSnapshotError } from "./heap-snapshot-error.ts";
import {
  EDGE_ELEMENT,
  EDGE_HIDDEN,
  EDGE_INTERNAL,
  EDGE_SHORTCUT,
  EDGE_WEAK,
  FIRST_CONTENT,
  FIRST_LINE,
  type HeapTables,
  LABEL_KIND,
  LABEL_NAME_SHIFT,
  LABEL_NUMBERED,
  NODE_ARRAY,
  NODE_BIGINT,
  NODE_CLOSURE,
  NODE_CONCATENATED_STRING,
  NODE_HIDDEN,
  NODE_NATIVE,
  NODE_NUMBER,
  NODE_REGEXP,
  NODE_SLICED_STRING,
  NODE_STRING,
  NODE_SYMBOL,
} from "./heap-tables.ts";
import { MAX_TEXT_BYTES, TextList } from "./heap-texts.ts";
import type { RowSink } from "./number-scanner.ts";
import type { StringSink } from "./string-scanner.ts";

/** Nodes whose name is their content or says no more than their kind; strings apart. */
const NAMELESS = new Set([NODE_REGEXP, NODE_CONCATENATED_STRING, NODE_SLICED_STRING, NODE_SYMBOL, NODE_BIGINT]);

/** Nodes whose name is a content that is shown. */
const HAS_TEXT: ReadonlySet<number> = new Set([NODE_STRING, NODE_REGEXP, NODE_SYMBOL, NODE_BIGINT]);

/** A label has 28 bits for a name. */
const MAX_STRINGS = 2 ** 27;

/** Names of edges wanted of one node: one with more fields is a dictionary, which is shown without the names. The first node of a global object has thousands. */
const MAX_NAMED_EDGES = 4096;

/** Lines of a script that are distinguished; V8 numbers fewer. */
const MAX_LINES = 2 ** 30;

/** Characters of all names together. Further names become one. */
const MAX_TEXT_LENGTH = 64 * 1024 * 1024;

/** The edge to a context's global object. */
export const GLOBAL_OBJECT = "global_object";

/* Rows of strings that are numbers: this less the number. */
const FIRST_NUMBERED = -2;
const NUMBER = /^(?:0|[1-9]\d*)$/;

/* Who wants a string, and whether it is there as a whole; bits by index. */
const FOR_INTERNAL_EDGE = 1;
const FOR_OTHERS = 2;
const FOR_NAMES = FOR_INTERNAL_EDGE | FOR_OTHERS;
const FOR_CONTENT = 4;
const IS_WHOLE = 8;
const FOR_TEXT = 16;

/**
 * V8 cuts contents at this length by default (`--heap-snapshot-string-limit`): two contents of this length may differ
 * further on.
 */
const CUT_CHARACTERS = 1024;

/** The columns while the file is read. Rows are checked as they come. */
export class HeapColumns {
  readonly #head: HeapHead;
  readonly #nodeKind: Uint8Array;
  readonly #isDetached: Uint8Array;
  /** Indexes into the strings of the file, until those are known. */
  readonly #nodeName: Int32Array;
  readonly #nodeId: Uint32Array;
  /** As `#nodeName`; -1 for a node without a content. Of closures as in HeapTables. */
  readonly #nodeText: Int32Array;
  readonly #texts = new TextList();
  /** By string of the file: its row in `#texts`. */
  #textOfString = new Int32Array(0);
  readonly #selfSize: Float64Array;
  readonly #firstEdge: Uint32Array;
  readonly #edgeLabel: Uint32Array;
  readonly #edgeTo: Int32Array;
  /** Edges of each node in the file. */
  readonly #fileEdgeCount: Uint32Array;
  readonly #globals: number[] = [];
  readonly #windowShortcuts: { readonly name: number; readonly to: number }[] = [];
  readonly #strings: string[] = [];
  readonly #rowOfText = new Map<string, number>();
  #wantedBy = new Uint8Array(1 << 16);
  #rowOfString = new Int32Array(0);
  #textLength = 0;
  #nodes = 0;
  #totalSize = 0;
  #promisedEdges = 0;
  /** Rows of `edges` so far; those that are kept; the node whose edges come. */
  #edgeRows = 0;
  #edges = 0;
  #from = 0;
  #leftOfNode = 0;
  #namedOfNode = 0;

  /** Allocates all columns. @throws RangeError if there is not enough memory */
  constructor(head: HeapHead) {
    const { nodeCount, edgeCount } = head;
    this.#head = head;
    this.#nodeKind = new Uint8Array(nodeCount);
    this.#isDetached = new Uint8Array(nodeCount);
    this.#nodeName = new Int32Array(nodeCount);
    this.#nodeId = new Uint32Array(nodeCount);
    this.#nodeText = new Int32Array(nodeCount).fill(-1);
    this.#selfSize = new Float64Array(nodeCount);
    this.#firstEdge = new Uint32Array(nodeCount + 1);
    this.#fileEdgeCount = new Uint32Array(nodeCount);
    this.#edgeLabel = new Uint32Array(edgeCount);
    this.#edgeTo = new Int32Array(edgeCount);
  }

  /** Nodes and edges that were read. */
  get rows(): number {
    return this.#nodes + this.#edgeRows;
  }

  readonly nodeSink: RowSink = {
    add: (row) => {
      const head = this.#head;
      const node = this.#nodes;
      if (node >= head.nodeCount)
        throw new HeapSnapshotError(`"nodes" holds more than the ${head.nodeCount} of the head`);
      this.#nodes++;
      /* Node 8 to 10 write nodes of a type that their head does not name. */
      const kind = head.nodeKinds[row[head.typeAt]] ?? NODE_HIDDEN;
      const selfSize = row[head.selfSizeAt];
      const name = row[head.nameAt];
      const edgeCount = row[head.edgeCountAt];
      if (name >= MAX_STRINGS) throw new HeapSnapshotError(`node ${node} has the name ${name}, beyond all strings`);
      this.#totalSize += selfSize;
      this.#promisedEdges += edgeCount;
      if (!Number.isSafeInteger(this.#totalSize))
        throw new HeapSnapshotError(
          `with node ${node} of ${selfSize} bytes the sum is above ${Number.MAX_SAFE_INTEGER}, the largest that can be counted exactly`,
        );
      if (this.#promisedEdges > head.edgeCount)
        throw new HeapSnapshotError(`the nodes up to ${node} have more edges than the ${head.edgeCount} of the head`);
      this.#nodeKind[node] = kind;
      this.#selfSize[node] = selfSize;
      this.#fileEdgeCount[node] = edgeCount;
      if (head.idAt >= 0) this.#nodeId[node] = row[head.idAt];
      if (HAS_TEXT.has(kind)) {
        this.#nodeText[node] = name;
        this.#want(name, FOR_TEXT);
      }
      if (head.detachednessAt >= 0 && row[head.detachednessAt] === 2) this.#isDetached[node] = 1;
      if (kind === NODE_STRING) {
        this.#nodeName[node] = FIRST_CONTENT - name;
        this.#want(name, FOR_CONTENT);
      } else if (NAMELESS.has(kind)) this.#nodeName[node] = -1;
      else {
        this.#nodeName[node] = name;
        this.#want(name, FOR_OTHERS);
      }
    },
  };

  endNodes(): void {
    const { nodeCount, edgeCount } = this.#head;
    if (this.#nodes !== nodeCount) throw new HeapSnapshotError(`"nodes" holds ${this.#nodes} of ${nodeCount} nodes`);
    if (this.#promisedEdges !== edgeCount)
      throw new HeapSnapshotError(`the nodes have ${this.#promisedEdges} edges, but the head says ${edgeCount}`);
    this.#from = -1;
    this.#toNextNode();
  }

  /** On to the next node that has edges. */
  #toNextNode(): void {
    const { nodeCount } = this.#head;
    const counts = this.#fileEdgeCount;
    let at = this.#from + 1;
    for (; at < nodeCount; at++) {
      this.#firstEdge[at] = this.#edges;
      if (counts[at] > 0) break;
    }
    this.#from = at;
    this.#leftOfNode = at < nodeCount ? counts[at] : 0;
    this.#namedOfNode = 0;
  }

  readonly edgeSink: RowSink = {
    add: (row) => {
      const head = this.#head;
      const edge = this.#edgeRows++;
      if (this.#leftOfNode === 0)
        throw new HeapSnapshotError(`"edges" holds more than the ${head.edgeCount} of the head`);
      const kind = head.edgeKinds[row[head.edgeTypeAt]];
      const name = row[head.edgeNameAt];
      const to = row[head.toNodeAt] / head.nodeWidth;
      if (kind === undefined)
        throw new HeapSnapshotError(`edge ${edge} is of type ${row[head.edgeTypeAt]}, which the head does not name`);
      if (!Number.isInteger(to) || to >= head.nodeCount)
        throw new HeapSnapshotError(`edge ${edge} leads to ${row[head.toNodeAt]}, where no node begins`);
      const from = this.#from;
      if (kind === EDGE_SHORTCUT) {
        if (from === 0) this.#globals.push(to);
        else if (this.#nodeKind[from] === NODE_NATIVE) this.#takeShortcut(edge, name, to);
      } else if (kind !== EDGE_WEAK && to !== from && this.#leads(to)) this.#addEdge(edge, kind, name, to);
      if (--this.#leftOfNode === 0) this.#toNextNode();
    },
  };

  /** A window of the browser has one to the global object of the page, and none to those of extensions' scripts. */
  #takeShortcut(edge: number, name: number, to: number): void {
    if (name >= MAX_STRINGS) throw new HeapSnapshotError(`edge ${edge} has the name ${name}, beyond all strings`);
    this.#want(name, FOR_OTHERS);
    this.#windowShortcuts.push({ name, to });
  }

  /** Whether bytes may lie at the node or beyond it. Numbers of no bytes are facts about other nodes. */
  #leads(node: number): boolean {
    return this.#selfSize[node] > 0 || (this.#fileEdgeCount[node] > 0 && this.#nodeKind[node] !== NODE_NUMBER);
  }

  #addEdge(edge: number, kind: number, name: number, to: number): void {
    let label = kind;
    if (kind !== EDGE_ELEMENT && kind !== EDGE_HIDDEN) {
      if (name >= MAX_STRINGS) throw new HeapSnapshotError(`edge ${edge} has the name ${name}, beyond all strings`);
      if (this.#namedOfNode < MAX_NAMED_EDGES || this.#nodeKind[this.#from] === NODE_ARRAY) {
        this.#namedOfNode++;
        this.#want(name, kind === EDGE_INTERNAL ? FOR_INTERNAL_EDGE : FOR_OTHERS);
        label |= (name + 1) << LABEL_NAME_SHIFT;
      }
    }
    this.#edgeLabel[this.#edges] = label >>> 0;
    this.#edgeTo[this.#edges++] = to;
  }

  endEdges(): void {
    const { nodeCount, edgeCount } = this.#head;
    if (this.#edgeRows !== edgeCount)
      throw new HeapSnapshotError(`"edges" holds ${this.#edgeRows} of ${edgeCount} edges`);
    this.#firstEdge[nodeCount] = this.#edges;
    this.#rowOfString = new Int32Array(this.#wantedBy.length).fill(-1);
    this.#textOfString = new Int32Array(this.#wantedBy.length).fill(-1);
  }

  /** After the nodes. The first row of a closure counts; those of other nodes, and lines that no script has, are left out. */
  readonly locationSink: RowSink = {
    add: (row) => {
      const { nodeWidth, nodeCount, locatedNodeAt, lineAt } = this.#head;
      const node = row[locatedNodeAt] / nodeWidth;
      if (!Number.isInteger(node) || node >= nodeCount || row[lineAt] >= MAX_LINES) return;
      if (this.#nodeKind[node] === NODE_CLOSURE && this.#nodeText[node] === -1)
        this.#nodeText[node] = FIRST_LINE - row[lineAt];
    },
  };

  dropLocations(): void {
    for (let node = 0; node < this.#nodeText.length; node++)
      if (this.#nodeKind[node] === NODE_CLOSURE) this.#nodeText[node] = -1;
  }

  #want(name: number, by: number): void {
    if (name >= this.#wantedBy.length) {
      const longer = new Uint8Array(Math.max(this.#wantedBy.length * 2, name + 1));
      longer.set(this.#wantedBy);
      this.#wantedBy = longer;
    }
    this.#wantedBy[name] |= by;
  }

  readonly stringSink: StringSink = {
    wants: (index) => (this.#wantedBy[index] & FOR_NAMES) > 0,
    end: (index, mostCharacters) => {
      if ((this.#wantedBy[index] & FOR_CONTENT) > 0 && mostCharacters < CUT_CHARACTERS)
        this.#wantedBy[index] |= IS_WHOLE;
    },
    wantedBytes: (index) => ((this.#wantedBy[index] & FOR_TEXT) > 0 ? MAX_TEXT_BYTES : 0),
    takeBytes: (index, bytes, isCut) => {
      this.#textOfString[index] = this.#texts.add(bytes, isCut);
    },
    take: (index, text) => {
      const isInternal = (this.#wantedBy[index] & FOR_NAMES) === FOR_INTERNAL_EDGE;
      if (isInternal && NUMBER.test(text) && Number(text) < MAX_STRINGS) {
        this.#rowOfString[index] = FIRST_NUMBERED - Number(text);
        return;
      }
      const name = isInternal ? internalNameOf(text) : text;
      let row = this.#rowOfText.get(name);
      if (row === undefined) {
        this.#textLength += name.length;
        const kept = this.#textLength > MAX_TEXT_LENGTH ? "…" : name;
        row = this.#strings.length;
        this.#strings.push(kept);
        this.#rowOfText.set(kept, row);
      }
      this.#rowOfString[index] = row;
    },
  };

  /** All strings were read. The columns are those of the reader: nothing is copied. */
  finish(): HeapTables {
    const { nodeCount } = this.#head;
    const names = this.#nodeName;
    const rows = this.#rowOfString;
    const wantedBy = this.#wantedBy;
    for (let node = 0; node < nodeCount; node++) {
      /*
       * V8 has each content once among the names, compared before it writes them. It may write two contents in the same
       * way, but they remain two.
       */
      if (this.#nodeText[node] >= 0) this.#nodeText[node] = this.#textOfString[this.#nodeText[node]];
      const isContent = names[node] <= FIRST_CONTENT;
      if (isContent && (wantedBy[FIRST_CONTENT - names[node]] & IS_WHOLE) === 0) names[node] = -1;
      if (names[node] < 0) continue;
      if (rows[names[node]] < 0)
        throw new HeapSnapshotError(`node ${node} has the name ${names[node]}, which "strings" lacks`);
      names[node] = rows[names[node]];
    }
    const labels = this.#edgeLabel;
    for (let edge = 0; edge < this.#edges; edge++) {
      const label = labels[edge];
      if (label <= LABEL_KIND) continue;
      const name = (label >>> LABEL_NAME_SHIFT) - 1;
      const row = rows[name];
      if (row === -1) throw new HeapSnapshotError(`an edge has the name ${name}, which "strings" lacks`);
      const kind = label & LABEL_KIND;
      labels[edge] =
        row > -1
          ? kind | ((row + 1) << LABEL_NAME_SHIFT)
          : kind | LABEL_NUMBERED | ((FIRST_NUMBERED - row) << LABEL_NAME_SHIFT);
    }
    const globalRow = this.#strings.indexOf(GLOBAL_OBJECT);
    for (const { name, to } of this.#windowShortcuts) if (rows[name] === globalRow) this.#globals.push(to);
    return {
      nodeCount,
      nodeKind: this.#nodeKind,
      isDetached: this.#isDetached,
      nodeName: names,
      nodeId: this.#nodeId,
      nodeText: this.#nodeText,
      texts: this.#texts.finish(),
      selfSize: this.#selfSize,
      firstEdge: this.#firstEdge,
      edgeLabel: labels,
      edgeTo: this.#edgeTo,
      globals: this.#globals,
      strings: this.#strings,
      contentCount: wantedBy.length,
    };
  }
}
