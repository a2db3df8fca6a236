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
 * - Where several classes have one name, each has that of its script, `Node (src/tree.js)`; where that is not known, or is one for several, its number: `Node (2)` is the second that the
 *   walk met.
 */
export function shapeLabelsOf(graph: Graph): readonly (string | null)[] {
  const { shapes, names } = graph;
  const isOfHeap = isHeapGraph(graph);
  const classLabelOf = classLabelsOf(graph);
  return Array.from({ length: shapes.count }, (_, shape) => {
    const flags = shapes.flags[shape];
    /* A heap snapshot has no mark for plain objects. */
    const isPlain = isOfHeap
      ? (flags & SHAPE_OBJECT) !== 0 && names[shapes.typeName[shape]] === PLAIN_TYPE
      : (flags & (SHAPE_PLAIN | SHAPE_NO_PROTOTYPE)) !== 0;
    if (isPlain) return labelOf(graph, shape);
    return isOfClass(flags) ? classLabelOf(shape) : null;
  });
}

function isOfClass(flags: number): boolean {
  return (flags & (SHAPE_OBJECT | SHAPE_COMPONENT | SHAPE_PLAIN | SHAPE_NO_PROTOTYPE)) === SHAPE_OBJECT;
}

/** The labels of shapes whose class shares its name. */
function classLabelsOf({ shapes, names }: Graph): (shape: number) => string | null {
  const { count, typeName, flags, script } = shapes;
  /* By type and number of the class: its script; "" where that is not known. */
  const scripts = new Map<number, Map<number, string>>();
  for (let shape = 0; shape < count; shape++) {
    if (!isOfClass(flags[shape])) continue;
    const number = classNumberOf(flags[shape]);
    const known = scripts.get(typeName[shape]) ?? new Map<number, string>();
    const found = script?.[shape] ?? 0;
    scripts.set(typeName[shape], known.set(number, found === 0 ? (known.get(number) ?? "") : names[found - 1]));
  }
  return (shape) => {
    const classes = scripts.get(typeName[shape]);
    if (classes === undefined || classes.size < 2) return null;
    const number = classNumberOf(flags[shape]);
    const ofScript = classes.get(number) ?? "";
    const isAlone = [...classes.values()].filter((other) => other === ofScript).length === 1;
    const numbered = `${number + 1}${number === LAST_CLASS ? " and later" : ""}`;
    const text = ofScript === "" ? numbered : isAlone ? ofScript : `${ofScript}, ${numbered}`;
    return `${names[typeName[shape]]} (${text})`;
  };
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
