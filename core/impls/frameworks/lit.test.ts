// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { writeFolded } from "../../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../../graph/codec.ts";
import { ROOT_FRAMEWORK } from "../../graph/graph.ts";
import { createWalk } from "../../snapshot/create-walk.ts";
import { lit } from "./lit.ts";
import { productionBundleOf } from "./production-bundle.fixture.ts";

/* The accessors of this document are no native ones: elements have no tag here, and their trees are not walked. That is tested in a browser. */

interface LitPackage {
  readonly LitElement: { new (): HTMLElement & { addController(controller: object): void } };
  html(strings: TemplateStringsArray, ...values: unknown[]): unknown;
}

function linesOf(element: object): string[] {
  const walk = createWalk({ layout: "chrome", maxObjects: 20_000 });
  walk.addPart(element, lit.describe);
  walk.addRoot("Lit", element, ROOT_FRAMEWORK);
  walk.advance(Number.POSITIVE_INFINITY);
  const decoded = decodeGraph(encodeGraph(walk.finish()));
  if (!decoded.ok) throw new Error(decoded.error);
  return writeFolded(framesOfGraph(decoded.graph, ownersOf(decoded.graph, "owner"))).split("\n");
}

describe.each(["lit", "lit2"])("%s, a production build", async (name) => {
  const { LitElement, html } = (await productionBundleOf(`export { LitElement, html } from "${name}"`)) as LitPackage;

  class TodoList extends LitElement {
    static properties = { filter: {}, todos: { state: true }, unset: {} };
    declare todos: object[];
    declare filter: string;
    cache = { entries: ["kept by the app"] };
    constructor() {
      super();
      /* In another order than they are declared in. */
      this.todos = [{ title: "buy some milk" }];
      this.filter = "the filter of the list";
      this.addController({ hostConnected() {}, request: { url: "/todos?all" } });
    }
    render(): unknown {
      return html`<ul>${this.todos.map(() => html`<li></li>`)}</ul>`;
    }
  }
  customElements.define(`todo-list-${name}`, TodoList);

  test("values of reactive properties stand under their names, and what else the element has under its own", () => {
    const element = new TodoList();
    expect(lit.containedIn(element, Reflect.ownKeys(element))).toBe(element);
    const lines = linesOf(element);
    expect(lines).toContain("Lit;Element;todos;Array;elements;Object;title;string 28");
    expect(lines.some((line) => /^Lit;Element;filter;string \d+$/.test(line))).toBe(true);
    expect(lines.some((line) => line.startsWith("Lit;Element;cache;Object;entries;Array"))).toBe(true);
    expect(lines.some((line) => line.startsWith("Lit;Element;controllers;Object;request;Object;url"))).toBe(true);
  });

  test("an element of no Lit class is no container", () => {
    const element = document.createElement("div");
    expect(lit.containedIn(element, [])).toBeUndefined();
    const imitation = Object.assign(document.createElement("div"), { isUpdatePending: true });
    expect(lit.containedIn(imitation, ["isUpdatePending"])).toBeUndefined();
  });
});
