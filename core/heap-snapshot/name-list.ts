/** Names of the graph, each once. */
export class NameList {
  readonly texts: string[] = [];
  readonly #rows = new Map<string, number>();

  rowOf(text: string): number {
    let row = this.#rows.get(text);
    if (row === undefined) {
      row = this.texts.length;
      this.texts.push(text);
      this.#rows.set(text, row);
    }
    return row;
  }
}
