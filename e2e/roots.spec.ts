// Where a snapshot starts from.

import type { PanelSession } from "../scripts/browser/devtools-panel.ts";
import {
  addRoot,
  downloadFolded,
  PanelAlertError,
  rootsGroup,
  takeSnapshot,
} from "../scripts/browser/panel-actions.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { pageWithModule, pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, snapshotButtonOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

async function readRoots(session: PanelSession): Promise<Set<string>> {
  return new Set(parseFolded(await downloadFolded(session)).map(({ frames }) => frames[0]!));
}

test("a page without any root or global is told how to get one", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(
    `${await serve({ path: "/", html: "<!doctype html><title>Empty</title><p>Nothing." })}/`,
  );
  const status = await takeSnapshot(panel);
  expect(status.objectCount).toBe(0);
  await expect(panel.getByRole("heading", { name: "Nothing to measure" })).toBeVisible();
  await expect(panel.getByText('registerRoot("store", store)')).toBeVisible();
});

test("roots that an inline script registers with the built package", async ({ serve, openPanel }) => {
  const script = `
    const cart = { items: [{ sku: "a-1", qty: 2 }] };
    globalThis.keepAlive = cart;
    registerRoot("cart", cart);
    registerRoot("from a getter", () => ({ answer: [42] }));`;
  const session = await openPanel(`${await serve({ path: "/", html: pageWithModule(script) })}/`);
  await takeSnapshot(session.panel);
  const text = await downloadFolded(session);
  const roots = new Set(parseFolded(text).map(({ frames }) => frames[0]));
  expect(roots).toEqual(new Set(["cart", "from a getter"]));
  expect(text.split("\n").filter((line) => line.startsWith("cart;"))).toEqual([
    "cart;Object 12",
    "cart;Object;items 4",
    "cart;Object;items;Array 16",
    "cart;Object;items;Array;elements 12",
    "cart;Object;items;Array;elements;Object 12",
    "cart;Object;items;Array;elements;Object;qty 4",
    "cart;Object;items;Array;elements;Object;sku 4",
    "cart;Object;items;Array;elements;Object;sku;string 16",
  ]);
});

test("a root that is unchecked is not walked", async ({ serve, openPanel }) => {
  const script = 'globalThis.a = {}; globalThis.b = {}; registerRoot("a", a); registerRoot("b", b);';
  const session = await openPanel(`${await serve({ path: "/", html: pageWithModule(script) })}/`);
  await rootsGroup(session.panel).getByRole("checkbox", { name: "a", exact: true }).uncheck();
  await takeSnapshot(session.panel);
  expect(await readRoots(session)).toEqual(new Set(["b"]));
});

test("the page's globals are taken beside registered roots when asked for", async ({ serve, openPanel }) => {
  const script = "globalThis.appState = { rows: [1.5] }; registerRoot('rows', appState.rows);";
  const html = pageWithModule(script);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  await session.panel.getByRole("checkbox", { name: "Page globals" }).check();
  await takeSnapshot(session.panel);
  expect(await readRoots(session)).toEqual(new Set(["rows", "appState"]));
});

test("the browser's own globals are no roots", async ({ serve, openPanel }) => {
  const html = pageWithScript("globalThis.mine = { a: [1, 2] }; var alsoMine = new Map([[1, {}]]);");
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  await takeSnapshot(session.panel);
  expect(await readRoots(session)).toEqual(new Set(["mine", "alsoMine"]));
});

test("an expression that does not parse, or throws, is refused in the engine's own words", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: pageWithScript("") })}/`);
  await expect(addRoot(panel, "a b")).rejects.toThrow(/SyntaxError|Unexpected identifier/);
  await expect(addRoot(panel, "noSuchThing.at.all")).rejects.toThrow(/noSuchThing is not defined/);
  await expect(addRoot(panel, "noSuchThing")).rejects.toThrow(PanelAlertError);
  await expect(alertOf(panel)).toHaveCount(0);
  await expect(snapshotButtonOf(panel)).toBeEnabled();
});
