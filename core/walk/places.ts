import { KIND_FIELD, PLACE_SELF, type PlaceTable } from "../graph/graph.ts";
import { STANDARD_PLACES } from "../graph/standard-places.ts";
import { createSafeList, createSafeMap, type SafeList, textOfKey } from "../introspect.ts";
import { createByteColumn, createColumn, createSignedColumn } from "./columns.ts";
import type { NameTable } from "./name-table.ts";

/** Places while the walk goes on, each once. The first are the standard ones. */
export class Places {
  readonly #names: NameTable;
  readonly #rows = createSafeMap<string, number>();
  readonly #rowOfField = createSafeMap<string | symbol, number>();
  readonly #places: SafeList<{ parent: number; name: number; kind: number; flags: number }> = createSafeList();

  constructor(names: NameTable) {
    this.#names = names;
    for (let i = 0; i < STANDARD_PLACES.length; i++) {
      const { parent, name, kind, flags } = STANDARD_PLACES[i]!;
      this.#places[i] = { parent, name: names.rowOf(name), kind, flags };
    }
  }

  rowOf(parent: number, name: string, kind: number, flags = 0): number {
    const key = `${parent} ${kind} ${flags} ${name}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.#places.length;
      this.#places[row] = { parent, name: this.#names.rowOf(name), kind, flags };
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

  toTable(): PlaceTable {
    const count = this.#places.length;
    const parent = createSignedColumn(count);
    const name = createColumn(count);
    const kind = createByteColumn(count);
    const flags = createByteColumn(count);
    for (let i = 0; i < count; i++) {
      const place = this.#places[i]!;
      parent[i] = place.parent;
      name[i] = place.name;
      kind[i] = place.kind;
      flags[i] = place.flags;
    }
    return { count, parent, name, kind, flags };
  }
}
