import { createSafeList, createSafeMap, type SafeList } from "../realm/safe-collections.ts";

/** Longest name kept: the keys of a page may be megabytes long. */
export const MAX_NAME_LENGTH = 1024;

/** A name of the source, and what a build made of it. */
export interface RenamedName {
  readonly original: string;
  readonly minified: string;
}

/** What a string stands for on its way to the tables; undefined for itself. */
export type RenamedNames = (text: string) => RenamedName | undefined;

/** Strings of keys, types and roots. A string is there once for each name that it had in a script. */
export class NameTable {
  readonly strings: SafeList<string> = createSafeList<string>();
  /** By row: that of the name in the script, plus 1; 0 for the same. */
  readonly minifiedRows: SafeList<number> = createSafeList<number>();
  hasMinified = false;
  readonly #rows = createSafeMap<string, number>();
  readonly #renamedNames: RenamedNames | undefined;

  constructor(renamedNames?: RenamedNames) {
    this.#renamedNames = renamedNames;
  }

  /** Row of the text; a string over MAX_NAME_LENGTH is cut and ends in "…" and its length. */
  rowOf(text: string): number {
    const name = text.length > MAX_NAME_LENGTH ? shortened(text) : text;
    const found = this.#rows.get(name);
    if (found !== undefined) return found;
    const row = this.strings.length;
    this.#rows.set(name, row);
    this.strings[row] = name;
    this.minifiedRows[row] = 0;
    const renamed = this.#renamedNames?.(name);
    if (renamed !== undefined) {
      this.strings[row] = renamed.original;
      this.minifiedRows[row] = this.rowOf(renamed.minified) + 1;
      this.hasMinified = true;
    }
    return row;
  }
}

function shortened(text: string): string {
  let head = "";
  for (let i = 0; i < MAX_NAME_LENGTH - 32; i++) head += text[i];
  return `${head}… (${text.length} characters)`;
}
