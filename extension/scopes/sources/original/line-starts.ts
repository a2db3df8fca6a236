/** Lines of a text, to go from offsets to lines and back. */
export class LineStarts {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Where a line begins; where the text ends for a line that it does not have. */
  offsetOf(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** With its line break. */
  lengthOf(line: number): number {
    return this.offsetOf(line + 1) - this.offsetOf(line);
  }

  placeOf(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.offsetOf(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return { line: low - 1, column: offset - this.offsetOf(low - 1) };
  }
}
