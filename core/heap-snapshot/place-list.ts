import type { PlaceTable } from "../graph/graph.ts";
import { STANDARD_PLACES } from "../graph/standard-places.ts";
import type { NameList } from "./name-list.ts";

/** Places while nodes are described, each once. The first are the standard ones. */
export class PlaceList {
  readonly #names: NameList;
  readonly #rows = new Map<string, number>();
  readonly #parent: number[] = [];
  readonly #name: number[] = [];
  readonly #kind: number[] = [];
  readonly #flags: number[] = [];

  constructor(names: NameList) {
    this.#names = names;
    for (const [parent, name, kind, flags = 0] of STANDARD_PLACES) this.#add(parent, name, kind, flags);
  }

  /** The place of this kind and name right below the type. */
  rowOf(name: string, kind: number): number {
    return this.#rows.get(`${kind} ${name}`) ?? this.#add(0, name, kind, 0);
  }

  #add(parent: number, name: string, kind: number, flags: number): number {
    const row = this.#parent.length;
    this.#parent.push(parent);
    this.#name.push(this.#names.rowOf(name));
    this.#kind.push(kind);
    this.#flags.push(flags);
    if (parent === 0) this.#rows.set(`${kind} ${name}`, row);
    return row;
  }

  toTable(): PlaceTable {
    return {
      count: this.#parent.length,
      parent: Int32Array.from(this.#parent),
      name: Uint32Array.from(this.#name),
      kind: Uint8Array.from(this.#kind),
      flags: Uint8Array.from(this.#flags),
    };
  }
}
