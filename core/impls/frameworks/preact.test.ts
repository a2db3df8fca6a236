// @vitest-environment happy-dom
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { bundled } from "./bundle.fixture.ts";
import { foldedOfGraph, graphOfFramework } from "./frameworks.fixture.ts";
import { preact } from "./preact.ts";

interface PreactApp {
  renderApp(container: Element): Promise<{ unmount(): void }>;
}

const VERSIONS: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
  [10, { preact: "preact-10" }],
  [11, { preact: "preact" }],
];

/* UPDATE_GOLDENS=1 npx vitest run core/impls/frameworks writes the goldens anew: read the difference before you commit it. */
describe.each(VERSIONS)("Preact %i", async (version, alias) => {
  const app = await bundled<PreactApp>("./preact-app.fixture.jsx", alias);
  afterEach(() => {
    document.body.innerHTML = "";
  });

  test("components stand below one another, with their hooks, state, props and signals by name", async () => {
    document.body.innerHTML = "<div></div>";
    const root = await app.renderApp(document.body.firstElementChild!);
    const graph = graphOfFramework(preact);
    expect(graph.warnings).toEqual([]);
    /* Preact 10 puts the time of an event on its listeners, under a random name. */
    const folded = foldedOfGraph(graph).replace(/__a0\.\d+/g, "__a0.random");
    const file = `./preact-${version}.folded`;
    const golden = fileURLToPath(new URL(file, import.meta.url));
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, folded);
    expect(folded).toBe(readFileSync(golden, "utf8"));
    root.unmount();
  });
});
