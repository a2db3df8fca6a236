import MagicString from "magic-string";

/** A text, or one that is only known when all of the code was seen; an empty one changes nothing. */
export type Insertion = string | (() => string);

/**
 * Insertions in the order in which a walk makes them. Where several meet at one place, what closes a node comes before
 * what opens one, an inner end before an outer end, and an outer beginning before an inner beginning.
 */
export class Edits {
  readonly #code: string;
  readonly #edits: {
    readonly position: number;
    readonly side: "left" | "right" | "replace";
    readonly text: Insertion;
    readonly end: number;
  }[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  get count(): number {
    return this.#edits.length;
  }

  /** Before a node; call it when the walk enters the node. */
  open(position: number, text: Insertion): void {
    this.#edits.push({ position, side: "right", text, end: position });
  }

  /** After a token or a node; call it when the walk leaves the node. */
  close(position: number, text: Insertion): void {
    this.#edits.push({ position, side: "left", text, end: position });
  }

  replace(position: number, end: number, text: Insertion): void {
    this.#edits.push({ position, side: "replace", text, end });
  }

  /** Undefined if there is nothing to change. */
  apply(): MagicString | undefined {
    const result = new MagicString(this.#code);
    let changed = false;
    // The library is fast where places come in order; the sort keeps the order of those that are at one place.
    for (const { position, side, text, end } of this.#edits.sort((a, b) => a.position - b.position)) {
      const inserted = typeof text === "string" ? text : text();
      if (side === "replace") {
        result.update(position, end, inserted);
        changed = true;
        continue;
      }
      if (inserted === "") continue;
      changed = true;
      if (side === "left") result.appendLeft(position, inserted);
      else result.appendRight(position, this.#gluesAt(position) ? ` ${inserted}` : inserted);
    }
    return changed ? result : undefined;
  }

  /** `return(x)=>x`: what begins with a name must not become a part of the word before. */
  #gluesAt(position: number): boolean {
    return position > 0 && /[\p{ID_Continue}$]/u.test(this.#code[position - 1] ?? "");
  }
}
