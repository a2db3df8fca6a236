// Frames of the page's own origin: their functions are asked in their own realm, and what those hold stands under the frame.
import { downloadFolded, rootsGroup, takeSnapshot } from "../scripts/browser/panel-actions.ts";
import type { Route } from "../scripts/static-server.ts";
import { alertOf, tabOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const script = (path: string, source: string): Route => ({
  path,
  html: source,
  headers: { "content-type": "text/javascript" },
});

const documentOf = (path: string, title: string, body: string): Route => ({
  path,
  html: `<!doctype html><meta charset="utf-8"><title>${title}</title>${body}`,
});

/** Keeps 1,000 objects that only the closure of a function has. */
const KEPT = `function createCart() {
  const rows = Array.from({ length: 1000 }, (_, id) => ({ id }));
  return { count: () => rows.length };
}
const cart = createCart();`;
const ROWS = "cart;Object;count;Function;createCart;[[Scopes]];rows;Array;elements;Object 12000";

test("what only closures of frames hold stands under each frame, and is left out where the frame is", async ({
  serve,
  openPanel,
}) => {
  const origin = await serve(
    documentOf(
      "/",
      "Shop",
      '<script src="/kept.js"></script><iframe src="/cart"></iframe><iframe src="/cart"></iframe><iframe srcdoc="<p>A text</p>"></iframe>',
    ),
    documentOf("/cart", "Cart", '<script src="/kept.js"></script>'),
    script("/kept.js", KEPT),
  );
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  await takeSnapshot(panel);
  const folded = await downloadFolded(session);
  for (const root of ["Closures", 'frame "Cart"', 'frame "Cart" 2']) {
    expect(folded.split("\n")).toContain(`${root};kept.js;${ROWS}`);
  }
  const names = await page.evaluate("Object.getOwnPropertyNames(frames[0]).join()");
  expect(names).not.toContain("allocative");
  await tabOf(panel, "Warnings").click();
  await expect(panel.getByText(/could not be asked/)).toHaveCount(0);

  await rootsGroup(panel).getByRole("checkbox", { name: 'frame "Cart" 2', exact: true }).uncheck();
  await takeSnapshot(panel);
  const without = (await downloadFolded(session)).split("\n");
  expect(without).toContain(`frame "Cart";kept.js;${ROWS}`);
  expect(without.filter((line) => line.startsWith('frame "Cart" 2'))).toEqual([]);
  await expect(alertOf(panel)).toHaveCount(0);
});
