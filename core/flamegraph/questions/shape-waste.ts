import {
  type Graph,
  PLACE_SELF,
  ROLE_ANY_KEY,
  ROLE_BACKING_STORE,
  ROLE_BUFFER,
  ROLE_ELEMENTS,
  ROLE_PROPERTIES,
  ROLE_SPARE,
  ROLE_TABLE,
  roleOf,
  SHAPE_ARRAY,
  SHAPE_CONTENT,
  SHAPE_COUNTED,
  SHAPE_NEEDLESS,
  SHAPE_NO_PROTOTYPE,
  SHAPE_OBJECT,
  SHAPE_PLAIN,
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
  /* Objects of V8's heap snapshots have all their bytes in cells: the shape does not say how much of them is unused. */
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

/** DataViews do not report how much of their buffer they use. */
function viewOf(graph: Graph, shape: number): ShapeWaste | null {
  const { flags, firstSlot, firstRepeat, slotPlace } = graph.shapes;
  const first = firstSlot[shape];
  const countCell = firstRepeat[shape] - first;
  const bufferCell = countCell - 1;
  if ((flags[shape] & SHAPE_COUNTED) === 0 || bufferCell < 0) return null;
  return isAt(graph, slotPlace[first + bufferCell], ROLE_BUFFER) ? { kind: "view", bufferCell, countCell } : null;
}

/** Cell of the bytes of a buffer, counted from the node's first; -1 where the shape has none. */
export function storeCellOf(graph: Graph, shape: number): number {
  const { firstSlot, firstRepeat, slotPlace } = graph.shapes;
  const first = firstSlot[shape];
  for (let slot = first; slot < firstRepeat[shape]; slot++) {
    if (isAt(graph, slotPlace[slot], ROLE_BACKING_STORE)) return slot - first;
  }
  return -1;
}

/**
 * Whether the shape is that of an array, a Map, a Set or a plain object with nothing in it. Tables of Maps and Sets follow from the number of their entries and so have no
 * cell; those of WeakMaps have one, and what is in them is not known.
 */
function isEmpty(graph: Graph, shape: number): boolean {
  const { firstSlot } = graph.shapes;
  const flags = graph.shapes.flags[shape];
  if ((flags & SHAPE_COUNTED) !== 0) return false;
  if ((flags & (SHAPE_PLAIN | SHAPE_NO_PROTOTYPE)) !== 0) return firstSlot[shape] === firstSlot[shape + 1];
  if ((flags & SHAPE_ARRAY) !== 0)
    return !hasStorage(graph, shape, ROLE_ELEMENTS) && !hasSlot(graph, shape, ROLE_ELEMENTS);
  return hasStorage(graph, shape, ROLE_TABLE);
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
    if (roleOf(graph.places.flags[place]) !== ROLE_SPARE) continue;
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
    if ((slotFlags[slot] & SLOT_MAX_ONLY) === 0 || roleOf(graph.places.flags[place]) !== ROLE_SPARE) continue;
    parts.push({ place, size: 0, maxSize: 0, itemSize: 0, itemMaxSize: 0, possibleCell: slot - first });
  }
  return parts;
}

/** An object whose keys have one `[key]` for all, or one that is a dictionary because it has no prototype. */
function dictionaryOf(graph: Graph, shape: number): DictionaryPart | null {
  const { firstSlot, firstRepeat, slotPlace, slotSize, slotFlags, flags } = graph.shapes;
  const { headerSize, headerMaxSize } = graph.shapes;
  const first = firstSlot[shape];
  if ((flags[shape] & SHAPE_COUNTED) !== 0) {
    let isDictionary = false;
    let tableCell = -1;
    let possibleCell = -1;
    for (let slot = first; slot < firstRepeat[shape]; slot++) {
      if (slotSize[slot] > 0) return null;
      const place = slotPlace[slot];
      if (isAt(graph, place, ROLE_ANY_KEY)) isDictionary = true;
      if (!isAt(graph, place, ROLE_PROPERTIES)) continue;
      if ((slotFlags[slot] & SLOT_MAX_ONLY) !== 0) possibleCell = slot - first;
      else {
        isDictionary = true;
        tableCell = slot - first;
      }
    }
    if (isDictionary) return { tableCell, possibleCell, maxSize: 0 };
  }
  if ((flags[shape] & SHAPE_NO_PROTOTYPE) === 0) return null;
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
  if (repeat < end && !isAt(graph, slotPlace[repeat], ROLE_ELEMENTS)) return null;
  for (let slot = first; slot < repeat; slot++) {
    if (isAt(graph, slotPlace[slot], ROLE_ANY_KEY)) return null;
    if ((slotFlags[slot] & SLOT_MAX_ONLY) !== 0) continue;
    if (!isAt(graph, slotPlace[slot], ROLE_ELEMENTS)) continue;
    /* Items without cells are integers, or doubles that take more than a word. */
    return { cell: slot - first, itemMaxSize: repeat < end ? graph.wordSize : graph.wordSize + 8 };
  }
  return null;
}

function hasStorage(graph: Graph, shape: number, role: number): boolean {
  const { firstStorage, storagePlace } = graph.shapes;
  for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
    if (isAt(graph, storagePlace[s], role)) return true;
  }
  return false;
}

function hasSlot(graph: Graph, shape: number, role: number): boolean {
  const { firstSlot, slotPlace } = graph.shapes;
  for (let slot = firstSlot[shape]; slot < firstSlot[shape + 1]; slot++) {
    if (isAt(graph, slotPlace[slot], role)) return true;
  }
  return false;
}

/** Whether the place has the role and stands directly below the type frame. */
function isAt(graph: Graph, place: number, role: number): boolean {
  const { parent, flags } = graph.places;
  return parent[place] === PLACE_SELF && roleOf(flags[place]) === role;
}
