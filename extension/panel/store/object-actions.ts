import type { ObjectUse } from "../../protocol/messages.ts";
import { boxLabelOf, boxPathTextOf, TOP_BOX, tailOf } from "../frames/box.ts";
import { BROWSER_WORDS } from "./browser-words.ts";
import { fail } from "./failure.ts";
import {
  type FrameWorker,
  type LiveObjects,
  type ObjectPosition,
  type OnlyWalked,
  type Outlet,
  PanelError,
} from "./services.ts";
import { currentSnapshotOf, listedSnapshotOf, type Snapshot, shownDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";

/** What an action is about: the largest object of a box, or one object. */
export type ActionTarget =
  | { readonly of: "box"; readonly box: number }
  | { readonly of: "object"; readonly object: ObjectPosition; readonly label: string };

interface FoundObject {
  /** Of the displayed snapshot. */
  readonly number: number;
  readonly object: ObjectPosition;
}

export interface ObjectActionsParts {
  readonly store: Store;
  readonly worker: FrameWorker;
  readonly live: LiveObjects;
  readonly outlet: Outlet;
  readonly takeOnly: (only: OnlyWalked) => Promise<void>;
  /** Has the rows in view read again: they are not what they were. */
  readonly readAgain: () => void;
}

const NOTICES: Readonly<Record<Exclude<ObjectUse, "compare" | "store">, string>> = {
  log: "Logged to the console. Scripts of the page that record what is logged have it, too.",
  reveal: `Revealed in ${BROWSER_WORDS.nodesTool}.`,
  source: `Opened in ${BROWSER_WORDS.sourcesTool}.`,
};

/** What the user can do with the page's objects of the displayed snapshot. Each ends in a notice or a failure. */
export class ObjectActions {
  readonly #parts: ObjectActionsParts;

  constructor(parts: ObjectActionsParts) {
    this.#parts = parts;
  }

  /** Why there is nothing to be done with objects of the displayed snapshot, as a sentence; `null` if there is. */
  refusal(): string | null {
    const snapshot = currentSnapshotOf(this.#parts.store.state);
    if (snapshot === null || !isOfPage(snapshot)) return "Only objects of a snapshot of this page can be used.";
    return this.#parts.live.refusalOf(snapshot.number);
  }

  async use(target: ActionTarget, use: Exclude<ObjectUse, "compare">): Promise<void> {
    const { store, live } = this.#parts;
    await this.#attempt(async () => {
      const { number, object } = await this.#find(target);
      const name = await live.use(number, object, use);
      const notice = use === "store" ? `Stored as the global variable ${name}.` : NOTICES[use];
      store.dispatch({ type: "noticed", notice });
    });
  }

  /** Copies an expression that gives the object in the console; where there is none, the path of its box. */
  async copyPath(target: ActionTarget): Promise<void> {
    const { store, outlet } = this.#parts;
    await this.#attempt(async () => {
      const expression = await this.#expressionOf(target);
      const snapshot = currentSnapshotOf(store.state);
      if (expression !== null) await outlet.copyText(expression);
      else if (target.of === "box" && snapshot !== null)
        await outlet.copyText(boxPathTextOf(snapshot.derived.frames, target.box));
      else throw new PanelError("no-expression", "No expression leads to this object in the console.");
      const notice =
        expression === null
          ? "Copied as a path: no expression leads to the object in the console."
          : "Copied as an expression for the console.";
      store.dispatch({ type: "noticed", notice });
    });
  }

  async #expressionOf(target: ActionTarget): Promise<string | null> {
    if (this.refusal() !== null || (target.of === "box" && target.box === TOP_BOX)) return null;
    const { store, live } = this.#parts;
    const found = await this.#lookUp(target);
    if (found === null) return null;
    const { expressions } = store.state.roots;
    return live.expressionOf(
      found.number,
      found.object,
      new Map(expressions.map(({ name, expression }) => [name, `(${expression})`])),
    );
  }

  /** Walks the object alone. */
  async snapshotOnly(target: ActionTarget): Promise<void> {
    const { live, takeOnly } = this.#parts;
    await this.#attempt(async () => {
      const { number, object } = await this.#find(target);
      const label = this.#labelOf(target);
      await takeOnly(await live.onlyOf(number, object, label));
    });
  }

  #labelOf(target: ActionTarget): string {
    if (target.of === "object") return target.label;
    const snapshot = currentSnapshotOf(this.#parts.store.state);
    return snapshot === null ? "" : boxLabelOf(snapshot.derived.frames, target.box);
  }

  async #find(target: ActionTarget): Promise<FoundObject> {
    const found = await this.#lookUp(target);
    if (found === null) throw new PanelError("no-object", "No object stands behind this box.");
    return found;
  }

  /** `null` for a box without objects, such as one of a comparison that is gone in the snapshot after. */
  async #lookUp(target: ActionTarget): Promise<FoundObject | null> {
    const { store, worker } = this.#parts;
    const snapshot = currentSnapshotOf(store.state);
    const refusal = this.refusal();
    if (snapshot === null || refusal !== null) throw new PanelError("object-gone", refusal ?? "");
    const { number, derived } = snapshot;
    if (target.of === "object") return { number, object: target.object };
    const frame = tailOf(derived.frames, target.box);
    const object = await worker.findLargestObject(number, shownDerivationOf(snapshot), frame);
    return object && { number, object };
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.#parts.store.dispatch({ type: "failure-dismissed" });
    try {
      await action();
    } catch (error) {
      this.#parts.readAgain();
      fail(this.#parts.store, error);
    }
  }
}

/** Of a comparison, `LiveObjects` knows whether the snapshot after is. */
function isOfPage(snapshot: Snapshot): boolean {
  if (snapshot.kind === "walked" && snapshot.source !== "page") return false;
  return listedSnapshotOf(snapshot)?.kind === "walked";
}
