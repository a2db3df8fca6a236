// Pages that interfere. Whatever they do ends in a snapshot or in a sentence, soon; and the panel then works on the next page as ever.
import type { Frame } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { PanelAlertError, takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, openInsights, snapshotButtonOf, withoutClosures } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const HARMLESS = pageWithScript("globalThis.list = [{}, {}];");

/** `"snapshot"`, or the sentence that the panel shows. */
async function outcomeOf(panel: Frame): Promise<string> {
  try {
    await takeSnapshot(panel);
    return "snapshot";
  } catch (error) {
    if (error instanceof PanelAlertError) return error.message;
    throw error;
  }
}

async function dismissAlert(panel: Frame): Promise<void> {
  const dismiss = panel.getByRole("button", { name: "Dismiss" });
  if (await dismiss.isVisible()) await dismiss.click();
}

async function expectPanelToWorkOn({ page, panel }: PanelSession, harmlessUrl: string): Promise<void> {
  await page.goto(harmlessUrl);
  await dismissAlert(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
  await expect(alertOf(panel)).toHaveCount(0);
}

/**
 * What a page can do to the agent's messages: it has replaced `MessagePort.prototype.postMessage` before the agent came.
 * Each is the body of a function of the message `m`, whose result is sent instead.
 */
const FORGERIES: Readonly<Record<string, string>> = {
  "a number": "return 42;",
  null: "return null;",
  "an id that is a text": "return { ...m, id: String(m.id) };",
  "a type called __proto__": 'return { ...m, type: "__proto__" };',
  "a cycle where roots were":
    'if (m.type !== "roots") return m; const c = {}; c.c = c; return { ...m, roots: [c, c] };',
  "roots with keys of Object.prototype":
    'if (m.type !== "roots") return m; return { ...m, roots: [{ name: { toString: null }, origin: "constructor" }] };',
  "a negative count of objects":
    "if (!m.figures) return m; return { ...m, figures: { ...m.figures, objectCount: -1 } };",
  "times that are no number": 'if (!m.figures) return m; return { ...m, figures: { ...m.figures, walkMs: "soon" } };',
  "a huge length": "if (!m.figures) return m; return { ...m, figures: { ...m.figures, byteLength: 2 ** 52 } };",
  "a negative count of chunks": "if (!m.figures) return m; return { ...m, chunkCount: -1 };",
  "a billion chunks": "if (!m.figures) return m; return { ...m, chunkCount: 1e9 };",
  "a negative index of a chunk": 'if (m.type !== "snapshot-chunk") return m; return { ...m, index: -1 };',
  "something with a length instead of bytes":
    'if (m.type !== "snapshot-chunk") return m; return { ...m, bytes: { length: 1e12, 0: 1 } };',
  "half of the bytes":
    'if (m.type !== "snapshot-chunk") return m; return { ...m, bytes: m.bytes.slice(0, m.bytes.length / 2) };',
  "no bytes": 'if (m.type !== "snapshot-chunk") return m; return { ...m, bytes: new Uint8Array(0) };',
  "bytes of another format":
    'if (m.type !== "snapshot-chunk") return m; return { ...m, bytes: m.bytes.map((b) => ~b) };',
  "an error that is no text": 'return { id: m.id, type: "error", code: {}, detail: [] };',
};

const FORGING_PAGE = pageWithScript(`
  globalThis.list = Array.from({ length: 100 }, (_, i) => ({ i, name: "n" + i }));
  globalThis.forge = (m) => m;
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    return message && message.type ? post.call(this, forge(message), ...rest) : post.call(this, message, ...rest);
  };`);

test("forged messages end in a sentence", { tag: "@firefox" }, async ({ serve, openPanel }) => {
  const origin = await serve({ path: "/", html: FORGING_PAGE }, { path: "/harmless", html: HARMLESS });
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  for (const [name, body] of Object.entries(FORGERIES)) {
    await test.step(name, async () => {
      await page.evaluate((text) => Object.assign(globalThis, { forge: new Function("m", text) }), body);
      const outcome = await outcomeOf(panel);
      // Where only the list of roots is forged, the snapshot itself is in order.
      if (!body.includes('"roots"')) expect.soft(outcome, name).toMatch(/^[A-Z].{20,}\.$/);
      await dismissAlert(panel);
    });
  }
  await expectPanelToWorkOn(session, `${origin}/harmless`);
});

test("single words of the snapshot overwritten", { tag: "@slow" }, async ({ serve, openPanel }) => {
  const origin = await serve({ path: "/", html: FORGING_PAGE }, { path: "/harmless", html: HARMLESS });
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  for (let step = 0; step < 40; step++) {
    await page.evaluate((fraction) => {
      const overwrite = (m: { type: string; bytes: Uint8Array }) => {
        if (m.type !== "snapshot-chunk") return m;
        const bytes = m.bytes.slice();
        bytes.fill(0xff, Math.floor(bytes.length * fraction), Math.floor(bytes.length * fraction) + 4);
        return { ...m, bytes };
      };
      Object.assign(globalThis, { forge: overwrite });
    }, step / 40);
    expect.soft(await outcomeOf(panel), `at ${step}/40`).toMatch(/^(snapshot|[A-Z].{20,}\.)$/);
    await dismissAlert(panel);
  }
  await expectPanelToWorkOn(session, `${origin}/harmless`);
});

test("a page that floods its own channels with events of ours", async ({ serve, openPanel }) => {
  const flood = pageWithScript(`
    globalThis.list = [{}, {}];
    const forged = [{ id: 1, type: "roots", roots: 7 }, { id: 1, type: "snapshot-chunk", index: -1, bytes: [] }, "x", null];
    setInterval(() => {
      for (const message of forged) window.postMessage(message, "*");
      for (const name of ["allocative:hand-over", "allocative", "message"]) {
        document.dispatchEvent(new Event(name));
        document.dispatchEvent(new MessageEvent(name, { data: forged[0] }));
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => port1.postMessage(forged[1]);
        document.dispatchEvent(new MessageEvent(name, { ports: [port2], data: {} }));
      }
    }, 1);`);
  const origin = await serve({ path: "/", html: flood }, { path: "/harmless", html: HARMLESS });
  const session = await openPanel(`${origin}/`);
  expect(await outcomeOf(session.panel)).toMatch(/^(snapshot|[A-Z].{20,}\.)$/);
  await expectPanelToWorkOn(session, `${origin}/harmless`);
});

test("a page that overrides built-in methods and Object.prototype", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const overriding = pageWithScript(`
    globalThis.list = [{}, {}];
    const fail = () => { throw new Error("overridden"); };
    for (const type of [Array, Map, Set, WeakMap, WeakSet, String, Function, RegExp]) {
      for (const name of Object.getOwnPropertyNames(type.prototype)) {
        if (name !== "constructor" && typeof Object.getOwnPropertyDescriptor(type.prototype, name).value === "function") {
          type.prototype[name] = fail;
        }
      }
    }
    for (const name of ["keys", "entries", "getOwnPropertyDescriptor", "getOwnPropertyNames", "getPrototypeOf"]) Object[name] = fail;
    Array.prototype[Symbol.iterator] = fail;
    for (const name of ["id", "type", "get", "set", "value", "enumerable", "bytes", "0"]) {
      Object.defineProperty(Object.prototype, name, { get: fail, set: fail, configurable: true });
    }
    JSON.stringify = Reflect.ownKeys = Promise.prototype.then = fail;`);
  const origin = await serve({ path: "/", html: overriding }, { path: "/harmless", html: HARMLESS });
  const session = await openPanel(`${origin}/`);
  expect(await outcomeOf(session.panel)).toMatch(/^(snapshot|[A-Z].{20,}\.)$/);
  await expectPanelToWorkOn(session, `${origin}/harmless`);
});

test("objects that defend themselves: getters, proxies, lying traps", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const defended = pageWithScript(`
    const fail = () => { throw new Error("touched"); };
    globalThis.touched = 0;
    globalThis.bag = {
      get trap() { touched++; return fail(); },
      toJSON() { touched++; },
      get then() { touched++; return undefined; },
      throwing: new Proxy({}, { ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail, get: fail, has: fail }),
      lying: new Proxy({}, { ownKeys: () => ["a", "b"], getOwnPropertyDescriptor: () => undefined }),
      revoked: (() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy; })(),
      endless: new Proxy({}, {
        ownKeys: () => ["next"],
        getOwnPropertyDescriptor: (t) => ({ value: globalThis.bag.endless, configurable: true, enumerable: true, writable: true }),
      }),
    };`);
  const session = await openPanel(`${await serve({ path: "/", html: defended })}/`);
  await takeSnapshot(session.panel);
  expect(await session.page.evaluate("touched")).toBe(0);
  await expect(snapshotButtonOf(session.panel)).toBeEnabled();
});

test("a page that is busy while it is injected, a cancel, and a second click: one connection, no failure", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: HARMLESS })}/`);
  await withoutClosures(panel);
  await page.evaluate("void setTimeout(() => { const end = Date.now() + 8_000; while (Date.now() < end); })");
  await snapshotButtonOf(panel).click();
  await expect(panel.getByText("Waiting for the page: it has not answered yet …")).toBeVisible();
  await panel.getByRole("button", { name: "Cancel" }).click();
  for (let round = 0; round < 3; round++) expect((await takeSnapshot(panel)).objectCount).toBe(3);
  await expect(alertOf(panel)).toHaveCount(0);
});

test("a page that keeps the hand-over for itself, and one where the agent cannot start: a sentence says why", {
  tag: "@firefox",
}, async ({ serve, openPanel }) => {
  const keeping = pageWithScript(`
    globalThis.list = [{}, {}];
    addEventListener("allocative:hand-over", (event) => event.stopImmediatePropagation(), { capture: true });`);
  const broken = pageWithScript(`
    globalThis.list = [{}, {}];
    globalThis.MessageChannel = undefined;`);
  const origin = await serve(
    { path: "/", html: keeping },
    { path: "/broken", html: broken },
    { path: "/harmless", html: HARMLESS },
  );
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => errors.push(message.text()));
  expect(await outcomeOf(panel)).toBe(
    "Allocative could not start in this page: one of the page’s scripts keeps the agent from the extension.",
  );
  await page.goto(`${origin}/broken`);
  await dismissAlert(panel);
  expect(await outcomeOf(panel)).toMatch(
    /^Allocative could not start in this page, .+ It failed with the page's own words ".+prototype.+"\.$/,
  );
  await expectPanelToWorkOn(session, `${origin}/harmless`);
  expect(errors).toEqual([]);
});

const CLOCKS: Readonly<Record<string, { readonly time: string; readonly tag?: "@slow" }>> = {
  "stands still": { time: "0", tag: "@slow" },
  "goes back": { time: "-(globalThis.ticks = (globalThis.ticks ?? 0) + 1000)" },
  "is no number": { time: "NaN", tag: "@slow" },
  throws: { time: '(() => { throw new Error("no time"); })()' },
};

for (const [name, { time, ...details }] of Object.entries(CLOCKS)) {
  test(`a page whose clock ${name}`, details, async ({ serve, openPanel }) => {
    const html = pageWithScript(`
      globalThis.list = Array.from({ length: 400_000 }, (_, i) => ({ i, o: {} }));
      performance.now = Date.now = () => ${time};`);
    const { panel } = await openPanel(`${await serve({ path: "/", html })}/`);
    const { objectCount, milliseconds } = await takeSnapshot(panel);
    expect(objectCount).toBeGreaterThan(800_000);
    expect(milliseconds).toBeGreaterThanOrEqual(0);
    await expect(alertOf(panel)).toHaveCount(0);
  });
}

test("more globals than a list of roots holds: the first 10,000, and a warning with their number", async ({
  serve,
  openPanel,
}) => {
  const html = pageWithScript('for (let i = 0; i < 10_500; i++) globalThis["global" + i] = {};');
  const { panel } = await openPanel(`${await serve({ path: "/", html })}/`);
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(10_000);
  await openInsights(panel, "Warnings");
  await expect(panel.getByText("There are 10500 globals. The first 10000 are roots of this snapshot.")).toBeVisible();
});

test("one array of 40 million items and one object of half a million keys: progress, Cancel, and a page that goes on meanwhile", {
  tag: "@slow",
}, async ({ serve, openPanel }) => {
  const html = pageWithScript(`
    var long = [], ticks = 0;
    for (let i = 0; i < 40_000_000; i++) long.push(i & 7);
    var dictionary = Object.fromEntries(Array.from({ length: 500_000 }, (_, i) => ["key " + i, i]));
    setInterval(() => ticks++, 20);`);
  const { page, panel } = await openPanel(`${await serve({ path: "/", html })}/`);
  await withoutClosures(panel);
  const readTicks = () => page.evaluate(() => (globalThis as unknown as { ticks: number }).ticks);
  await snapshotButtonOf(panel).click();
  await expect(panel.getByText(/objects? so far/)).toBeVisible();
  const ticks = await readTicks();
  await expect.poll(readTicks).toBeGreaterThan(ticks + 2);
  await expect(panel.getByText(/objects? so far/)).toBeVisible();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel.getByText(/so far/)).toHaveCount(0);
  await expect(alertOf(panel)).toHaveCount(0);
  expect(await takeSnapshot(panel)).toMatchObject({ number: 1, objectCount: 2 });
});
