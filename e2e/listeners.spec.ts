// Functions that listen to events, by their targets and types.
import type { Frame } from "playwright";
import { downloadFolded, rootsGroup, takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { pageWithModule, pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, detailsOf, openInsights, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** Paths below `Listeners`, without it. */
function listenersIn(folded: string): string[] {
  return parseFolded(folded)
    .filter(({ frames }) => frames[0] === "Listeners")
    .map(({ frames }) => frames.slice(1).join(";"));
}

/** Opens the boxes of a path in the tree, and selects the last. */
async function selectPath(panel: Frame, ...path: string[]): Promise<void> {
  for (const [above, name] of path.entries()) {
    const items = treeOf(panel).locator(`[role="treeitem"][aria-level="${above + 1}"]`);
    await items
      .and(panel.getByRole("treeitem", { name: new RegExp(`^(. |new |gone )?${name}[,:]`) }))
      .first()
      .click();
    await panel.page().keyboard.press("ArrowRight");
  }
}

async function expectWarning(panel: Frame, sentence: string | RegExp): Promise<void> {
  await openInsights(panel, "Warnings");
  await expect(panel.getByText(sentence)).toBeVisible();
}

/** Adds a listener for each click, with a list of its own. */
const LEAK = `<!doctype html><title>Leak</title><button id="open">Open</button><script type="module">
  const startOf = (count) => {
    const keys = Array.from({ length: count }, (_, i) => ({ i }));
    addEventListener("keyup", (n) => { keys.push(n.key) });
  };
  startOf(1);
  startOf(1);
  document.querySelector("#open").addEventListener("click", function onOpen() { startOf(100) });
</script>`;
const ON_KEY = "window;keyup;(n) => { keys.push(n.key) };Function";

for (const { build, extension, inFunction } of [
  {
    build: "with the debugger",
    extension: repositoryPath("dist/extension"),
    inFunction: ["startOf", "startOf;[[Scopes]];keys", "startOf;[[Scopes]];keys;Array"],
  },
  { build: "without", extension: repositoryPath("dist/extension-no-debugger"), inFunction: [] },
]) {
  test(`a listener for each click: a comparison shows how many there are of each type, ${build}`, async ({
    serve,
    openPanel,
  }) => {
    const session = await openPanel(`${await serve({ path: "/", html: LEAK })}/`, { extension });
    const { page, panel } = session;
    await expect(rootsGroup(panel).getByRole("checkbox", { name: "Listeners" })).toBeChecked();
    await takeSnapshot(panel);
    expect(listenersIn(await downloadFolded(session))).toEqual(
      expect.arrayContaining([
        "button;click;onOpen;Function",
        ON_KEY,
        ...inFunction.map((below) => `${ON_KEY};${below}`),
      ]),
    );
    for (let click = 0; click < 20; click++) await page.click("#open");
    await takeSnapshot(panel);
    await panel.getByRole("button", { name: "Compare" }).click();
    await selectPath(panel, "Listeners", "window", "keyup");
    await expect(detailsOf(panel)).toContainText(/Objects\s*\+[\d,]+: \d+ → [\d,]+, 2 → 22 of them here/);
    await tabOf(panel, "Changes").click();
    const changes = panel.getByRole("grid", { name: "Changes" });
    /* Listeners, with all that they hold, are the first row. */
    await expect(changes.getByRole("row").nth(1)).toHaveAccessibleName(/^Listeners › window › keyup [+±].* 2 → 22$/);
    await tabOf(panel, "Types").click();
    const keyup = panel.getByRole("treegrid", { name: "Types" }).getByRole("row", { name: /^keyup/ });
    await expect(keyup.getByRole("gridcell")).toHaveText(["+20", "±0 B", "2", "0 B", "22", "0 B"]);
    await expect(alertOf(panel)).toHaveCount(0);
  });
}

test("targets: the document, elements by their tags, also in open shadow roots; objects with handleEvent", async ({
  serve,
  openPanel,
}) => {
  const html = `<!doctype html><title>Targets</title><ul><li>1<li>2</ul><my-list></my-list><script type="module">
    document.addEventListener("visibilitychange", { handleEvent() {} });
    for (const item of document.querySelectorAll("li")) item.addEventListener("click", () => item.remove());
    document.querySelector("ul").onscroll = () => 1;
    customElements.define("my-list", class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: "open" }).innerHTML = "<section><slot></slot></section>";
        this.shadowRoot.addEventListener("slotchange", function onSlots() {});
        this.shadowRoot.firstChild.addEventListener("focusin", function onFocus() {});
        this.addEventListener("keydown", function onKey() {});
      }
    });
  </script>`;
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  await rootsGroup(session.panel).getByRole("checkbox", { name: "Closures" }).uncheck();
  await takeSnapshot(session.panel);
  expect(listenersIn(await downloadFolded(session))).toEqual([
    "#shadow-root;slotchange;onSlots;Function",
    "document;visibilitychange;handleEvent;Object",
    "document;visibilitychange;handleEvent;Object;handleEvent",
    "document;visibilitychange;handleEvent;Object;handleEvent;Function",
    "li;click;() => item.remove();Function",
    "my-list;keydown;onKey;Function",
    "section;focusin;onFocus;Function",
    "ul;scroll;() => 1;Function",
  ]);
});

test("where a root is registered, listeners are off until they are checked", async ({ serve, openPanel }) => {
  const html = pageWithModule(`
    const app = { onKey() {} };
    registerRoot("app", () => app);
    addEventListener("keyup", app.onKey);`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { panel } = session;
  const listeners = rootsGroup(panel).getByRole("checkbox", { name: "Listeners" });
  await expect(listeners).not.toBeChecked();
  await takeSnapshot(panel);
  await expect(treeOf(panel).getByRole("treeitem", { name: /^Listeners/ })).toHaveCount(0);
  await listeners.check();
  await takeSnapshot(panel);
  /* The function is charged to the registered root, and the registration counts. */
  expect(listenersIn(await downloadFolded(session))).toEqual([]);
  await selectPath(panel, "Listeners", "window", "keyup");
  await expect(detailsOf(panel)).toContainText(/Total size\s*0 B/);
  await expect(detailsOf(panel)).toContainText(/Objects\s*1/);
});

test("a page that replaces all that is near runs nothing, and its listeners are there", { tag: "@slow" }, async ({
  serve,
  openPanel,
}) => {
  const html = pageWithScript(`
    globalThis.touched = "";
    let getEventListeners = () => { touched += "variable "; };
    addEventListener("keyup", function onKey() {});
    document.querySelector("p").addEventListener("click", function onClick() {});
    const replace = (owner, ...names) => {
      for (const name of names) {
        const { get } = Object.getOwnPropertyDescriptor(owner, name);
        const mine = (...args) => { touched += name + " "; throw new Error(name); };
        Object.defineProperty(owner, name, get ? { get: mine, configurable: true } : { value: mine, configurable: true });
      }
    };
    replace(EventTarget.prototype, "addEventListener", "removeEventListener");
    replace(Document.prototype, "querySelectorAll", "querySelector", "createTreeWalker", "getElementsByTagName");
    replace(Element.prototype, "shadowRoot", "localName", "hasAttributes");
    replace(NodeList.prototype, "forEach", "values");
`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { page, panel } = session;
  await takeSnapshot(panel);
  expect(listenersIn(await downloadFolded(session))).toEqual([
    "P;click;onClick;Function",
    "window;keyup;onKey;Function",
  ]);
  /* Once the agent has started. */
  await page.evaluate(`
    replace(Element.prototype, "querySelectorAll", "getAttributeNames");
    replace(NodeList.prototype, "item");
    replace(Function.prototype, "toString");
    globalThis.untilLater = () => {
      replace(Array.prototype, "push", "map", "forEach", "slice");
      replace(Map.prototype, "get", "set", "has");
      for (const name of ["listener", "type", "keyup", "click", "label", "callback", "0"]) {
        const get = () => { touched += name + " "; };
        Object.defineProperty(Object.prototype, name, { get, set: get, configurable: true });
      }
    };
    setTimeout(untilLater);`);
  await takeSnapshot(panel);
  expect(listenersIn(await downloadFolded(session))).toEqual([
    "P;click;onClick;Function",
    "window;keyup;onKey;Function",
  ]);
  const { result } = await (await session.context.newCDPSession(page)).send("Runtime.evaluate", {
    expression: "touched",
  });
  expect(result.value).toBe("");
});

for (const [what, definition] of Object.entries({
  "a property": "globalThis.getEventListeners = () => { touched++ };",
  "a getter": "Object.defineProperty(globalThis, 'getEventListeners', { get() { touched++ } });",
  "a getter of all objects": "Object.defineProperty(Object.prototype, 'getEventListeners', { get() { touched++ } });",
})) {
  test(`a page that hides the function of DevTools by ${what}: it is not called, and a warning says so`, {
    tag: "@slow",
  }, async ({ serve, openPanel }) => {
    const html = pageWithScript(
      `globalThis.touched = 0; globalThis.app = [{}]; addEventListener("keyup", () => 1); ${definition}`,
    );
    const session = await openPanel(`${await serve({ path: "/", html })}/`);
    await takeSnapshot(session.panel);
    expect(await session.page.evaluate("touched")).toBe(0);
    expect(listenersIn(await downloadFolded(session))).toEqual([]);
    await expectWarning(session.panel, "The page has a getEventListeners of its own");
  });
}

test("handlers in attributes are not compiled: the page would notice", { tag: "@slow" }, async ({
  serve,
  openPanel,
}) => {
  const html = `<!doctype html><title>Attributes</title><body onoffline="this is (no script" onload="1">
    <button onclick="nor ( this">1</button><a onclick="1">2</a><p online="1">3</p><script>
    globalThis.errors = [];
    addEventListener("error", ({ message }) => errors.push(message));
    for (const element of document.querySelectorAll("body, button, p")) element.addEventListener("click", function onClick() {});
    </script>`;
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  await takeSnapshot(session.panel);
  expect(listenersIn(await downloadFolded(session))).toEqual(["p;click;onClick;Function"]);
  await expectWarning(session.panel, "3 elements have event handlers in their attributes");
  await expectWarning(session.panel, "The listeners of the window are not listed");
  expect(await session.page.evaluate("errors")).toEqual([]);
});

test("20,000 elements with 20,000 listeners", { tag: "@slow" }, async ({ serve, openPanel }) => {
  const html = `<!doctype html><title>Many</title><ul></ul><script type="module">
    const list = document.querySelector("ul");
    for (let i = 0; i < 20_000; i++) {
      const item = document.createElement("li");
      item.addEventListener("click", () => i);
      list.append(item);
    }
  </script>`;
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  await selectPath(panel, "Listeners", "li", "click");
  await expect(detailsOf(panel)).toContainText(/Objects\s*40,000, 20,000 of them here/);
});
