import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/safe-collections.ts";
import type { ClosureContext } from "../../../core/snapshot/closure-roots.ts";

interface Root<Context extends ClosureContext> {
  readonly name: string;
  readonly contexts: SafeList<Context>;
}

/** Contexts under the names of roots. */
export class ContextsByRoot<Context extends ClosureContext> {
  readonly list: SafeList<Root<Context>> = createSafeList();
  readonly #byName = createSafeMap<string, SafeList<Context>>();

  add(root: string, context: Context): void {
    let contexts = this.#byName.get(root);
    if (contexts === undefined) {
      contexts = createSafeList();
      this.#byName.set(root, contexts);
      this.list[this.list.length] = { name: root, contexts };
    }
    contexts[contexts.length] = context;
  }

  /** The first context of a root. */
  firstOf(root: string): Context | undefined {
    return this.#byName.get(root)?.[0];
  }
}

/** Variables gathered under the names of roots, each as one context of its own. */
export class VariablesByRoot {
  readonly #roots = new ContextsByRoot<GatheredVariables>();
  readonly #isLeftOut: (value: unknown) => boolean;

  constructor(isLeftOut: (value: unknown) => boolean) {
    this.#isLeftOut = isLeftOut;
  }

  get list(): SafeList<Root<ClosureContext>> {
    return this.#roots.list;
  }

  add(root: string, name: string, value: unknown): void {
    if (this.#isLeftOut(value)) return;
    const { names, values } = this.#of(root);
    names[names.length] = name;
    values[values.length] = value;
  }

  addHidden(root: string, slots: number): void {
    this.#of(root).hidden += slots;
  }

  #of(root: string): GatheredVariables {
    let variables = this.#roots.firstOf(root);
    if (variables === undefined) {
      variables = new GatheredVariables();
      this.#roots.add(root, variables);
    }
    return variables;
  }
}

class GatheredVariables implements ClosureContext {
  readonly name = "";
  readonly names: SafeList<string> = createSafeList();
  readonly values: SafeList<unknown> = createSafeList();
  readonly above = undefined;
  hidden = 0;

  get slots(): number {
    return this.names.length + this.hidden;
  }
}
