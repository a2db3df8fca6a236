import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import { type Graph, KIND_STORAGE, ROLE_ANY_KEY, ROLE_ELEMENTS, roleOf, SHAPE_CONTENT } from "../../graph/graph.ts";
import { holderOfCell } from "../../graph/holder-of-cell.ts";
import { slotOfCell } from "../../graph/path.ts";
import { repetitionsOf } from "../../graph/repetitions.ts";
import { type Container, containersOf, valueSlotOf } from "./containers.ts";

/**
 * How a holder refers to something, as far as the graph knows it.
 *
 * - `"field"`: `text` is the name of a field, a variable or a storage.
 * - `"item"`: the item of an array at `index`.
 * - `"object"`: by an object as its key; `text` is that object's type.
 * - `"entry"`: by a key that the graph does not have; `index` is its position.
 * - `"root"`: it is the value of a root, or nothing refers to it.
 */
export interface ObjectKey {
  readonly kind: "field" | "item" | "object" | "entry" | "root";
  readonly text: string;
  readonly index: number;
  /** The node that is the key; -1 if it is none. */
  readonly node: number;
}

const OF_ROOT: ObjectKey = { kind: "root", text: "", index: 0, node: -1 };

/** Keys by the row of `Graph.cells`. */
export class ObjectKeys {
  readonly #graph: Graph;
  readonly #containers: readonly Container[];
  /** By node, the name of a root whose value it is; made for the first root. */
  #rootNames: ReadonlyMap<number, string> | null = null;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#containers = containersOf(graph);
  }

  keyOf(node: number, cell: number): ObjectKey {
    if (cell < 0) return { ...OF_ROOT, text: this.#rootNameOf(node) };
    const { nodeShape, shapes, places, names } = this.#graph;
    const holder = holderOfCell(this.#graph, cell);
    const shape = nodeShape[holder];
    const slot = slotOfCell(this.#graph, holder, cell);
    const place = shapes.slotPlace[slot];
    const name = names[places.name[place]];
    if (slot < shapes.firstRepeat[shape] || this.#containers[shape] === "none")
      return { kind: "field", text: name, index: 0, node: -1 };
    const width = shapes.firstSlot[shape + 1] - shapes.firstRepeat[shape];
    const index = Math.floor((cell - repetitionsOf(this.#graph, holder).first) / width);
    const role = roleOf(places.flags[place]);
    if (role === ROLE_ELEMENTS && this.#isDense(shape)) return { kind: "item", text: "", index, node: -1 };
    if (role === ROLE_ANY_KEY) return { kind: "entry", text: "", index, node: -1 };
    const keyNode = this.#keyNodeOf(shape, slot, cell);
    if (keyNode !== -1) {
      const type = shapes.typeName[nodeShape[keyNode]];
      return { kind: "object", text: names[type], index, node: keyNode };
    }
    const isField = this.#containers[shape] !== "pairs" && places.kind[place] !== KIND_STORAGE;
    return isField ? { kind: "field", text: name, index, node: -1 } : { kind: "entry", text: "", index, node: -1 };
  }

  /** The object that is the key of the value in a cell; -1 for none. */
  #keyNodeOf(shape: number, slot: number, cell: number): number {
    const { nodeShape, shapes, cells } = this.#graph;
    const container = this.#containers[shape];
    const isPaired = container === "pairs" || container === "paired-lists";
    if (!isPaired || slot - shapes.firstRepeat[shape] !== valueSlotOf(this.#graph, shape)) return -1;
    const key = cells[cell - 1];
    const isObject = isNodeCell(key) && (shapes.flags[nodeShape[nodeOf(key)]] & SHAPE_CONTENT) === 0;
    return isObject ? nodeOf(key) : -1;
  }

  /** The key as it is shown, as far as the graph knows it. */
  textOf(node: number, cell: number): string {
    return keyTextOf(this.keyOf(node, cell));
  }

  /** Whether each index has a cell. Of a sparse array the cells are those of the items that are there, and a slot has the bytes of the storage. */
  #isDense(shape: number): boolean {
    const { shapes, places } = this.#graph;
    if (this.#containers[shape] !== "list") return false;
    for (let slot = shapes.firstSlot[shape]; slot < shapes.firstRepeat[shape]; slot++) {
      if (roleOf(places.flags[shapes.slotPlace[slot]]) === ROLE_ELEMENTS) return false;
    }
    return true;
  }

  #rootNameOf(node: number): string {
    const { roots, names } = this.#graph;
    if (this.#rootNames === null) {
      const found = new Map<number, string>();
      for (let r = roots.count - 1; r >= 0; r--) {
        if (isNodeCell(roots.cell[r])) found.set(nodeOf(roots.cell[r]), names[roots.name[r]]);
      }
      this.#rootNames = found;
    }
    return this.#rootNames.get(node) ?? "";
  }
}

/** `name`, `[3]`, `User`; `""` for a key that the graph does not have. */
export function keyTextOf({ kind, text, index }: ObjectKey): string {
  switch (kind) {
    case "item":
      return `[${index}]`;
    case "entry":
      return "";
    default:
      return text;
  }
}
