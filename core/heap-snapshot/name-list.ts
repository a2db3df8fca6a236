/** Names of the graph, each once. */
export class NameList {
  readonly strings: string[] = [];
  readonly #rows = new Map<string, number>();

  rowOf(text: string): number {
    let row = this.#rows.get(text);
    if (row === undefined) {
      row = this.strings.length;
      this.strings.push(text);
      this.#rows.set(text, row);
    }
    return row;
  }
}
