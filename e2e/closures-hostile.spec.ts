// Pages that interfere with the questions about closures: none of their code runs, and what they hold is found all the same.

import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { openInsights } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/* What the page replaces once the agent is there. Whatever runs because of us counts in `noticed`. */
const TRAPS = `
  const real = { defineProperty: Object.defineProperty, Proxy };
  const noticed = [];
  let armed = false;
  globalThis.disarm = () => { armed = false; return noticed.join(); };
  globalThis.arm = () => {
    const trap = (owner, key, name) => {
      const old = owner[key];
      const value = function () { if (armed) noticed[noticed.length] = name; return real.apply(old, this, arguments); };
      real.defineProperty(owner, key, { configurable: true, writable: true, value });
    };
    real.apply = Reflect.apply;
    trap(Function.prototype, "toString", "toString");
    trap(Array.prototype, Symbol.iterator, "iterator");
    trap(Array.prototype, "push", "push");
    trap(Map.prototype, "get", "Map.get");
    trap(Map.prototype, "set", "Map.set");
    trap(WeakSet.prototype, "has", "WeakSet.has");
    trap(Reflect, "apply", "Reflect.apply");
    trap(Reflect, "ownKeys", "Reflect.ownKeys");
    trap(Object, "getOwnPropertyDescriptor", "getOwnPropertyDescriptor");
    for (const name of ["Map", "WeakMap", "Reflect", "Function"]) {
      const old = globalThis[name];
      real.defineProperty(globalThis, name, { configurable: true, get() { if (armed) noticed[noticed.length] = name; return old; } });
    }
    armed = true;
  };`;

const HOLDERS = `
  function make(label) { const held = { label, rows: [1, 2, 3] }; return () => held; }
  const plain = make("plain");
  const frozen = Object.freeze(make("frozen"));
  const liar = make("liar");
  real.defineProperty(liar, "toString", { get() { if (armed) noticed[noticed.length] = "own toString"; return () => { throw new Error("no"); }; } });
  real.defineProperty(liar, "name", { get() { if (armed) noticed[noticed.length] = "own name"; return "x"; } });
  real.defineProperty(liar, "length", { get() { if (armed) noticed[noticed.length] = "own length"; return 1; } });
  const behind = make("behind");
  /* Its traps do run when it is read: no code can distinguish a Proxy from its target. */
  const proxied = new real.Proxy(behind, {});
  const evaluated = eval("(() => { const inEval = { e: [1] }; return () => inEval; })()");
  const scoped = (0, eval)("with ({ inWith: { w: 1 } }) (() => { const beside = { b: 1 }; return () => [inWith, beside]; })()");
  onclick = () => [plain, frozen, liar, proxied, evaluated, scoped];`;

test("a page that replaced everything notices nothing, and its closures are found", async ({ serve, openPanel }) => {
  const script = `(() => { ${TRAPS}\n${HOLDERS} })();`;
  const session = await openPanel(`${await serve({ path: "/", html: pageWithScript(script) })}/`);
  await takeSnapshot(session.panel);
  /* The test's own way to evaluate would meet the traps. */
  const cdp = await session.context.newCDPSession(session.page);
  await cdp.send("Runtime.evaluate", { expression: "arm()" });
  await takeSnapshot(session.panel);
  const { result } = await cdp.send("Runtime.evaluate", { expression: "disarm()" });
  const folded = await downloadFolded(session);
  expect(result.value).toBe("");
  for (const name of ["plain", "frozen", "liar"]) {
    expect(folded).toMatch(
      new RegExp(`^Closures;\\(inline\\);${name};Function;make;\\[\\[Scopes\\]\\];held;Object 12$`, "m"),
    );
  }
  expect(folded).toMatch(/;inEval;Object;e;Array 16$/m);
  expect(folded).toMatch(/;beside;Object 12$/m);
});

test("a script that ran twice has the variables of both runs, and one that does not parse does not matter", async ({
  serve,
  openPanel,
}) => {
  const twice = `(function () { var rows = { list: [1, 2, 3, 4] }; addEventListener("click", function () { return rows; }); })();`;
  const origin = await serve(
    {
      path: "/",
      html: `<!doctype html><meta charset="utf-8"><title>Twice</title><script src="/a.js"></script><script src="/a.js"></script><script>const broken = ;</script>`,
    },
    { path: "/a.js", html: twice, headers: { "content-type": "text/javascript" } },
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  /* The engine may take both for one script. */
  const sizes = [...folded.matchAll(/^Closures;a\.js(?: \(2\))?;rows;Object (\d+)$/gm)].map(([, size]) => Number(size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(24);
});

test("a million functions and a script of 30 MB", { tag: "@slow" }, async ({ serve, openPanel }) => {
  const large = `(() => { const inLarge = { l: [1] }; onclick = () => inLarge; ${"var x = function () { return 1 };\n".repeat(
    950_000,
  )} })();`;
  const origin = await serve(
    {
      path: "/",
      html: `<!doctype html><meta charset="utf-8"><title>Large</title><script src="/large.js"></script><script type="module">
        const held = []; for (let i = 0; i < 1e6; i++) { const own = i; held.push(() => own); } onkeyup = () => held;</script>`,
    },
    { path: "/large.js", html: large, headers: { "content-type": "text/javascript" } },
  );
  const session = await openPanel(`${origin}/`);
  await session.page.waitForFunction("onkeyup !== null");
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(/^Closures;large\.js;inLarge;Object;l;Array 16$/m);
  expect(folded).toMatch(/^Closures;\(inline\);held;Array;elements;Function 28000000$/m);
  await openInsights(session.panel, "Warnings");
  await expect(
    session.panel.getByText(/999,800 further functions were not asked|999800 further functions/),
  ).toBeVisible();
});

test("60,000 functions below a scope of 1,000 variables: asking them takes at most 100 MB of the page's heap", {
  tag: "@slow",
}, async ({ serve, openPanel }) => {
  const variables = Array.from({ length: 1000 }, (_, i) => `v${i}`);
  const script = `function start() {
      let ${variables.map((name) => `${name} = {}`).join(", ")};
      const held = [];
      ${Array.from({ length: 400 }, (_, i) => `for (let i = 0; i < 150; i++) held.push(() => [i, v${i}, ${i}]);`).join("\n")}
      return { held, all: () => [${variables.join(", ")}] };
    }
    const kept = start();
    document.addEventListener("click", () => kept);`;
  const html = `<!doctype html><meta charset="utf-8"><title>Functions</title><script type="module">${script}</script>`;
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const cdp = await session.context.newCDPSession(session.page);
  const usedBytes = async (): Promise<number> => (await cdp.send("Runtime.getHeapUsage")).usedSize;
  await cdp.send("HeapProfiler.collectGarbage");
  const before = await usedBytes();
  let most = before;
  let isOver = false;
  const taken = takeSnapshot(session.panel).finally(() => {
    isOver = true;
  });
  while (!isOver) most = Math.max(most, await usedBytes());
  await taken;
  const aboveMB = (most - before) / 1e6;
  console.log(`asking 50,000 of 60,000 functions took ${aboveMB.toFixed(0)} MB of the page's heap`);
  expect(aboveMB).toBeLessThan(100);
});
