import { ownPropertyOf } from "../../core/realm/introspect.ts";
import { createSafeMap } from "../../core/realm/safe-collections.ts";
import { type ResolvedRoot, resolveGetter } from "../../core/registry/roots.ts";
import type { ExpressionRoot } from "../protocol/messages.ts";

const { deleteProperty } = Reflect;

/** The expression cannot be evaluated. `reason` is a sentence of the panel's. */
export interface RefusedExpression {
  readonly state: "refused";
  readonly reason: string;
}

const LOST: RefusedExpression = {
  state: "refused",
  reason: "The expression of this root is not there any more. Remove the root, then add it again.",
};

/** The expressions of one connection, compiled by DevTools. They are not in the page's registry: the page's own snapshots do not have them. */
export class Expressions {
  readonly #getters = createSafeMap<string, () => unknown>();

  /** Takes the functions that came with a message off the page's global object. */
  take(roots: readonly ExpressionRoot[]): void {
    for (let i = 0; i < roots.length; i++) {
      const root = roots[i];
      const get = ownPropertyOf(globalThis, root.handle)?.value;
      if (typeof get !== "function") continue;
      deleteProperty(globalThis, root.handle);
      this.#getters.set(root.handle, get as () => unknown);
    }
  }

  /** Evaluates an expression; contains what it throws. */
  resolve(root: ExpressionRoot): ResolvedRoot | RefusedExpression {
    if (root.refusal !== "") return { state: "refused", reason: root.refusal };
    const get = this.#getters.get(root.handle);
    return get === undefined ? LOST : resolveGetter(get);
  }
}
