import { sentenceOf } from "./failure.ts";
import { parseRoot } from "./root-expression.ts";
import { isRegisteredName } from "./roots.ts";
import type { InspectedPage, TickMemory } from "./services.ts";
import type { Store } from "./store.ts";
import { NO_TICKS } from "./ticks.ts";

/** What the page offers as roots, and those that the user adds. Nothing rejects. */
export class PageRoots {
  readonly #store: Store;
  readonly #page: InspectedPage;
  readonly #memory: TickMemory;
  /** Answers to an older question are dropped. */
  #asked = 0;

  constructor(store: Store, page: InspectedPage, memory: TickMemory) {
    this.#store = store;
    this.#page = page;
    this.#memory = memory;
  }

  async list(): Promise<void> {
    const asked = ++this.#asked;
    try {
      await this.#listAs(asked);
    } catch (error) {
      if (asked === this.#asked) this.#store.dispatch({ type: "roots-failed", message: sentenceOf(error) });
    }
  }

  /** What there is by now: scripts may have made more since the last time. Rejects as the page does. */
  listBeforeSnapshot(signal: AbortSignal): Promise<void> {
    return this.#listAs(this.#asked, signal);
  }

  async #listAs(asked: number, signal?: AbortSignal): Promise<void> {
    const { site, isWatched, roots } = await this.#page.listRoots(this.#store.state.roots.expressions, signal);
    const ticks = site === null ? NO_TICKS : await this.#memory.ticksOf(site);
    if (asked === this.#asked) this.#store.dispatch({ type: "roots-listed", roots, site, isWatched, ticks });
  }

  async addExpression(text: string): Promise<boolean> {
    if (text.trim() === "") return false;
    const parsed = parseRoot(text);
    if (!parsed.ok) return this.#refuse(parsed.error);
    const { root } = parsed;
    if (root.name !== root.expression && isRegisteredName(this.#store.state.roots, root.name)) {
      return this.#refuse(`The page registered a root named “${root.name}”. Choose another name.`);
    }
    try {
      await this.#page.checkExpression(root.expression);
    } catch (error) {
      return this.#refuse(sentenceOf(error));
    }
    this.#store.dispatch({ type: "expression-added", root });
    await this.list();
    return true;
  }

  removeExpression(name: string): Promise<void> {
    this.#store.dispatch({ type: "expression-removed", name });
    return this.list();
  }

  #refuse(message: string): false {
    this.#store.dispatch({ type: "expression-refused", message });
    return false;
  }
}
