import { toCountCell, toNodeCell } from "../../../core/graph/cell.ts";
import {
  type GraphTables,
  KIND_FIELD,
  KIND_STORAGE,
  KIND_TYPE,
  ROLE_ELEMENTS,
  SHAPE_ARRAY,
  SHAPE_CONTENT,
  SHAPE_COUNTED,
  SHAPE_OBJECT,
} from "../../../core/graph/graph.ts";

const CLASSES = 40;
const FIELDS = 60;
const MOST_FIELDS = 8;
const MOST_ITEMS = 12;
const STRINGS = 400;

/* Shapes: strings, arrays, and classes. */
const STRING = 0;
const ARRAY = 1;
const FIRST_CLASS = 2;
const SHAPES = FIRST_CLASS + CLASSES;

/* Places: the object itself, its fields, and the elements of arrays. */
const ELEMENTS = 1 + FIELDS;

/* Names: none, of fields, of classes, and these. */
const FIRST_CLASS_NAME = 1 + FIELDS;
const OTHER_NAMES = ["string", "Array", "elements", "sample"];
const FIRST_OTHER_NAME = FIRST_CLASS_NAME + CLASSES;
const [STRING_NAME, ARRAY_NAME, ELEMENTS_NAME, ROOT_NAME] = OTHER_NAMES.map((_, index) => FIRST_OTHER_NAME + index);

/** A graph of no page, of about so many nodes: objects of classes, arrays and strings that hold one another, as in an app's state. The same each time. */
export function sampleGraph(nodeCount: number): GraphTables {
  const below = numbersBelow();
  const fieldsOf = Array.from({ length: CLASSES }, (_, index) => 1 + (index % MOST_FIELDS));
  const firstSlot = new Uint32Array(SHAPES + 1);
  const slotPlace: number[] = [];
  for (let shape = 0; shape < SHAPES; shape++) {
    firstSlot[shape] = slotPlace.length;
    if (shape === ARRAY) slotPlace.push(ELEMENTS);
    for (let slot = 0; shape >= FIRST_CLASS && slot < fieldsOf[shape - FIRST_CLASS]; slot++)
      slotPlace.push(1 + ((7 * shape + slot) % FIELDS));
  }
  firstSlot[SHAPES] = slotPlace.length;

  const nodeShape = new Uint32Array(nodeCount);
  const cells: number[] = [];
  /* Nodes from here on have nothing around them yet; the first ones are strings, which many share. */
  let next = STRINGS + 1;
  const value = (): number => {
    const kind = below(10);
    if (kind < 2) return 0;
    if (kind < 5 || next === nodeCount) return toNodeCell(below(STRINGS));
    if (kind === 5) return toNodeCell(STRINGS + below(next - STRINGS));
    return toNodeCell(next++);
  };
  for (let node = STRINGS; node < nodeCount; node++) {
    const shape = below(5) === 0 ? ARRAY : FIRST_CLASS + below(CLASSES);
    nodeShape[node] = shape;
    const count = shape === ARRAY ? below(MOST_ITEMS) : fieldsOf[shape - FIRST_CLASS];
    if (shape === ARRAY) cells.push(toCountCell(count));
    for (let i = 0; i < count; i++) cells.push(value());
  }

  const none = new Uint32Array(0);
  const slotSize = new Uint32Array(slotPlace.length).fill(4);
  const headerSize = new Uint32Array(SHAPES).fill(12);
  return {
    wordSize: 4,
    names: [
      "",
      ...Array.from({ length: FIELDS }, (_, index) => `field${index}`),
      ...Array.from({ length: CLASSES }, (_, index) => `Class${index}`),
      ...OTHER_NAMES,
    ],
    places: {
      count: ELEMENTS + 1,
      parent: Int32Array.from({ length: ELEMENTS + 1 }, (_, place) => (place === 0 ? -1 : 0)),
      name: Uint32Array.from({ length: ELEMENTS + 1 }, (_, place) => (place === ELEMENTS ? ELEMENTS_NAME : place)),
      kind: Uint8Array.from({ length: ELEMENTS + 1 }, (_, place) =>
        place === 0 ? KIND_TYPE : place === ELEMENTS ? KIND_STORAGE : KIND_FIELD,
      ),
      flags: Uint8Array.from({ length: ELEMENTS + 1 }, (_, place) => (place === ELEMENTS ? ROLE_ELEMENTS : 0)),
    },
    shapes: {
      count: SHAPES,
      typeName: Uint32Array.from({ length: SHAPES }, (_, shape) =>
        shape === STRING ? STRING_NAME : shape === ARRAY ? ARRAY_NAME : FIRST_CLASS_NAME + shape - FIRST_CLASS,
      ),
      flags: Uint16Array.from({ length: SHAPES }, (_, shape) =>
        shape === STRING ? SHAPE_CONTENT : shape === ARRAY ? SHAPE_OBJECT | SHAPE_COUNTED | SHAPE_ARRAY : SHAPE_OBJECT,
      ),
      headerSize,
      headerMaxSize: headerSize,
      firstSlot,
      firstRepeat: Uint32Array.from({ length: SHAPES }, (_, shape) => firstSlot[shape === ARRAY ? ARRAY : shape + 1]),
      firstStorage: new Uint32Array(SHAPES + 1),
      slotPlace: Uint32Array.from(slotPlace),
      slotSize,
      slotMaxSize: slotSize,
      slotFlags: new Uint8Array(slotPlace.length),
      storagePlace: none,
      storageSize: none,
      storageMaxSize: none,
      storageItemSize: none,
      storageItemMaxSize: none,
    },
    nodeCount,
    nodeShape,
    cells: Int32Array.from(cells),
    largeBytes: new Float64Array(0),
    roots: {
      count: 1,
      name: Uint32Array.of(ROOT_NAME),
      cell: Int32Array.of(toNodeCell(STRINGS)),
      kind: new Uint8Array(1),
      group: new Uint32Array(1),
    },
    warnings: [],
    usedHeapSize: 0,
  };
}

/** Whole numbers below a limit, spread well enough. */
function numbersBelow(): (limit: number) => number {
  let state = 1;
  return (limit) => {
    state = (Math.imul(state, 0x41c64e6d) + 0x3039) | 0;
    return (state >>> 8) % limit;
  };
}
