// Variables of functions: what only closures hold, found by the browser's debugger, under the names of the source.

import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import type { Route } from "../scripts/static-server.ts";
import { openInsights } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

function pageWith(...scripts: readonly string[]): Route {
  return {
    path: "/",
    html: `<!doctype html><meta charset="utf-8"><title>Closures</title><p>A page to inspect.</p>${scripts.join("")}`,
  };
}

function moduleAt(path: string, source: string): Route {
  return { path, html: source, headers: { "content-type": "text/javascript; charset=utf-8" } };
}

function lines(folded: string): readonly string[] {
  return folded.split("\n").slice(0, -1);
}

test("a store in a module has its state under the names of its functions", async ({ serve, openPanel }) => {
  const origin = await serve(
    pageWith('<script type="module" src="/src/main.js"></script>'),
    moduleAt(
      "/src/store.js",
      `export function createStore(initial) {
         let currentState = initial;
         const listeners = new Set();
         return { getState: () => currentState, subscribe(listener) { listeners.add(listener); } };
       }`,
    ),
    moduleAt(
      "/src/main.js",
      `import { createStore } from "/src/store.js";
       const store = createStore({ users: Array.from({ length: 1000 }, (_, i) => ({ i })) });
       document.addEventListener("click", () => store.getState());`,
    ),
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = lines(await downloadFolded(session));
  const users = folded.filter((line) => line.includes(";createStore;[[Scopes]];currentState;Object;users;Array;"));
  expect(users).toContain(
    "Closures;src/main.js;store;Object;(shared);createStore;[[Scopes]];currentState;Object;users;Array;elements;Object 12000",
  );
  expect(folded).toContain("Closures;src/main.js;store;Object;(shared);createStore 16");
});

test("each call has a context of its own, and functions of one call share it", async ({ serve, openPanel }) => {
  const origin = await serve(
    pageWith(`<script type="module">
      function counter(start) { let count = { start }; return { up: () => count.start++, now: () => count.start }; }
      const first = counter(1.5), second = counter(2.5);
      document.addEventListener("click", () => [first, second]);
    </script>`),
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = lines(await downloadFolded(session));
  for (const name of ["first", "second"]) {
    /* A header of 16 bytes, and a word for one variable. */
    expect(folded).toContain(`Closures;(inline);${name};Object;(shared);counter 16`);
    expect(folded).toContain(`Closures;(inline);${name};Object;(shared);counter;[[Scopes]];count 4`);
  }
});

test("the outermost variables of scripts are roots, whoever wraps them", async ({ serve, openPanel }) => {
  const origin = await serve(
    pageWith(
      `<script src="/iife.js"></script><script src="/umd.js"></script><script src="/packed.js"></script><script src="/plain.js"></script>`,
    ),
    moduleAt("/iife.js", `(function () { const cache = new Map([[1, { a: 1 }]]); onclick = () => cache; })();`),
    moduleAt(
      "/umd.js",
      `(function (global, factory) { factory(global); })(this, function (global) { var shapes = [{ b: 1 }]; global.onkeyup = () => shapes; });`,
    ),
    moduleAt(
      "/packed.js",
      `(() => { var table = { "./src/a.js": (module) => { const inside = { c: 1 }; onfocus = () => inside; } };
        var done = {}; function load(id) { return done[id] || (done[id] = table[id]({ exports: {} }, load)); } load("./src/a.js"); })();`,
    ),
    moduleAt("/plain.js", `let lexical = { d: 1 }; onblur = () => lexical;`),
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(/^Closures;iife\.js;cache;Map 16$/m);
  expect(folded).toMatch(/^Closures;umd\.js;shapes;Array;elements;Object 12$/m);
  expect(folded).toMatch(/^Closures;packed\.js \.\/src\/a\.js;inside;Object 12$/m);
  expect(folded).toMatch(/^Closures;plain\.js;lexical;Object 12$/m);
});

test("callbacks that nothing refers to stand under their script and name", async ({ serve, openPanel }) => {
  const origin = await serve(
    pageWith('<script type="module" src="/src/poll.js"></script>'),
    moduleAt(
      "/src/poll.js",
      `function start() { const seen = new Map([["k", new Array(100).fill(0.5)]]); setInterval(function tick() { seen.size; }, 1e9); }
       start();`,
    ),
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(/^Closures;src\/poll\.js;tick;Function;start;\[\[Scopes\]\];seen;Map;table;value;Array 16$/m);
});

test("private members, bound functions and entries of a WeakMap are parts of their objects", async ({
  serve,
  openPanel,
}) => {
  const origin = await serve(
    pageWith(`<script type="module">
      class Session { #rows = [{ a: 1 }, { a: 2 }]; rows() { return this.#rows; } }
      const session = new Session();
      const bound = function (row) { return this && row; }.bind({ owner: 1 }, { argument: 1 });
      const notes = new WeakMap([[session, { note: "a note that is long enough" }]]);
      document.addEventListener("click", () => [session, bound, notes]);
    </script>`),
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(/^Closures;\(inline\);session;Session;#rows;Array;elements;Object 24$/m);
  expect(folded).toMatch(/^Closures;\(inline\);bound;Function;\[\[BoundThis\]\];Object 12$/m);
  expect(folded).toMatch(/^Closures;\(inline\);bound;Function;\[\[BoundArgs\]\];Object 12$/m);
  expect(folded).toMatch(/;\[\[WeakMap\]\];Object 12$/m);
});

test("at most 200 functions of one text are asked, until the user wants all", async ({ serve, openPanel }) => {
  const origin = await serve(
    pageWith(`<script type="module">
      const held = [];
      for (let i = 0; i < 300; i++) { const own = { i }; held.push(() => own); }
      document.addEventListener("click", () => held);
    </script>`),
  );
  const { panel, ...session } = await openPanel(`${origin}/`);
  await takeSnapshot(panel);
  await openInsights(panel, "Warnings");
  await expect(panel.getByText(/100 further functions were not asked/).first()).toBeVisible();
  await panel.getByRole("button", { name: "Ask all functions" }).click();
  await expect(panel.getByRole("status").first()).toHaveText(/^Snapshot 2: /);
  await expect(panel.getByText(/further functions were not asked/)).toHaveCount(0);
  await expect(panel.getByRole("checkbox", { name: "All functions" })).toBeChecked();
  const folded = await downloadFolded({ panel, ...session });
  expect(folded).toMatch(
    /^Closures;\(inline\);held;Array;elements;Function;\(closure\);\[\[Scopes\]\];own;Object 3600$/m,
  );
});

test("top-level variables of a classic script are found without any function", async ({ serve, openPanel }) => {
  const origin = await serve(
    pageWith(`<script>let lonely = { rows: [1, 2, 3, 4] }; const beside = new Map();</script>`),
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(/^Closures;\(inline\);lonely;Object;rows;Array 16$/m);
  expect(folded).toMatch(/^Closures;\(inline\);beside;Map 16$/m);
});

test("a function of a text that several scripts have stands under none of them", async ({ serve, openPanel }) => {
  const text = "setInterval(function poll() { return 1; }, 1e9);";
  const origin = await serve(
    pageWith('<script type="module" src="/a.js"></script><script type="module" src="/b.js"></script>'),
    moduleAt("/a.js", text),
    moduleAt("/b.js", text),
  );
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(/^Closures;\(several scripts\);.*Function 64$/m);
});

test("a function of the page with the text of one of the extension's does not bring the extension's variables", async ({
  serve,
  openPanel,
}) => {
  /* As bundlers write it, the extension's among them. */
  const origin = await serve(pageWith('<script>addEventListener("keyup",()=>{});</script>'));
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toContain("keyup");
  expect(folded).not.toContain("[[Scopes]]");
});

test("functions of the extension are not counted where the page has some of the same text", async ({
  serve,
  openPanel,
}) => {
  const texts = [
    "()=>{}",
    "()=>!0",
    "()=>!1",
    "()=>void 0",
    "()=>null",
    "e=>e",
    "e=>e.x",
    "(e,t)=>e-t",
    "function(){}",
  ];
  const script = `export const own = [${texts.join()}];`;
  const session = await openPanel(`${await serve(pageWith(`<script type="module">${script}</script>`))}/`);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  /* Nothing but what the list has, and the module itself. */
  expect(folded).toMatch(/;own;Array/);
  expect(
    folded.split("\n").filter((line) => line.includes(";Function") && !/;own;|;export const own/.test(line)),
  ).toEqual([]);
});
