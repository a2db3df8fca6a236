import {
  classNumberOf,
  type Graph,
  KIND_FIELD,
  LAST_CLASS,
  PLACE_SELF,
  ROLE_ANY_KEY,
  ROLE_ELEMENTS,
  roleOf,
  SHAPE_COMPONENT,
  SHAPE_NO_PROTOTYPE,
  SHAPE_OBJECT,
  SHAPE_PLAIN,
} from "../../graph/graph.ts";
import { isHeapGraph } from "../../graph/is-heap-graph.ts";

/** Characters of a label, without the braces and the sign for what was left out. */
const MAX_LENGTH = 60;

const JOINT = ", ";
const LEFT_OUT = "…";

/** Stands for keys that the graph does not name: those of a dictionary, and indices. */
const ANY_KEY = "[key]";
const ANY_INDEX = "[index]";

/** V8's own field, which heap snapshots show. */
const PROTOTYPE_FIELD = "__proto__";
const PLAIN_TYPE = "Object";

/**
 * By shape, a label for those that stand apart in their type; `null` for other shapes. Equal labels mean one row.
 *
 * - Plain objects are called by their keys, in their order, as `{id, sku, price}`. Long labels are cut, so such objects have the same first keys.
 * - Where several classes have one name, each has its number: `Node (2)` is the second that the walk met.
 */
export function shapeLabelsOf(graph: Graph): readonly (string | null)[] {
  const { shapes, names } = graph;
  const isOfHeap = isHeapGraph(graph);
  const isSeveral = new Set<number>();
  for (let shape = 0; shape < shapes.count; shape++) {
    if (classNumberOf(shapes.flags[shape]) > 0) isSeveral.add(shapes.typeName[shape]);
  }
  return Array.from({ length: shapes.count }, (_, shape) => {
    const flags = shapes.flags[shape];
    const type = names[shapes.typeName[shape]];
    /* A heap snapshot has no mark for plain objects. */
    const isPlain = isOfHeap
      ? (flags & SHAPE_OBJECT) !== 0 && type === PLAIN_TYPE
      : (flags & (SHAPE_PLAIN | SHAPE_NO_PROTOTYPE)) !== 0;
    if (isPlain) return labelOf(graph, shape);
    const isOfClass = (flags & (SHAPE_OBJECT | SHAPE_COMPONENT)) === SHAPE_OBJECT;
    return isOfClass && isSeveral.has(shapes.typeName[shape]) ? classLabelOf(type, classNumberOf(flags)) : null;
  });
}

function classLabelOf(type: string, number: number): string {
  return `${type} (${number + 1}${number === LAST_CLASS ? " and later" : ""})`;
}

function labelOf({ shapes, places, names }: Graph, shape: number): string {
  let text = "";
  let last = -1;
  for (let slot = shapes.firstSlot[shape]; slot < shapes.firstSlot[shape + 1]; slot++) {
    const place = shapes.slotPlace[slot];
    /* The bytes of a storage and its items are at one place. */
    if (place === last || places.parent[place] !== PLACE_SELF) continue;
    last = place;
    const key = keyOf(roleOf(places.flags[place]), places.kind[place], names[places.name[place]]);
    if (key === null) continue;
    const next = text === "" ? key : `${text}${JOINT}${key}`;
    if (next.length > MAX_LENGTH) return `{${text === "" ? key.slice(0, MAX_LENGTH) : text + JOINT}${LEFT_OUT}}`;
    text = next;
  }
  return `{${text}}`;
}

function keyOf(role: number, kind: number, name: string): string | null {
  if (role === ROLE_ANY_KEY) return ANY_KEY;
  if (role === ROLE_ELEMENTS) return ANY_INDEX;
  return kind === KIND_FIELD && name !== PROTOTYPE_FIELD ? name : null;
}
