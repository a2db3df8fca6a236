/** How many lines are kept apart at most: a million short strings that are all alive cost more time than the text that they become. */
const GROUP_LINES = 4096;

/** A text of very many lines while it grows. */
export class TextLines {
  readonly #separator: string;
  readonly #groups: string[] = [];
  #lines: string[] = [];

  constructor(separator: string) {
    this.#separator = separator;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length < GROUP_LINES) return;
    this.#groups.push(this.#lines.join(this.#separator));
    this.#lines = [];
  }

  /** All lines, the separator between them; nothing may be added after. */
  finish(): string {
    if (this.#lines.length > 0) this.#groups.push(this.#lines.join(this.#separator));
    return this.#groups.join(this.#separator);
  }
}
