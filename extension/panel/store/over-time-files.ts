import type { MomentSeries } from "../frames/moments.ts";
import { writeMomentsCsv } from "../frames/moments-csv.ts";
import { fail } from "./failure.ts";
import type { Outlet } from "./services.ts";
import type { Store } from "./store.ts";

/** What is saved of totals over time. Nothing throws or rejects: errors go to the state. */
export class OverTimeFiles {
  readonly #store: Store;
  readonly #outlet: Outlet;

  constructor(store: Store, outlet: Outlet) {
    this.#store = store;
    this.#outlet = outlet;
  }

  saveCsv(series: MomentSeries): void {
    const snapshots = new Map(this.#store.state.snapshots.map((snapshot) => [snapshot.number, snapshot]));
    this.#outlet.saveFile(fileNameOf(series, "csv"), writeMomentsCsv(series, snapshots));
  }

  async saveImage(png: Promise<Uint8Array>, series: MomentSeries): Promise<void> {
    try {
      this.#outlet.saveFile(fileNameOf(series, "png"), await png);
    } catch (error) {
      fail(this.#store, error);
    }
  }
}

/** `recording-2026-11-27T10-15-00.csv`. */
function fileNameOf({ startedAt }: MomentSeries, extension: string): string {
  const began = new Date(performance.timeOrigin + startedAt).toISOString().slice(0, 19).replaceAll(":", "-");
  return `recording-${began}.${extension}`;
}
