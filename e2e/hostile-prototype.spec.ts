// Accessors that a page puts on Object.prototype and Array.prototype before the agent comes, one for every word of the agent and the bridge: none is met, and the snapshot is
// the same as without them.
import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { expect, test } from "./fixtures/test.ts";

const WORDS = [
  ...new Set(
    ["allocative-agent.js", "allocative-bridge.js"].flatMap((file) =>
      Array.from(readFileSync(repositoryPath(`dist/extension/${file}`), "utf8").matchAll(/[A-Za-z_$][\w$]*/g), String),
    ),
  ),
];

const OBJECTS = `
  const scope = [new Map([["key", { set: new Set(["member", 1]) }]]), new Date(0), /re/g, new Error("an error"), () => 1];
  var list = Array.from({ length: 500 }, (_, i) => ({ i, name: "name " + i, ["key " + (i % 70)]: [i, {}] }));
  var others = Object.assign(Object.create(null), { scope, views: [new Uint8Array(10), new DataView(new ArrayBuffer(16))] });
  var dictionary = Object.fromEntries(Array.from({ length: 100 }, (_, i) => ["key " + i, { i }]));
  var detached = [document.createElement("p"), document.createTextNode("a text"), new URL("https://example.com/"), new Blob(["abc"])];
  document.body.state = { kept: [] };`;

/* What was met is kept under a symbol: the page's globals are roots. */
const sabotage = (met: string, { objects = OBJECTS, words = WORDS, indices = 100 } = {}) => `${objects}
  {
    const { defineProperty, getOwnPropertyDescriptor } = Reflect;
    const touched = (globalThis[Symbol.for("touched")] = []);
    let count = 0;
    const trap = (owner, name, label) => {
      if (getOwnPropertyDescriptor(owner, name)?.configurable === false) return;
      const met = (kind) => {
        defineProperty(touched, count++, { __proto__: null, value: kind + label, enumerable: true, writable: true, configurable: true });
        ${met}
      };
      defineProperty(owner, name, { __proto__: null, get: () => met("read "), set: () => met("wrote "), configurable: true });
    };
    const ObjectPrototype = Object.prototype;
    const ArrayPrototype = Array.prototype;
    const words = ${JSON.stringify(words)};
    for (let i = 0; i < words.length; i++) trap(ObjectPrototype, words[i], words[i]);
    for (let i = 0; i < ${indices}; i++) {
      trap(ArrayPrototype, String(i), "[" + i + "]");
      trap(ObjectPrototype, String(i), "[" + i + "] of an object");
    }
  }`;

/** Each name once. Playwright's own way to evaluate would meet the accessors. */
async function touchedOn(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send("Runtime.evaluate", {
    expression:
      '((list) => { let text = ""; for (let i = 0; i < list.length; i++) text += list[i] + "\\n"; return text; })(globalThis[Symbol.for("touched")])',
  });
  return [...new Set(String(result.value).split("\n").filter(Boolean))];
}

/** The traps themselves are functions of the page. */
function withoutFunctions(folded: string): readonly string[] {
  return folded.split("\n").filter((line) => !line.startsWith("Closures;"));
}

test("accessors on the prototypes of objects and arrays are not met, and change nothing", async ({
  serve,
  openPanel,
}) => {
  const origin = await serve(
    { path: "/", html: pageWithScript(`${OBJECTS}`) },
    { path: "/recorded", html: pageWithScript(sabotage("")) },
    { path: "/thrown", html: pageWithScript(sabotage('throw new Error("page code was run");')) },
  );
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  await takeSnapshot(panel);
  const expected = withoutFunctions(await downloadFolded(session));
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => errors.push(message.text()));

  await page.goto(`${origin}/recorded`);
  await takeSnapshot(panel);
  expect(await touchedOn(page)).toEqual([]);
  expect(withoutFunctions(await downloadFolded(session))).toEqual(expected);

  await page.goto(`${origin}/thrown`);
  await takeSnapshot(panel);
  expect(withoutFunctions(await downloadFolded(session))).toEqual(expected);
  expect(errors).toEqual([]);
});

/* DevTools itself fills arrays in the page's world when it evaluates something, so that listeners are not listed where indices have accessors. */
test("accessors at every word but indices are not met, nor missed, when listeners are listed", async ({
  serve,
  openPanel,
}) => {
  const objects = `${OBJECTS}
    const { signal } = new AbortController();
    signal.addEventListener("abort", () => list);
    signal.addEventListener("abort", { handleEvent() {} });
    detached[0].addEventListener("click", () => list);
    globalThis.targets = [signal, new (class Emitter extends EventTarget {})()];
    targets[1].addEventListener("change", function onChange() {});
    addEventListener("keyup", () => list);
    document.body.addEventListener("keyup", function onKey() {});`;
  /* A property of that name hides the function of DevTools. */
  const words = WORDS.filter((word) => word !== "getEventListeners");
  const origin = await serve(
    { path: "/", html: pageWithScript(objects) },
    { path: "/recorded", html: pageWithScript(sabotage("", { objects, words, indices: 0 })) },
  );
  const session = await openPanel(`${origin}/`, { extension: repositoryPath("dist/extension-no-debugger") });
  const { page, panel } = session;
  await takeSnapshot(panel);
  const expected = await downloadFolded(session);
  for (const path of [
    "Listeners;window;keyup;() => list;Function",
    "Listeners;body;keyup;onKey;Function",
    "targets;Array;elements;AbortSignal;listeners;abort;() => list;Function",
    "targets;Array;elements;AbortSignal;listeners;abort;handleEvent;Object",
    "targets;Array;elements;Emitter;listeners;change;onChange;Function",
    "detached;Array;elements;HTMLParagraphElement;listeners;click;() => list;Function",
  ]) {
    expect(expected).toContain(`${path} `);
  }
  await page.goto(`${origin}/recorded`);
  await takeSnapshot(panel);
  expect(await touchedOn(page)).toEqual([]);
  expect(await downloadFolded(session)).toBe(expected);
});
