// @vitest-environment happy-dom
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { bundled } from "./bundle.fixture.ts";
import { foldedOfGraph, graphOfFramework } from "./frameworks.fixture.ts";
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
});
