import type { NodeFrames } from "../../../core/flamegraph/frames-of-graph.ts";
import {
  containerCountOf,
  entriesOf,
  nodesOfFrame,
  nodesOfType,
  type ObjectColumns,
  objectsOf,
} from "../../../core/flamegraph/questions/listed-objects.ts";
import { bucketOf, ObjectSizes, type ObjectStatistics } from "../../../core/flamegraph/questions/object-figures.ts";
import type { ObjectKey } from "../../../core/flamegraph/questions/object-keys.ts";
import type { Graph } from "../../../core/graph/graph.ts";
import { closureLabelOf, contentLabelOf, type HeapLabels } from "../../../core/heap-snapshot/heap-labels.ts";
import { sortedByKey } from "../frames/sorted-by-key.ts";
import type {
  LargestObject,
  ObjectCells,
  ObjectContents,
  ObjectList,
  ObjectQuery,
  ObjectRow,
  ObjectTarget,
} from "./frame-api.ts";

/** A graph and the frames of its nodes. */
interface ListSource {
  readonly graph: Graph;
  readonly nodeFrames: NodeFrames;
  /** Per node, by the policy of the frames. */
  readonly owner: Int32Array;
  readonly labels?: HeapLabels;
}

/** All rows of a target. */
interface Listed {
  readonly owner: Int32Array;
  readonly target: ObjectTarget;
  readonly contents: ObjectContents;
  readonly of: "objects" | "entries";
  readonly objectCount: number;
  readonly containerCount: number;
  readonly columns: ObjectColumns;
  readonly statistics: ObjectStatistics;
}

/** The rows as they were asked for last. */
interface Shown {
  readonly number: number;
  readonly listed: Listed;
  readonly sizes: ObjectSizes;
  readonly graph: Graph;
  readonly order: Uint32Array;
  readonly labels: HeapLabels | null;
}

const NOTHING: ObjectStatistics = {
  median: 0,
  largest: 0,
  largestMost: 0,
  selfSize: 0,
  selfMaxSize: 0,
  counts: [],
};

/** Frame that transforms have left out. */
const NOT_SHOWN = -1;

/** Lists of objects: the last one stays here, and is read window by window, so that a million rows cost what a screen of them does. */
export class ObjectLists {
  #sizes: { readonly graph: Graph; readonly sizes: ObjectSizes } | null = null;
  #listed: Listed | null = null;
  #shown: Shown | null = null;
  #lastNumber = 0;

  find(source: ListSource, query: ObjectQuery): ObjectList {
    const { target } = query;
    if (target.of === "frame" && target.frame === NOT_SHOWN) {
      const nothing = { of: "objects", objectCount: 0, containerCount: 0, count: 0, shownCount: 0 } as const;
      return { list: null, ...nothing, statistics: NOTHING };
    }
    const sizes = this.#sizesOf(source.graph);
    const listed = this.#listedOf(source, query, sizes);
    const labels = source.labels ?? null;
    const order = orderOf(listed, query, sizes, source.graph, labels);
    const number = ++this.#lastNumber;
    this.#shown = { number, listed, sizes, graph: source.graph, order, labels };
    const { of, objectCount, containerCount, columns, statistics } = listed;
    const { count } = columns;
    return { list: number, of, objectCount, containerCount, count, shownCount: order.length, statistics };
  }

  read(list: number, first: number, count: number): readonly ObjectRow[] | null {
    if (this.#shown?.number !== list) return null;
    const { listed, sizes, graph, order, labels } = this.#shown;
    const { columns } = listed;
    return Array.from(order.subarray(first, first + count), (row) => {
      const node = columns.node[row];
      const cell = columns.cell[row];
      const type = node === -1 ? "" : typeNameOf(graph, node);
      const content = labels === null || node === -1 ? "" : nodeLabelOf(labels, graph, node);
      const id = labels === null || node === -1 ? 0 : labels.id[node];
      return {
        row,
        node,
        cell,
        type,
        content,
        id,
        key: labelledKeyOf(sizes.keys.keyOf(node, cell), labels),
        ...sizes.figuresOf(columns, row),
      };
    });
  }

  /** Copies, which may be handed over. */
  cellsOf(list: number): ObjectCells | null {
    if (this.#shown?.number !== list) return null;
    const { node, cell } = this.#shown.listed.columns;
    return { nodes: node.slice(), cells: cell.slice() };
  }

  /** The list that is read stays as it is. */
  largestOf({ graph, nodeFrames, owner }: ListSource, target: ObjectTarget): LargestObject | null {
    if (target.of === "frame" && target.frame === NOT_SHOWN) return null;
    const nodes = nodesOf(graph, nodeFrames, target);
    if (nodes.length === 0) return null;
    const columns = objectsOf(graph, owner, nodes);
    const retained = this.#sizesOf(graph).retainedSizes(columns);
    let largest = 0;
    for (let row = 1; row < columns.count; row++) if (retained[row] > retained[largest]) largest = row;
    return { node: columns.node[largest], cell: columns.cell[largest] };
  }

  /** Immediate dominators over all roots alike: those by which retained sizes were found. */
  ownerOf(graph: Graph): Int32Array {
    return this.#sizesOf(graph).owner;
  }

  forget(graph: Graph): void {
    if (this.#sizes?.graph !== graph) return;
    this.#sizes = null;
    this.#listed = null;
    this.#shown = null;
  }

  #sizesOf(graph: Graph): ObjectSizes {
    if (this.#sizes?.graph !== graph) {
      this.#sizes = null;
      this.#listed = null;
      this.#shown = null;
      this.#sizes = { graph, sizes: new ObjectSizes(graph) };
    }
    return this.#sizes.sizes;
  }

  /** Another order or filter of the same rows needs no list anew. */
  #listedOf({ graph, nodeFrames, owner }: ListSource, query: ObjectQuery, sizes: ObjectSizes): Listed {
    const { target, contents } = query;
    const last = this.#listed;
    if (last?.owner === owner && last.contents === contents && isSameTarget(last.target, target)) return last;
    const nodes = nodesOf(graph, nodeFrames, target);
    const containerCount = containerCountOf(graph, nodes);
    const isOneContainer = target.of === "frame" && nodes.length === 1 && containerCount === 1;
    const of =
      containerCount > 0 && (contents === "usual" ? isOneContainer : contents === "entries") ? "entries" : "objects";
    const columns = of === "entries" ? entriesOf(graph, nodes) : objectsOf(graph, owner, nodes);
    const objectCount = nodes.length;
    const statistics = sizes.statisticsOf(columns);
    this.#listed = { owner, target, contents, of, objectCount, containerCount, columns, statistics };
    return this.#listed;
  }
}

function nodesOf(graph: Graph, nodeFrames: NodeFrames, target: ObjectTarget): Int32Array {
  return target.of === "type"
    ? nodesOfType(graph, nodeFrames, target.name, target.shape)
    : nodesOfFrame(graph, nodeFrames, target.frame);
}

function isSameTarget(one: ObjectTarget, other: ObjectTarget): boolean {
  if (one.of === "frame") return other.of === "frame" && one.frame === other.frame;
  return other.of === "type" && one.name === other.name && one.shape === other.shape;
}

/** The rows that pass the filters, as they are sorted. */
function orderOf(
  { columns }: Listed,
  query: ObjectQuery,
  sizes: ObjectSizes,
  graph: Graph,
  labels: HeapLabels | null,
): Uint32Array {
  const { sort, bucket } = query;
  const keys = sizes.sortKeys(columns, sort.column);
  if (sort.direction === "descending") for (let row = 0; row < keys.length; row++) keys[row] = -keys[row];
  const all = new Uint32Array(columns.count);
  for (let row = 0; row < all.length; row++) all[row] = row;
  const sorted = sortedByKey(all, keys);
  const retained = bucket === null ? null : sizes.retainedSizes(columns);
  const hasText = textMatchesOf(columns, query, sizes, graph, labels);
  if (retained === null && hasText === null) return sorted;
  return sorted.filter(
    (row) => (retained === null || bucketOf(retained[row]) === bucket) && (hasText === null || hasText[row] === 1),
  );
}

/** By row: 1 where it has the text; `null` if all rows are wanted. */
function textMatchesOf(
  columns: ObjectColumns,
  { text, found }: ObjectQuery,
  sizes: ObjectSizes,
  graph: Graph,
  labels: HeapLabels | null,
): Uint8Array | null {
  if (text === "") return null;
  const wanted = text.toLowerCase();
  const matches = new Uint8Array(columns.count);
  const isWantedType = Uint8Array.from(graph.shapes.typeName, (name) =>
    graph.names[name].toLowerCase().includes(wanted) ? 1 : 0,
  );
  for (let row = 0; row < columns.count; row++) {
    const node = columns.node[row];
    const isOfType = node !== -1 && isWantedType[graph.nodeShape[node]] === 1;
    if (labels !== null && node !== -1 && hasLabel(labels, graph, node, wanted)) matches[row] = 1;
    else if (labels !== null) {
      const key = labelledKeyOf(sizes.keys.keyOf(node, columns.cell[row]), labels);
      if (key.text.toLowerCase().includes(wanted)) matches[row] = 1;
    }
    if (isOfType || sizes.keys.textOf(node, columns.cell[row]).toLowerCase().includes(wanted)) matches[row] = 1;
  }
  for (const row of found ?? []) matches[row] = 1;
  return matches;
}

/** A key that is a string, in quotes, where a heap snapshot says what is in it. */
function labelledKeyOf(key: ObjectKey, labels: HeapLabels | null): ObjectKey {
  const text = labels === null || key.node === -1 ? "" : contentLabelOf(labels, key.node, decodeUtf8);
  return text === "" ? key : { ...key, kind: "field", text };
}

function hasLabel(labels: HeapLabels, graph: Graph, node: number, wanted: string): boolean {
  if (`@${labels.id[node]}` === wanted) return true;
  return nodeLabelOf(labels, graph, node).toLowerCase().includes(wanted);
}

/** The content of a string, or name and place of a closure. */
function nodeLabelOf(labels: HeapLabels, graph: Graph, node: number): string {
  return contentLabelOf(labels, node, decodeUtf8) || closureLabelOf(labels, graph, node);
}

const UTF8 = new TextDecoder();
const decodeUtf8 = (bytes: Uint8Array): string => UTF8.decode(bytes);

function typeNameOf({ names, nodeShape, shapes }: Graph, node: number): string {
  return names[shapes.typeName[nodeShape[node]]];
}
