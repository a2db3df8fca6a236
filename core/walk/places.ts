import { KIND_FIELD, PLACE_SELF, type PlaceTable } from "../graph/graph.ts";
import { STANDARD_PLACES } from "../graph/standard-places.ts";
import { textOfKey } from "../realm/introspect.ts";
import { createSafeList, createSafeMap } from "../realm/safe-collections.ts";
import { toByteColumn, toColumn, toSignedColumn } from "./columns.ts";
import type { NameTable } from "./name-table.ts";

/** Places while the walk goes on, each once. The first are the standard ones. */
export class Places {
  readonly #names: NameTable;
  readonly #rows = createSafeMap<string, number>();
  readonly #rowOfField = createSafeMap<string | symbol, number>();
  readonly #parents = createSafeList<number>();
  readonly #nameRows = createSafeList<number>();
  readonly #kinds = createSafeList<number>();
  readonly #flags = createSafeList<number>();

  constructor(names: NameTable) {
    this.#names = names;
    for (let i = 0; i < STANDARD_PLACES.length; i++) {
      const place = STANDARD_PLACES[i];
      this.#add(place[0], place[1], place[2], place[3]);
    }
  }

  rowOf(parent: number, name: string, kind: number, flags = 0): number {
    const key = `${parent} ${kind} ${flags} ${name}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.#add(parent, name, kind, flags);
      this.#rows.set(key, row);
    }
    return row;
  }

  ofField(key: string | symbol): number {
    let row = this.#rowOfField.get(key);
    if (row === undefined) {
      row = this.rowOf(PLACE_SELF, textOfKey(key), KIND_FIELD);
      this.#rowOfField.set(key, row);
    }
    return row;
  }

  /** The name of a place that is a field of its object; undefined for any other. */
  fieldNameOf(row: number): string | undefined {
    const isField = this.#parents[row] === PLACE_SELF && this.#kinds[row] === KIND_FIELD && this.#flags[row] === 0;
    return isField ? this.#names.strings[this.#nameRows[row]] : undefined;
  }

  #add(parent: number, name: string, kind: number, flags: number): number {
    const row = this.#parents.length;
    this.#parents[row] = parent;
    this.#nameRows[row] = this.#names.rowOf(name);
    this.#kinds[row] = kind;
    this.#flags[row] = flags;
    return row;
  }

  toTable(): PlaceTable {
    return {
      count: this.#parents.length,
      parent: toSignedColumn(this.#parents),
      name: toColumn(this.#nameRows),
      kind: toByteColumn(this.#kinds),
      flags: toByteColumn(this.#flags),
    };
  }
}
