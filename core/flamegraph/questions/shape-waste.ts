import {
  type Graph,
  KIND_FIELD,
  KIND_STORAGE,
  PLACE_SELF,
  SHAPE_CONTENT,
  SHAPE_COUNTED,
  SHAPE_NEEDLESS,
  SHAPE_OBJECT,
  SLOT_MAX_ONLY,
} from "../../graph/graph.ts";

/** Where a shape keeps room for later. */
export interface UnusedPart {
  readonly place: number;
  /** Bytes in every node, and for each item, at least and at most. */
  readonly size: number;
  readonly maxSize: number;
  readonly itemSize: number;
  readonly itemMaxSize: number;
  /** Cell of further bytes at most, counted from the node's first; -1 for none. */
  readonly possibleCell: number;
}

/** Cells are counted from the node's first; -1 for none. */
export interface DictionaryPart {
  /** Bytes of the table of keys and values. */
  readonly tableCell: number;
  readonly possibleCell: number;
  /** Bytes besides, at most. */
  readonly maxSize: number;
}

export interface ElementsPart {
  /** Bytes of all `elements`. */
  readonly cell: number;
  /** Bytes an item takes in it at most. */
  readonly itemMaxSize: number;
}

/** How the nodes of one shape waste bytes. */
export type ShapeWaste =
  | { readonly kind: "none" }
  /** Equal contents are one node. */
  | { readonly kind: "content" }
  /** A typed array that shows as many bytes of a buffer as `countCell` says. */
  | { readonly kind: "view"; readonly bufferCell: number; readonly countCell: number }
  /** Nodes of a heap snapshot: all of their bytes, which stand in cells. */
  | { readonly kind: "needless"; readonly of: "empty-collections" | "repeated-texts" }
  /** Nothing is in it: all of its bytes, at least and at most. */
  | { readonly kind: "empty"; readonly size: number; readonly maxSize: number }
  | {
      readonly kind: "parts";
      /** Cell with the number of items; -1 where the shape has none. */
      readonly countCell: number;
      readonly unused: readonly UnusedPart[];
      readonly dictionary: DictionaryPart | null;
      readonly elements: ElementsPart | null;
    };

const NONE: ShapeWaste = { kind: "none" };
const CONTENT: ShapeWaste = { kind: "content" };
const EMPTY_OBJECT: ShapeWaste = { kind: "needless", of: "empty-collections" };
const COPY: ShapeWaste = { kind: "needless", of: "repeated-texts" };

const PLAIN_OBJECT = "Object";
/** Always in dictionary mode when new. */
const NO_PROTOTYPE = "[Object: null prototype]";

/** One row per shape. */
export function shapeWasteOf(graph: Graph): ShapeWaste[] {
  const rows: ShapeWaste[] = [];
  for (let shape = 0; shape < graph.shapes.count; shape++) rows.push(wasteOfShape(graph, shape));
  return rows;
}

function wasteOfShape(graph: Graph, shape: number): ShapeWaste {
  const flags = graph.shapes.flags[shape];
  if ((flags & SHAPE_CONTENT) !== 0) return CONTENT;
  if ((flags & SHAPE_NEEDLESS) !== 0) return (flags & SHAPE_OBJECT) !== 0 ? EMPTY_OBJECT : COPY;
  /* Objects of V8's heap snapshots have all their bytes in cells: the shape does not tell what of it is room. */
  if ((flags & SHAPE_OBJECT) === 0 || graph.shapes.headerSize[shape] === 0) return NONE;
  const view = viewOf(graph, shape);
  if (view !== null) return view;
  if (isEmpty(graph, shape)) return emptyOf(graph, shape);
  const unused = unusedPartsOf(graph, shape);
  const dictionary = dictionaryOf(graph, shape);
  const elements = elementsOf(graph, shape);
  if (unused.length === 0 && dictionary === null && elements === null) return NONE;
  const { firstSlot, firstRepeat } = graph.shapes;
  const isCounted = (flags & SHAPE_COUNTED) !== 0;
  const countCell = isCounted ? firstRepeat[shape] - firstSlot[shape] : -1;
  return { kind: "parts", countCell, unused, dictionary, elements };
}

/** DataViews do not tell how much they show. */
function viewOf(graph: Graph, shape: number): ShapeWaste | null {
  const { flags, firstSlot, firstRepeat, slotPlace } = graph.shapes;
  const first = firstSlot[shape];
  const countCell = firstRepeat[shape] - first;
  const bufferCell = countCell - 1;
  if ((flags[shape] & SHAPE_COUNTED) === 0 || bufferCell < 0) return null;
  return isAt(graph, slotPlace[first + bufferCell], KIND_STORAGE, "buffer")
    ? { kind: "view", bufferCell, countCell }
    : null;
}

/** Cell of the bytes of a buffer, counted from the node's first; -1 where the shape has none. */
export function storeCellOf(graph: Graph, shape: number): number {
  const { firstSlot, firstRepeat, slotPlace } = graph.shapes;
  const first = firstSlot[shape];
  for (let slot = first; slot < firstRepeat[shape]; slot++) {
    if (isAt(graph, slotPlace[slot], KIND_STORAGE, "backing_store")) return slot - first;
  }
  return -1;
}

/**
 * Whether the shape is that of an array, a Map, a Set or a plain object with nothing in it. An array is known by its type's name: nothing else tells an empty
 * one. Tables of Maps and Sets follow from the number of their entries and so have no cell; those of WeakMaps have one, and nobody knows what is in them.
 */
function isEmpty(graph: Graph, shape: number): boolean {
  const { typeName, flags, firstSlot } = graph.shapes;
  if ((flags[shape] & SHAPE_COUNTED) !== 0) return false;
  const type = graph.names[typeName[shape]];
  if (type === PLAIN_OBJECT || type === NO_PROTOTYPE) return firstSlot[shape] === firstSlot[shape + 1];
  if (type === "Array") return !hasPlace(graph, shape, "elements");
  return hasTable(graph, shape);
}

function emptyOf(graph: Graph, shape: number): ShapeWaste {
  const { headerSize, headerMaxSize, firstStorage, storageSize, storageMaxSize } = graph.shapes;
  let size = headerSize[shape];
  let maxSize = headerMaxSize[shape];
  for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
    size += storageSize[s];
    maxSize += storageMaxSize[s];
  }
  return { kind: "empty", size, maxSize };
}

function unusedPartsOf(graph: Graph, shape: number): UnusedPart[] {
  const { firstStorage, storagePlace, storageSize, storageMaxSize, storageItemSize, storageItemMaxSize } = graph.shapes;
  const { firstSlot, firstRepeat, slotPlace, slotFlags } = graph.shapes;
  const parts: UnusedPart[] = [];
  for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
    const place = storagePlace[s];
    if (!isStorage(graph, place, "unused_capacity")) continue;
    parts.push({
      place,
      size: storageSize[s],
      maxSize: storageMaxSize[s],
      itemSize: storageItemSize[s],
      itemMaxSize: storageItemMaxSize[s],
      possibleCell: -1,
    });
  }
  const first = firstSlot[shape];
  for (let slot = first; slot < firstRepeat[shape]; slot++) {
    const place = slotPlace[slot];
    if ((slotFlags[slot] & SLOT_MAX_ONLY) === 0 || !isStorage(graph, place, "unused_capacity")) continue;
    parts.push({ place, size: 0, maxSize: 0, itemSize: 0, itemMaxSize: 0, possibleCell: slot - first });
  }
  return parts;
}

/** An object whose keys have one `[key]` for all, or one that is a dictionary because it has no prototype. */
function dictionaryOf(graph: Graph, shape: number): DictionaryPart | null {
  const { firstSlot, firstRepeat, slotPlace, slotSize, slotFlags, flags, typeName } = graph.shapes;
  const { headerSize, headerMaxSize } = graph.shapes;
  const first = firstSlot[shape];
  if ((flags[shape] & SHAPE_COUNTED) !== 0) {
    let isDictionary = false;
    let tableCell = -1;
    let possibleCell = -1;
    for (let slot = first; slot < firstRepeat[shape]; slot++) {
      if (slotSize[slot] > 0) return null;
      const place = slotPlace[slot];
      if (isAt(graph, place, KIND_FIELD, "[key]")) isDictionary = true;
      if (!isAt(graph, place, KIND_STORAGE, "properties")) continue;
      if ((slotFlags[slot] & SLOT_MAX_ONLY) !== 0) possibleCell = slot - first;
      else {
        isDictionary = true;
        tableCell = slot - first;
      }
    }
    if (isDictionary) return { tableCell, possibleCell, maxSize: 0 };
  }
  if (graph.names[typeName[shape]] !== NO_PROTOTYPE) return null;
  return { tableCell: -1, possibleCell: -1, maxSize: headerMaxSize[shape] - headerSize[shape] };
}

/** `elements` whose bytes stand in a cell: they do not follow from the number of items, as those of an array without holes do. */
function elementsOf(graph: Graph, shape: number): ElementsPart | null {
  const { firstSlot, firstRepeat, slotPlace, slotFlags, flags } = graph.shapes;
  if ((flags[shape] & SHAPE_COUNTED) === 0) return null;
  const first = firstSlot[shape];
  const repeat = firstRepeat[shape];
  const end = firstSlot[shape + 1];
  /* Items at `[key]` are not those of `elements`. */
  if (repeat < end && !isAt(graph, slotPlace[repeat], KIND_STORAGE, "elements")) return null;
  for (let slot = first; slot < repeat; slot++) {
    if (isAt(graph, slotPlace[slot], KIND_FIELD, "[key]")) return null;
    if ((slotFlags[slot] & SLOT_MAX_ONLY) !== 0) continue;
    if (!isAt(graph, slotPlace[slot], KIND_STORAGE, "elements")) continue;
    /* Items without cells are integers, or doubles that take more than a word. */
    return { cell: slot - first, itemMaxSize: repeat < end ? graph.wordSize : graph.wordSize + 8 };
  }
  return null;
}

function hasTable(graph: Graph, shape: number): boolean {
  const { firstStorage, storagePlace } = graph.shapes;
  for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
    if (isAt(graph, storagePlace[s], KIND_STORAGE, "table")) return true;
  }
  return false;
}

function hasPlace(graph: Graph, shape: number, text: string): boolean {
  const { firstStorage, storagePlace, firstSlot, slotPlace } = graph.shapes;
  for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
    if (isAt(graph, storagePlace[s], KIND_STORAGE, text)) return true;
  }
  for (let slot = firstSlot[shape]; slot < firstSlot[shape + 1]; slot++) {
    if (isAt(graph, slotPlace[slot], KIND_STORAGE, text)) return true;
  }
  return false;
}

function isStorage(graph: Graph, place: number, text: string): boolean {
  return graph.places.kind[place] === KIND_STORAGE && graph.names[graph.places.name[place]] === text;
}

/** Whether the place stands directly below the type frame. */
function isAt(graph: Graph, place: number, kind: typeof KIND_FIELD | typeof KIND_STORAGE, text: string): boolean {
  const { places, names } = graph;
  return places.kind[place] === kind && places.parent[place] === PLACE_SELF && names[places.name[place]] === text;
}
