// Where a snapshot starts from.

import type { PanelSession } from "../package/browser/devtools-panel.ts";
import {
  addRoot,
  downloadFolded,
  PanelAlertError,
  rootsGroup,
  takeSnapshot,
} from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { pageWithModule, pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, openInsights, snapshotButtonOf, withoutClosures } from "./fixtures/panel-parts.ts";
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
  await expect(panel.getByText("JavaScript cannot look into closures and modules")).toBeVisible();
  await expect(panel.getByText('registerRoot("store", () => store)')).toBeVisible();
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

test("the browser's own globals are no roots, and neither is an expression that waits for the agent", async ({
  serve,
  openPanel,
}) => {
  const html = pageWithScript(`
    globalThis.mine = { a: [1, 2] };
    var alsoMine = new Map([[1, {}]]);
    globalThis.allocative_expression_${"0".repeat(32)} = () => {};`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  await withoutClosures(session.panel);
  await takeSnapshot(session.panel);
  expect(await readRoots(session)).toEqual(new Set(["mine", "alsoMine"]));
});

const ELEMENT_PAGE = `<!doctype html><meta charset="utf-8"><title>Elements</title>
<form><input name="field" value="x"></form><my-list></my-list>
<script type="module">
  customElements.define("my-list", class MyList extends HTMLElement { rows = [{ row: 1 }, { row: 2 }]; });
</script>`;

test("what custom elements keep is measured by the first click", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve({ path: "/", html: ELEMENT_PAGE })}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  await expect(rootsGroup(panel).getByRole("checkbox", { name: "(elements)" })).toBeChecked();
  const stacks = parseFolded(await downloadFolded(session)).map(({ frames }) => frames.join(";"));
  expect(stacks).toContain("(elements);MyList;rows;Array;elements;Object;row");
  expect(stacks.filter((stack) => /HTMLFormElement|HTMLInputElement/.test(stack))).toEqual([]);
});

test("a framework is listed by its name before the first click, which measures its components", async ({
  serve,
  openPanel,
}) => {
  const demo = { path: "/", folder: repositoryPath("dist/demo") };
  const session = await openPanel(`${await serve(demo)}/board/index.html`);
  const { panel } = session;
  await expect(rootsGroup(panel).getByRole("checkbox", { name: "React", exact: true })).toBeChecked();
  await takeSnapshot(panel);
  const roots = await readRoots(session);
  expect(roots).toContain("React");
  expect([...roots].some((root) => root.startsWith("frame "))).toBe(true);
});

test("an expression leaves the page's globals among the roots", async ({ serve, openPanel }) => {
  const html = pageWithScript("globalThis.mine = { a: 1 }; const hidden = { rows: [{}] };");
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  await addRoot(session.panel, "hidden.rows");
  await expect(rootsGroup(session.panel).getByRole("checkbox", { name: "mine" })).toBeChecked();
  await withoutClosures(session.panel);
  await takeSnapshot(session.panel);
  expect(await readRoots(session)).toEqual(new Set(["mine", "hidden.rows"]));
});

test("an expression that does not parse, or throws, is refused in the engine's own words", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: pageWithScript("const list = [{}];") })}/`);
  await expect(addRoot(panel, "a b")).rejects.toThrow(/SyntaxError: Unexpected identifier 'b'/);
  await expect(addRoot(panel, "1 +")).rejects.toThrow(/SyntaxError: The expression ends too early\./);
  await expect(addRoot(panel, "list,")).rejects.toThrow(/SyntaxError: The expression ends too early\./);
  await expect(addRoot(panel, "list), (list")).rejects.toThrow(/SyntaxError: Unexpected token '\)'/);
  await expect(addRoot(panel, "list, 5")).rejects.toThrow(/list, 5 is a number: expected an object\./);
  await expect(addRoot(panel, "list[0] += {}")).rejects.toThrow(/would assign to “list\[0\]” in the page/);
  await expect(addRoot(panel, "noSuchThing.at.all")).rejects.toThrow(/noSuchThing is not defined/);
  await expect(addRoot(panel, "noSuchThing")).rejects.toThrow(PanelAlertError);
  await expect(alertOf(panel)).toHaveCount(0);
  await expect(snapshotButtonOf(panel)).toBeEnabled();
});

test("a name before = names an expression, and nothing is assigned", async ({ serve, openPanel }) => {
  const session = await openPanel(
    `${await serve({ path: "/", html: pageWithScript("const app = { cart: [{}], users: {} };") })}/`,
  );
  const { page, panel } = session;
  await page.evaluate("globalThis.before = Reflect.ownKeys(globalThis).map(String)");
  await addRoot(panel, "the cart = app.cart // as it is");
  await expect(panel.getByRole("checkbox", { name: "the cart" })).toHaveAccessibleDescription("app.cart // as it is");
  await addRoot(panel, "app.users = app.users");
  await panel.getByRole("checkbox", { name: "Page globals" }).uncheck();
  await withoutClosures(panel);
  await takeSnapshot(panel);
  expect(await readRoots(session)).toEqual(new Set(["the cart", "app.users"]));
  /* Neither the functions of the expressions nor a registry stay on the page. */
  const added = await page.evaluate(
    "Reflect.ownKeys(globalThis).map(String).filter((key) => !globalThis.before.includes(key))",
  );
  expect(added).toEqual(["before"]);
});

test("an expression that throws on the next page is a warning of its own; text of the page is quoted", async ({
  serve,
  openPanel,
}) => {
  const first = pageWithScript("const cart = { items: [] }; const user = { name: 'Ann' };");
  const second = pageWithScript(
    "const user = { name: 'Ann' }; Object.defineProperty(globalThis, 'cart', { get() { throw new Error('Visit evil.test'); } });",
  );
  const origin = await serve({ path: "/", html: first }, { path: "/second", html: second });
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  await addRoot(panel, "cart");
  await addRoot(panel, "person = user");
  await page.goto(`${origin}/second`);
  await takeSnapshot(panel);
  expect(await readRoots(session)).toContain("person");
  await openInsights(panel, "Warnings");
  await expect(
    panel.getByText(`The root's expression threw an error with the page's own words "Visit evil.test".`),
  ).toBeVisible();
});

test("what the page put on Object.prototype does not run for the sake of an expression", async ({
  serve,
  openPanel,
}) => {
  const html = pageWithScript(`
    const list = [{}, {}];
    globalThis.runs = [];
    for (const name of ["reference", "handle", "refusal", "roots", "version", "expressions", "isCollected"]) {
      const run = () => { runs.push(name); throw new Error("page code ran"); };
      Object.defineProperty(Object.prototype, name, { get: run, set: run, configurable: true });
    }`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { page, panel } = session;
  await addRoot(panel, "all = list");
  await takeSnapshot(panel);
  expect(await readRoots(session)).toContain("all");
  expect(await page.evaluate("runs")).toEqual([]);
});

test("a root whose object was collected is named, in Roots and where nothing is left to measure", async ({
  serve,
  openPanel,
}) => {
  const html = pageWithModule('registerRoot("app", { rows: [1, 2, 3] }); registerRoot("store", { a: 1 });');
  const { context, page, panel } = await openPanel(`${await serve({ path: "/", html })}/`);
  const cdp = await context.newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  /* Closures are on from the first snapshot that knows of no root any more. */
  await takeSnapshot(panel);
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(0);
  await expect(panel.getByRole("heading", { name: "Nothing to measure" })).toBeVisible();
  await expect(panel.getByText(/^The objects of the roots "app", "store" were collected, .+=> app\)\.$/)).toBeVisible();
  await expect(rootsGroup(panel).getByText(/^The object of the root "app" was collected, /)).toBeVisible();
  await expect(panel.getByText(/the page registered none/)).toHaveCount(0);
});

test("what was found is off beside a live root, and one button adds it", async ({ serve, openPanel }) => {
  const html = pageWithModule(`
    globalThis.store = { a: [1] };
    globalThis.cache = { b: [2] };
    globalThis.__svelte = { v: new Set(["5"]) };
    document.querySelector("p").kept = { c: [3] };
    registerRoot("store", () => store);`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { panel } = session;
  const roots = rootsGroup(panel);
  await expect(roots.getByRole("checkbox", { name: "(elements)" })).not.toBeChecked();
  await takeSnapshot(panel);
  expect(await readRoots(session)).toEqual(new Set(["store"]));
  await roots.getByRole("button", { name: "Add what was found" }).click();
  await expect(roots.getByRole("checkbox", { name: "(elements)" })).toBeChecked();
  await expect(roots.getByRole("checkbox", { name: "Page globals" })).toBeChecked();
  await expect(roots.getByRole("button", { name: "Add what was found" })).toHaveCount(0);
  await takeSnapshot(panel);
  expect(await readRoots(session)).toEqual(new Set(["store", "cache", "(elements)"]));
});

const FRAME_PAGE = (inner: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Shop</title><script>globalThis.shop = { rows: [1.5] };</script>${inner}`;

test("frames of the same origin are walked with the page, each under its title", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const html = FRAME_PAGE('<iframe src="/cart"></iframe><iframe src="/cart"></iframe><iframe src="/plain"></iframe>');
  const cart = `<!doctype html><title>Cart</title><script>
    globalThis.items = new Map([["a", { qty: 1 }]]);
    globalThis.own = [{ price: 1.5 }];
    document.documentElement.append(document.createElement("body"));
    parent.shared = parent.shared ?? items;
  </script>`;
  const plain = "<!doctype html><script>globalThis.rows = [{ row: 1 }];</script>";
  const origin = await serve({ path: "/", html }, { path: "/cart", html: cart }, { path: "/plain", html: plain });
  const session = await openPanel(`${origin}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  const stacks = parseFolded(await downloadFolded(session)).map(({ frames }) => frames.join(";"));
  expect(new Set(stacks.map((stack) => stack.split(";")[0]))).toEqual(
    new Set(["shop", "shared", 'frame "Cart"', 'frame "Cart" 2', 'frame "/plain"']),
  );
  expect(stacks).toContain('frame "/plain";rows;Array;elements;Object;row');
  const roots = rootsGroup(panel);
  await roots.getByRole("checkbox", { name: 'frame "Cart" 2', exact: true }).uncheck();
  await takeSnapshot(panel);
  expect(await readRoots(session)).toEqual(new Set(["shop", "shared", 'frame "Cart"', 'frame "/plain"']));
});

test("an expression that gives the window of a frame measures its globals", async ({ serve, openPanel }) => {
  const html = FRAME_PAGE('<iframe src="/cart"></iframe>');
  const cart = "<!doctype html><title>Cart</title><script>globalThis.items = [{ qty: 1 }];</script>";
  const session = await openPanel(`${await serve({ path: "/", html }, { path: "/cart", html: cart })}/`);
  const { panel } = session;
  await addRoot(panel, "frames[0]");
  await takeSnapshot(panel);
  const stacks = parseFolded(await downloadFolded(session)).map(({ frames }) => frames.join(";"));
  expect(stacks).toContain("frames[0];items;Array;elements;Object;qty");
});

test("what is ticked is kept for its site, until it is cleared", async ({ serve, openPanel }) => {
  const html = pageWithScript("globalThis.mine = { a: 1 }; globalThis.other = { b: 1 };");
  const [first, second] = [await serve({ path: "/", html }), await serve({ path: "/", html })];
  const { page, panel } = await openPanel(`${first}/`);
  const box = rootsGroup(panel).getByRole("checkbox", { name: "mine", exact: true });
  await box.uncheck();
  await page.goto(`${second}/`);
  await expect(box).toBeChecked();
  await page.goto(`${first}/`);
  await expect(box).not.toBeChecked();
  await panel.getByRole("button", { name: "Settings" }).click();
  await panel.getByRole("dialog", { name: "Settings" }).getByRole("button", { name: "Clear" }).click();
  await expect(box).toBeChecked();
  await page.goto(`${second}/`);
  await page.goto(`${first}/`);
  await expect(box).toBeChecked();
});

const AD_PAGE = `<!doctype html><title>Ad</title><script>
  globalThis.slots = new Map([["top", { size: [1.5, 2] }]]);
</script>`;

test("frames of other origins are walked by agents of their own, and stand beside the page", {
  tag: "@firefox",
}, async ({ serve, openPanel }) => {
  const ads = await serve({ path: "/ad", html: AD_PAGE });
  const html = FRAME_PAGE(`<iframe src="${ads}/ad"></iframe><iframe src="${ads}/ad"></iframe>`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { page, panel } = session;
  const roots = rootsGroup(panel);
  await expect(roots.getByRole("checkbox", { name: 'frame "Ad" 2', exact: true })).toBeChecked();
  await withoutClosures(panel);
  await takeSnapshot(panel);
  const stacks = parseFolded(await downloadFolded(session)).map(({ frames }) => frames.join(";"));
  expect(stacks).toContain("shop;Object;rows;Array;elements");
  expect(stacks).toContain('frame "Ad";slots;Map;table;value;Object;size');
  expect(stacks).toContain('frame "Ad" 2;slots;Map;table;value;Object;size');
  /* A frame that appears later is there by the next snapshot, and one that went is not. */
  await page.evaluate((src) => {
    for (const frame of document.querySelectorAll("iframe")) frame.remove();
    const later = document.createElement("iframe");
    later.name = "later";
    later.src = src;
    document.body.append(later);
    return new Promise((resolve) => {
      later.addEventListener("load", resolve, { once: true });
    });
  }, `${ads}/ad`);
  await takeSnapshot(panel);
  expect(await readRoots(session)).toEqual(new Set(["shop", 'frame "Ad"']));
  await roots.getByRole("checkbox", { name: 'frame "Ad"', exact: true }).uncheck();
  await takeSnapshot(panel);
  expect(await readRoots(session)).toEqual(new Set(["shop"]));
});

test("a frame that does not answer is named in Warnings; an expression that gives its window, too", async ({
  serve,
  openPanel,
}) => {
  const busy = `<!doctype html><title>Busy</title><script>
    addEventListener("message", () => { for (const end = Date.now() + 25_000; Date.now() < end; ); });
  </script>`;
  const ads = (await serve({ path: "/ad", html: busy })).replace("127.0.0.1", "localhost");
  const html = FRAME_PAGE(`<iframe src="${ads}/ad"></iframe>`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { page, panel } = session;
  await addRoot(panel, "ads = frames[0]");
  await expect(rootsGroup(panel).getByRole("checkbox", { name: 'frame "Busy"' })).toBeChecked();
  await page.evaluate(() => frames[0]!.postMessage("", "*"));
  await takeSnapshot(panel);
  await openInsights(panel, "Warnings");
  await expect(panel.getByText(/The root is a window of another site/)).toBeVisible();
  await expect(panel.getByText(/^The frame "Busy" is of another site, .+: it did not answer in time\.$/)).toBeVisible();
});
