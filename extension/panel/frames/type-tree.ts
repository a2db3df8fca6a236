import { writeCount } from "./figures.ts";

/** Rows of parts below a type; the rest are one row. */
const MAX_PARTS = 40;

/** In place of a label, what the row of the rest is known by, however many they are. */
export const REST_OF_PARTS = "(more shapes)";

const NO_TYPE = -1;
const NO_ROWS = new Uint32Array(0);

/** Which row stands below which: types come first, then the rows of their parts. */
export class TypeTree {
  readonly typeCount: number;
  /** Types and parts. */
  readonly count: number;
  /** By part: the row of its type, and its label. */
  readonly #types: Uint32Array;
  readonly #labels: readonly string[];
  readonly #isRest: readonly boolean[];
  /** By type. */
  readonly #parts = new Map<number, Uint32Array>();

  constructor(typeCount: number, parts: readonly PlacedPart[]) {
    this.typeCount = typeCount;
    this.count = typeCount + parts.length;
    this.#types = Uint32Array.from(parts, ({ typeRow }) => typeRow);
    this.#labels = parts.map(({ label }) => label);
    this.#isRest = parts.map(({ isRest }) => isRest);
    for (let first = 0; first < parts.length; ) {
      let end = first + 1;
      while (end < parts.length && parts[end].typeRow === parts[first].typeRow) end++;
      this.#parts.set(
        parts[first].typeRow,
        Uint32Array.from({ length: end - first }, (_, i) => typeCount + first + i),
      );
      first = end;
    }
  }

  /** Rows of the parts of a type, largest first, the rest last; none for a row of a part. */
  partsOf(row: number): Uint32Array {
    return this.#parts.get(row) ?? NO_ROWS;
  }

  /** The row of the type that a part is of; -1 for that of a type. */
  typeOf(row: number): number {
    return row < this.typeCount ? NO_TYPE : this.#types[row - this.typeCount];
  }

  /** `null` for a type. */
  labelOf(row: number): string | null {
    return row < this.typeCount ? null : this.#labels[row - this.typeCount];
  }

  /** What the row is known by in every snapshot: the label, or REST_OF_PARTS; `null` for a type. */
  keyOf(row: number): string | null {
    return this.isRest(row) ? REST_OF_PARTS : this.labelOf(row);
  }

  /** Whether the row stands for all parts that have none. */
  isRest(row: number): boolean {
    return row >= this.typeCount && this.#isRest[row - this.typeCount];
  }

  /** The row of the part of a type with that key; -1 for none. */
  partCalled(typeRow: number, key: string): number {
    for (const row of this.partsOf(typeRow)) if (this.keyOf(row) === key) return row;
    return -1;
  }
}

interface PlacedPart {
  readonly typeRow: number;
  readonly label: string;
  readonly isRest: boolean;
}

export interface LabelledPart {
  readonly type: string;
  readonly label: string;
}

/**
 * The rows of parts, those of a type together: the ones with most weight, and one for the rest, which `sum` adds up. Parts of types without a row have none.
 */
export function rowsOfParts<Part extends LabelledPart>(
  typeRows: ReadonlyMap<string, number>,
  parts: readonly Part[],
  weightOf: (part: Part) => number,
  sum: (rest: readonly Part[]) => Part,
): readonly (Part & PlacedPart)[] {
  const byType = new Map<number, Part[]>();
  for (const part of parts) {
    const typeRow = typeRows.get(part.type);
    if (typeRow === undefined) continue;
    const others = byType.get(typeRow);
    if (others === undefined) byType.set(typeRow, [part]);
    else others.push(part);
  }
  return [...byType].flatMap(([typeRow, all]) => {
    const sorted = all.toSorted((one, other) => weightOf(other) - weightOf(one));
    /* A row for one part says no less than the part. */
    const shownCount = sorted.length > MAX_PARTS + 1 ? MAX_PARTS : sorted.length;
    const shown = sorted.slice(0, shownCount).map((part) => ({ ...part, typeRow, isRest: false }));
    const rest = sorted.slice(shownCount);
    if (rest.length === 0) return shown;
    const label = `(${writeCount(rest.length)} more shapes)`;
    return [...shown, { ...sum(rest), label, typeRow, isRest: true }];
  });
}
