import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/introspect.ts";
import type { ClosureContext } from "../../../core/snapshot/closure-roots.ts";

/** Variables gathered under the names of roots, each as one context of its own. */
export class VariablesByRoot {
  readonly list: SafeList<{ readonly name: string; readonly contexts: SafeList<GatheredVariables> }> = createSafeList();
  readonly #byName = createSafeMap<string, GatheredVariables>();

  add(root: string, name: string, value: unknown): void {
    const { names, values } = this.#of(root);
    names[names.length] = name;
    values[values.length] = value;
  }

  addHidden(root: string, slots: number): void {
    this.#of(root).hidden += slots;
  }

  #of(root: string): GatheredVariables {
    let variables = this.#byName.get(root);
    if (variables === undefined) {
      variables = new GatheredVariables();
      this.#byName.set(root, variables);
      const contexts: SafeList<GatheredVariables> = createSafeList();
      contexts[0] = variables;
      this.list[this.list.length] = { name: root, contexts };
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
