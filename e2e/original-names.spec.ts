// A minified bundle with a source map: the snapshot has the names and files that its developers know.

import { readFile } from "node:fs/promises";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadExport, downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import type { Route } from "../scripts/static-server.ts";
import { chooseInView, toggleInView } from "./fixtures/panel-parts.ts";
import { bundleOf } from "./fixtures/source-bundle.ts";
import { expect, test } from "./fixtures/test.ts";

const FILES: Readonly<Record<string, string>> = {
  "src/session-store.ts": `
    export class SessionRecord { constructor(readonly identity: number) {} }
    const recordsByIdentity = new Map<number, SessionRecord>();
    export function addRecord(identity: number) { recordsByIdentity.set(identity, new SessionRecord(identity)); return recordsByIdentity.size; }`,
  "node_modules/tiny-store/index.js": `
    const subscribersByName = new Map();
    export function subscribe(name) { subscribersByName.set(name, { name, list: new Array(100).fill(0.5) }); return subscribersByName.size; }`,
  "src/main.ts": `
    import { subscribe } from "node_modules/tiny-store/index.js";
    import { addRecord } from "./session-store.ts";
    function createHistory(limit: number) { const visitedPlaces: object[] = []; return () => { visitedPlaces.push({ limit }); return visitedPlaces.length; }; }
    const rememberPlace = createHistory(10);
    document.addEventListener("click", () => [addRecord(1), rememberPlace(), subscribe("click")]);
    for (let i = 0; i < 1000; i++) addRecord(i);
    rememberPlace();
    subscribe("start");
    setInterval(function refreshPlaces() { return rememberPlace; }, 1e9);
    document.documentElement.dataset.ready = "1";`,
};

/** Of a page with the bundle. */
async function routesOf(source: "with map" | "without map"): Promise<Route[]> {
  const { script, map } = await bundleOf(FILES);
  expect(script).not.toContain("recordsByIdentity");
  const html =
    '<!doctype html><meta charset="utf-8"><title>Bundle</title><script type="module" src="/assets/app.js"></script>';
  const routes: Route[] = [
    { path: "/", html },
    { path: "/assets/app.js", html: script, headers: { "content-type": "text/javascript" } },
  ];
  if (source === "with map")
    routes.push({ path: "/assets/app.js.map", html: map, headers: { "content-type": "application/json" } });
  return routes;
}

async function measure(session: PanelSession): Promise<string> {
  await session.page.waitForSelector("html[data-ready]", { state: "attached" });
  await takeSnapshot(session.panel);
  return downloadFolded(session);
}

test("variables, classes and functions have the names of their source, and stand under their file", async ({
  serve,
  openPanel,
}) => {
  const folded = await measure(await openPanel(`${await serve(...(await routesOf("with map")))}/`));
  expect(folded).toMatch(/^Closures;src\/session-store\.ts;recordsByIdentity;Map;table;value;SessionRecord 12000$/m);
  expect(folded).toMatch(
    /^Closures;src\/main\.ts;rememberPlace;Function;createHistory;\[\[Scopes\]\];visitedPlaces;Array 16$/m,
  );
  expect(folded).toMatch(/^Closures;src\/main\.ts;refreshPlaces;Function /m);
});

test("Names shows the minified ones of the same snapshot, which a snapshot file has, too", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...(await routesOf("with map")))}/`);
  const original = await measure(session);
  const { panel } = session;
  const file = await downloadExport(session, "Snapshot file");
  await chooseInView(panel, "Minified");
  const root = panel.getByRole("treeitem", { name: /^assets\/app\.js, / });
  await panel.getByRole("tree", { name: "Object tree" }).focus();
  await expect(panel.getByRole("treeitem", { name: /^Closures, / })).toBeVisible();
  await panel.getByRole("searchbox", { name: "Find" }).fill("assets/app.js");
  await panel.getByRole("button", { name: "Next match" }).click();
  await expect(root).toBeVisible();
  const minified = await downloadFolded(session);
  expect(minified).not.toContain("recordsByIdentity");
  expect(minified).toMatch(/^Closures;assets\/app\.js;[^;]+;Map;table;value;[^;]{1,2} 12000$/m);
  expect(sumOf(minified)).toBe(sumOf(original));
  await panel
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name: "app.allocative",
      mimeType: "application/octet-stream",
      buffer: await readFile(file),
    });
  await expect(panel.getByRole("status").first()).toHaveText(/^Snapshot 2: /);
  expect(await downloadFolded(session)).toBe(minified);
  await chooseInView(panel, "Original");
  await expect(root).toHaveCount(0);
  expect(await downloadFolded(session)).toBe(original);
});

test("My code puts scripts of node_modules into one box, and says why it finds none", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(...(await routesOf("with map")))}/`);
  const { panel } = session;
  const whole = await measure(session);
  expect(whole).toMatch(/^Closures;node_modules\/tiny-store\/index\.js;subscribersByName;Map /m);
  await toggleInView(panel, "My code");
  await expect(panel.getByRole("list", { name: "Transforms" })).toHaveText("my code", { useInnerText: true });
  const own = await downloadFolded(session);
  expect(own).toMatch(/^Closures;\(libraries\);tiny-store \d{4}$/m);
  expect(own).not.toContain("subscribersByName");
  expect(own).toContain("recordsByIdentity");
  expect(sumOf(own)).toBe(sumOf(whole));
  await toggleInView(panel, "My code");
  expect(await downloadFolded(session)).toBe(whole);

  const plain = await openPanel(`${await serve(...(await routesOf("without map")))}/`);
  await measure(plain);
  await toggleInView(plain.panel, "My code");
  await expect(plain.panel.getByRole("list", { name: "Transforms" })).toHaveText(/not found here/);
  await plain.panel.getByRole("button", { name: "About my code" }).press("Enter");
  await expect(plain.panel.getByRole("note", { name: "my code" })).toContainText(
    /found no script of node_modules\. .* source map/,
  );
  await plain.panel.getByRole("button", { name: "View", exact: true }).click();
  await expect(plain.panel.getByRole("group", { name: "Names" })).toHaveAccessibleDescription(
    /no script had a source map/,
  );
  await expect(plain.panel.getByRole("menuitemradio", { name: "Minified" })).toBeDisabled();
});

/** Bytes of all stacks. */
function sumOf(folded: string): number {
  return folded
    .trim()
    .split("\n")
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
}

test("what Path hides stays hidden under the other names", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(...(await routesOf("with map")))}/`);
  const original = await measure(session);
  const { panel } = session;
  await panel.getByRole("searchbox", { name: "Find" }).fill("field:recordsByIdentity");
  await panel.getByRole("button", { name: "Next match" }).click();
  await panel.getByRole("tree", { name: "Object tree" }).focus();
  await panel.page().keyboard.press("Shift+F10");
  await panel.getByRole("menuitem", { name: /^Hide/ }).click();
  const chips = panel.getByRole("list", { name: "Transforms" });
  await expect(chips).toContainText("hide recordsByIdentity: Map");
  const hidden = sumOf(await downloadFolded(session));
  expect(hidden).toBeLessThan(sumOf(original));
  await chooseInView(panel, "Minified");
  await expect(panel.getByRole("treeitem", { name: /recordsByIdentity/ })).toHaveCount(0);
  const minified = await downloadFolded(session);
  expect(minified).toContain("assets/app.js");
  expect(sumOf(minified)).toBe(hidden);
  await expect(chips).not.toContainText("not found here");
});
