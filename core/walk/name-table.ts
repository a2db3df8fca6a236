import { createSafeList, createSafeMap, type SafeList } from "../realm/introspect.ts";

/** Longest name kept: the keys of a page may be megabytes long. */
export const MAX_NAME_LENGTH = 1024;

/** Strings of keys, types and roots, each once. */
export class NameTable {
  readonly strings: SafeList<string> = createSafeList<string>();
  readonly #rows = createSafeMap<string, number>();

  /** Row of the text; a string over MAX_NAME_LENGTH is cut and ends in "…" and its length. */
  rowOf(text: string): number {
    const name = text.length > MAX_NAME_LENGTH ? shortened(text) : text;
    const found = this.#rows.get(name);
    if (found !== undefined) return found;
    const row = this.strings.length;
    this.strings[row] = name;
    this.#rows.set(name, row);
    return row;
  }
}

function shortened(text: string): string {
  let head = "";
  for (let i = 0; i < MAX_NAME_LENGTH - 32; i++) head += text[i];
  return `${head}… (${text.length} characters)`;
}
