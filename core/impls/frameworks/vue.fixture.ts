import type * as PiniaModule from "pinia";
import type * as Vue from "vue";
import { productionBundleOf } from "./production-bundle.fixture.ts";

/** Two generations of Vue 3, whose reactivity differs. */
export async function productionVue(name: "vue" | "vue32"): Promise<typeof Vue> {
  return (await productionBundleOf(`export * from "${name}"`)) as typeof Vue;
}

export async function productionPinia(): Promise<{ readonly vue: typeof Vue; readonly pinia: typeof PiniaModule }> {
  const bundle = await productionBundleOf('export * as vue from "vue"; export * as pinia from "pinia"');
  return bundle as { vue: typeof Vue; pinia: typeof PiniaModule };
}

/** What Vue renders into: it asks for no more than this of a document. */
export class Element {
  tag: string;
  text = "";
  constructor(tag: string) {
    this.tag = tag;
  }
}

/** A renderer for elements whose tree is beside them. */
export function rendererOf(vue: typeof Vue): Vue.Renderer<Element> {
  const children = new WeakMap<Element, Element[]>();
  const parents = new WeakMap<Element, Element>();
  const childrenOf = (element: Element): Element[] => {
    const known = children.get(element) ?? [];
    children.set(element, known);
    return known;
  };
  const remove = (element: Element): void => {
    const parent = parents.get(element);
    if (parent === undefined) return;
    childrenOf(parent).splice(childrenOf(parent).indexOf(element), 1);
    parents.delete(element);
  };
  return vue.createRenderer<Element, Element>({
    patchProp: () => {},
    insert(element, parent, anchor) {
      remove(element);
      const list = childrenOf(parent);
      const at = anchor ? list.indexOf(anchor) : -1;
      list.splice(at === -1 ? list.length : at, 0, element);
      parents.set(element, parent);
    },
    remove,
    createElement: (tag) => new Element(tag),
    createText: () => new Element("#text"),
    createComment: () => new Element("#comment"),
    setText: () => {},
    setElementText: () => {},
    parentNode: (element) => parents.get(element) ?? null,
    nextSibling(element) {
      const parent = parents.get(element);
      if (parent === undefined) return null;
      const list = childrenOf(parent);
      return list[list.indexOf(element) + 1] ?? null;
    },
  });
}
