// @vitest-environment happy-dom
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { totalsOf } from "../../graph/totals.ts";
import { bundled } from "./bundle.fixture.ts";
import { foldedOfGraph, graphOfFramework, graphOfPlain } from "./frameworks.fixture.ts";
import { react } from "./react.ts";

interface Root {
  unmount(): void;
}

interface ReactApp {
  renderApp(container: Element, dialogs: Element): Root;
  renderBadge(container: Element | ShadowRoot): Root;
  renderPage(page: Document): Root;
}

const VERSIONS: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
  [18, { react: "react-18", "react-dom": "react-dom-18" }],
  [19, {}],
];

/* UPDATE_GOLDENS=1 npx vitest run core/impls/frameworks writes the goldens anew: read the difference before you commit it. */
describe.each(VERSIONS)("React %i", async (version, alias) => {
  const app = await bundled<ReactApp>("./react-app.fixture.jsx", alias);
  const roots: Root[] = [];
  afterEach(() => {
    for (const root of roots.splice(0)) root.unmount();
    document.body.innerHTML = "";
  });

  test("components stand below one another, with their hooks, state and props by name", () => {
    document.body.innerHTML = "<div id=app></div><div id=dialogs></div>";
    const [container, dialogs] = document.body.children;
    roots.push(app.renderApp(container!, dialogs!));
    const graph = graphOfFramework(react);
    expect(graph.warnings).toEqual([]);
    const folded = foldedOfGraph(graph);
    const file = `./react-${version}.folded`;
    const golden = fileURLToPath(new URL(file, import.meta.url));
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, folded);
    expect(folded).toBe(readFileSync(golden, "utf8"));
  });

  test("roots of a page stand together, also those in shadow roots", () => {
    document.body.innerHTML = "<div></div><div></div><div></div>";
    const [first, second, host] = document.body.children;
    const inner = host!.attachShadow({ mode: "open" }).appendChild(document.createElement("p"));
    const shadow = inner.attachShadow({ mode: "open" });
    roots.push(app.renderBadge(first!), app.renderBadge(second!), app.renderBadge(shadow));
    const folded = foldedOfGraph(graphOfFramework(react));
    expect(folded).toMatch(/^React;Badge;State \(1\) 12$/m);
    expect(folded).toMatch(/^React;Badge;State 1;Object;of;Object;lines;Array 48$/m);
  });

  test("a tree of fibers takes the bytes that its objects take as plain ones", () => {
    document.body.innerHTML = "<div id=app></div><div id=dialogs></div>";
    const [container, dialogs] = document.body.children;
    roots.push(app.renderApp(container!, dialogs!));
    const described = graphOfFramework(react);
    const plain = graphOfPlain(react);
    expect(totalsOf(described).objectCount).toBe(totalsOf(plain).objectCount);
    expect(totalsOf(described).size).toBe(totalsOf(plain).size);
  });
});

/* happy-dom has not what React 19 asks of a document that it renders itself. */
test("a root may be the document, and one that is unmounted has nothing", async () => {
  const app = await bundled<ReactApp>("./react-app.fixture.jsx", { react: "react-18", "react-dom": "react-dom-18" });
  const root = app.renderPage(document);
  const folded = foldedOfGraph(graphOfFramework(react));
  root.unmount();
  expect(folded).toMatch(/^React;Badge;State \(1\) 4$/m);
  expect(graphOfFramework(react).roots.count).toBe(0);
});
