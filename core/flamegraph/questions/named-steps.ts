import {
  type Graph,
  KIND_FIELD,
  ROOT_CALLBACKS,
  ROOT_CLOSURES,
  ROOT_CONTEXTS,
  ROOT_DERIVED,
  ROOT_FUNCTIONS,
  ROOT_LISTENERS,
} from "../../graph/graph.ts";
import { slotOfCell } from "../../graph/path.ts";

/** What a step leads over: a root, a field, a storage of the engine, or no place with a name. `"script"` and `"listeners"` are roots. */
export type StepKind = "root" | "script" | "listeners" | "field" | "storage" | "self";

const SCRIPT_KINDS: readonly number[] = [ROOT_CLOSURES, ROOT_CONTEXTS, ROOT_FUNCTIONS, ROOT_DERIVED];

/** A step of a path from a root to objects, by its names alone, so that it holds in every derivation. */
export interface NamedStep {
  readonly kind: StepKind;
  /** Names of the places around one another, as "table" and "value"; of a root, after that of its group. */
  readonly place: readonly string[];
  /** The type of the object that it leads to; "" for a list of ours. */
  readonly type: string;
  /** How often the step is made in a row: through a list it may be a million times. */
  readonly times: number;
}

/** The same as numbers, within one graph. Equal steps have equal numbers. */
export interface StepIds {
  /** A place, or a root as `rootPlaceOf` gives it. */
  readonly place: number;
  /** Index into `Graph.names`. */
  readonly type: number;
  readonly times: number;
}

/** Names of the steps of a graph. */
export class StepNames {
  readonly #graph: Graph;
  /** By place: the first one of these very names. */
  readonly #place: Uint32Array;
  readonly #rootPlace: Uint32Array;
  #idsByText: ReadonlyMap<string, number> | null = null;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#place = firstPlacesOf(graph);
    this.#rootPlace = firstRootsOf(graph);
  }

  /** Numbers of places are below it. */
  get placeCount(): number {
    return this.#graph.places.count + this.#graph.roots.count;
  }

  placeOf(node: number, cell: number): number {
    const slot = slotOfCell(this.#graph, node, cell);
    return slot < 0 ? 0 : this.#place[this.#graph.shapes.slotPlace[slot]];
  }

  rootPlaceOf(root: number): number {
    return this.#graph.places.count + this.#rootPlace[root];
  }

  typeOf(node: number): number {
    return this.#graph.shapes.typeName[this.#graph.nodeShape[node]];
  }

  namesOf({ place, type, times }: StepIds): NamedStep {
    return { kind: this.#kindOf(place), place: this.#textsOf(place), type: this.#graph.names[type], times };
  }

  /** `null` for a step that the graph does not have. */
  idsOf(step: NamedStep): StepIds | null {
    this.#idsByText ??= this.#placesByText();
    const place = this.#idsByText.get(JSON.stringify([isRootStep(step), ...step.place]));
    const type = this.#graph.names.indexOf(step.type);
    return place === undefined || type < 0 ? null : { place, type, times: step.times };
  }

  #kindOf(place: number): StepKind {
    const { places, roots } = this.#graph;
    if (place < places.count) {
      if (place === 0) return "self";
      return places.kind[place] === KIND_FIELD ? "field" : "storage";
    }
    const kind = roots.kind[place - places.count];
    if (kind === ROOT_LISTENERS || kind === ROOT_CALLBACKS) return "listeners";
    return SCRIPT_KINDS.includes(kind) ? "script" : "root";
  }

  #textsOf(place: number): string[] {
    const { places, roots, names } = this.#graph;
    const texts: string[] = [];
    if (place >= places.count) {
      const root = place - places.count;
      if (roots.group[root] > 0) texts.push(names[roots.group[root] - 1]);
      texts.push(names[roots.name[root]]);
    } else for (let at = place; at > 0; at = places.parent[at]) texts.unshift(names[places.name[at]]);
    return texts;
  }

  /** Of a field and a storage of one name the storage stands, which comes first in graphs that are read. */
  #placesByText(): Map<string, number> {
    const { places, roots } = this.#graph;
    const ids = new Map<string, number>();
    const add = (place: number, isRoot: boolean): void => {
      const text = JSON.stringify([isRoot, ...this.#textsOf(place)]);
      if (!ids.has(text)) ids.set(text, place);
    };
    for (let place = 0; place < places.count; place++) add(this.#place[place], false);
    for (let root = 0; root < roots.count; root++) add(this.rootPlaceOf(root), true);
    return ids;
  }
}

export function isRootStep({ kind }: NamedStep): boolean {
  return kind === "root" || kind === "script" || kind === "listeners";
}

function firstPlacesOf({ places }: Graph): Uint32Array {
  const known = new Map<string, number>();
  const first = new Uint32Array(places.count);
  for (let place = 1; place < places.count; place++) {
    const key = `${first[places.parent[place]]} ${places.name[place]}`;
    const at = known.get(key);
    if (at === undefined) known.set(key, place);
    first[place] = at ?? place;
  }
  return first;
}

function firstRootsOf({ roots }: Graph): Uint32Array {
  const known = new Map<string, number>();
  const first = new Uint32Array(roots.count);
  for (let root = 0; root < roots.count; root++) {
    const key = `${roots.group[root]} ${roots.name[root]}`;
    const at = known.get(key);
    if (at === undefined) known.set(key, root);
    first[root] = at ?? root;
  }
  return first;
}
