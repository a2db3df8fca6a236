import type { NameMatcher } from "./services.ts";
import { PanelError } from "./services.ts";
import { currentSnapshotOf } from "./state.ts";
import type { Store } from "./store.ts";

/** Has regular expressions tried on the names of the displayed frames, by subscription: whenever a search is pending. */
export class PatternSearch {
  readonly #store: Store;
  readonly #names: NameMatcher;
  readonly #unsubscribe: () => void;
  /** The search that is being answered. */
  #asked: { readonly wanted: unknown; readonly derived: unknown } | null = null;

  constructor(store: Store, names: NameMatcher) {
    this.#store = store;
    this.#names = names;
    this.#unsubscribe = store.subscribe(() => void this.#follow());
  }

  dispose(): void {
    this.#unsubscribe();
  }

  async #follow(): Promise<void> {
    const { state } = this.#store;
    const { wanted, isPending } = state.search;
    const derived = currentSnapshotOf(state)?.derived;
    if (!isPending || wanted === null || derived === undefined) return;
    if (this.#asked?.wanted === wanted && this.#asked.derived === derived) return;
    const asked = { wanted, derived };
    this.#asked = asked;
    const patterns = wanted.terms.flatMap(({ pattern }) => pattern ?? []);
    try {
      const found = await this.#names.match(derived.frames.names, patterns);
      this.#store.dispatch({ type: "names-matched", wanted, derived, found });
    } catch (error) {
      if (error instanceof PanelError && error.code === "cancelled") return;
      const message = error instanceof Error ? error.message : String(error);
      this.#store.dispatch({ type: "names-refused", wanted, message });
    } finally {
      if (this.#asked === asked) this.#asked = null;
    }
  }
}
