// Frames: their functions are asked in their own realm, and what those hold stands under the frame.
import { downloadFolded, rootsGroup, takeSnapshot } from "../package/browser/panel-actions.ts";
import type { Route } from "../scripts/static-server.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { alertOf, openInsights } from "./fixtures/panel-parts.ts";
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
  await openInsights(panel, "Warnings");
  await expect(panel.getByText(/could not be asked/)).toHaveCount(0);

  await rootsGroup(panel).getByRole("checkbox", { name: 'frame "Cart" 2', exact: true }).uncheck();
  await takeSnapshot(panel);
  const without = (await downloadFolded(session)).split("\n");
  expect(without).toContain(`frame "Cart";kept.js;${ROWS}`);
  expect(without.filter((line) => line.startsWith('frame "Cart" 2'))).toEqual([]);
  await expect(alertOf(panel)).toHaveCount(0);
});

/** A module that keeps 1 MiB, 3,000 numbers and 2,000 numbers, each where only a debugger can read. */
const SHEET = `function createSheet() {
  const cells = new Float64Array(131072);
  return { at: (i) => cells[i] };
}
const sheet = createSheet();
class Ledger { #entries = new Float64Array(3000); }
const remarks = new WeakMap();
globalThis.ledger = new Ledger();
remarks.set(globalThis.ledger, { remark: new Float64Array(2000) });
addEventListener("message", () => remarks.get(sheet.at(0)));`;

test("frames of other origins have their closures, too, in the page's process and in others", async ({
  serve,
  openPanel,
}) => {
  const module = '<script type="module" src="/sheet.js"></script>';
  const inner = await serve(documentOf("/", "Inner", module), script("/sheet.js", SHEET));
  const other = await serve(
    documentOf("/near", "Near", module),
    documentOf("/far", "Far", `${module}<iframe src="${inner}/"></iframe>`),
    script("/sheet.js", SHEET),
  );
  const far = other.replace("127.0.0.1", "localhost");
  const origin = await serve(
    documentOf(
      "/",
      "Shop",
      `<iframe src="${other}/near"></iframe><iframe src="${far}/far"></iframe><iframe sandbox="allow-scripts" src="/closed"></iframe>`,
    ),
    documentOf("/closed", "Closed", '<script src="/kept.js"></script>'),
    script("/kept.js", KEPT),
  );
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  for (const name of ["Near", "Far", "Inner", "Closed"]) {
    await expect(rootsGroup(panel).getByRole("checkbox", { name: `frame "${name}"`, exact: true })).toBeChecked();
  }
  /* A second snapshot asks the same agents again. */
  for (const _snapshot of ["first", "second"]) {
    await takeSnapshot(panel);
    const folded = await downloadFolded(session);
    expect(folded.split("\n")).toContain(`frame "Closed";kept.js;${ROWS}`);
    const stacks = parseFolded(folded);
    const bytesAt = (frame: string, field: string): number =>
      stacks
        .filter(({ frames }) => frames[0] === `frame "${frame}"` && frames.includes(field))
        .reduce((sum, { bytes }) => sum + bytes, 0);
    for (const name of ["Near", "Far", "Inner"]) {
      expect(bytesAt(name, "cells")).toBeGreaterThan(1_048_576);
      expect(bytesAt(name, "#entries")).toBeGreaterThan(24_000);
      expect(bytesAt(name, "remark")).toBeGreaterThan(16_000);
      expect(bytesAt(name, "cells")).toBeLessThan(1_100_000);
    }
    expect(stacks.filter(({ frames }) => frames[0] === "Closures" && frames.includes("cells"))).toEqual([]);
    await openInsights(panel, "Warnings");
    await expect(panel.getByText(/without closures|could not be asked/)).toHaveCount(0);
  }
  await expect(alertOf(panel)).toHaveCount(0);
  expect(await page.evaluate("Object.getOwnPropertyNames(globalThis).join()")).not.toContain("allocative");
});
