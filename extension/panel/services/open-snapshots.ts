import type { DerivedSnapshot, FrameApi } from "../worker/frame-api.ts";
import type { Remote } from "../worker/rpc.ts";

/** How a snapshot was opened, so that another worker can open it again. */
export interface Source {
  readonly number: number;
  /** Those that must be open before: the two sides of a diff. */
  readonly needs: readonly Source[];
  open(api: Remote<FrameApi>): Promise<DerivedSnapshot>;
}

/** The snapshots that one worker has open. */
export class OpenSnapshots {
  readonly #api: Remote<FrameApi>;
  readonly #open = new Map<Source, Promise<DerivedSnapshot>>();

  constructor(api: Remote<FrameApi>) {
    this.#api = api;
  }

  /** Opens it, if it is not open yet. */
  open(source: Source): Promise<DerivedSnapshot> {
    const known = this.#open.get(source);
    if (known !== undefined) return known;
    const opening = this.#openNow(source);
    this.#open.set(source, opening);
    opening.catch(() => this.#open.delete(source));
    return opening;
  }

  async drop(number: number): Promise<void> {
    for (const source of this.#open.keys()) {
      if (source.number !== number) continue;
      this.#open.delete(source);
      await this.#api.drop(number);
    }
  }

  async #openNow(source: Source): Promise<DerivedSnapshot> {
    for (const needed of source.needs) await this.open(needed);
    return source.open(this.#api);
  }
}
