import type { HeapColumns } from "./heap-columns.ts";
import { HeapSnapshotError } from "./heap-snapshot-error.ts";
import { NumberScanner } from "./number-scanner.ts";
import { ValueScanner } from "./value-scanner.ts";

/**
 * Reads `locations`, from its "[" on. They only label what the graph has: a list that is not of whole rows of whole
 * numbers is gone over like any value, and none of its rows counts.
 */
export class LocationScanner {
  readonly #columns: Pick<HeapColumns, "locationSink" | "dropLocations">;
  readonly #value = new ValueScanner(0);
  #rows: NumberScanner | null;
  #hasBegun = false;

  constructor(width: number, columns: Pick<HeapColumns, "locationSink" | "dropLocations">) {
    this.#columns = columns;
    this.#rows = new NumberScanner("locations", width, columns.locationSink);
  }

  get isDone(): boolean {
    return this.#value.isDone;
  }

  scan(bytes: Uint8Array, start: number): number {
    const end = this.#value.scan(bytes, start);
    const first = this.#hasBegun ? start : start + 1;
    this.#hasBegun = true;
    if (this.#rows !== null && !this.#rows.isDone) this.#readRows(this.#rows, bytes.subarray(first, end));
    return end;
  }

  #readRows(rows: NumberScanner, bytes: Uint8Array): void {
    try {
      rows.scan(bytes, 0);
    } catch (error) {
      if (!(error instanceof HeapSnapshotError)) throw error;
      this.#rows = null;
      this.#columns.dropLocations();
    }
  }
}
