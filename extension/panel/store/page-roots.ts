import { sentenceOf } from "./failure.ts";
import { parseRoot } from "./root-expression.ts";
import { isRegisteredName, snapshotRequestOf } from "./roots.ts";
import type { GlobalsChoice, InspectedPage } from "./services.ts";
import type { Store } from "./store.ts";

/** What the page offers as roots, and those that the user adds. Nothing rejects. */
export class PageRoots {
  readonly #store: Store;
  readonly #page: InspectedPage;
  /** Answers to an older question are dropped. */
  #asked = 0;

  constructor(store: Store, page: InspectedPage) {
    this.#store = store;
    this.#page = page;
  }

  async list(): Promise<void> {
    const asked = ++this.#asked;
    const { globals, expressions } = snapshotRequestOf(this.#store.state.roots);
    try {
      const roots = await this.#page.listRoots({ globals, expressions });
      if (asked === this.#asked) this.#store.dispatch({ type: "roots-listed", roots });
    } catch (error) {
      if (asked === this.#asked) this.#store.dispatch({ type: "roots-failed", message: sentenceOf(error) });
    }
  }

  chooseGlobals(globals: GlobalsChoice): Promise<void> {
    this.#store.dispatch({ type: "globals-chosen", globals });
    return this.list();
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
