// Apps that the plug-in for bundlers has changed, in Firefox, where no debugger is: what modules, private fields, functions and the browser's callbacks keep.
import { downloadFolded, rootsGroup, takeSnapshot } from "../../package/browser/panel-actions.ts";
import { derivedApp } from "../fixtures/derived-app.ts";
import { parseFolded } from "../fixtures/folded-grammar.ts";
import { CALLBACKS, callbacksIn, nativesApp } from "../fixtures/natives-app.ts";
import { expect, test } from "../fixtures/test.ts";

test("modules, private fields and what functions capture are there without a debugger", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...(await derivedApp()))}/`);
  const { panel } = session;
  const roots = rootsGroup(panel);
  for (const name of ["Modules", "src/store.js", "src/main.js", "node_modules/@acme/list"])
    await expect(roots.getByRole("checkbox", { name, exact: true })).toBeChecked();
  await takeSnapshot(panel);
  const paths = parseFolded(await downloadFolded(session)).map(({ frames }) => frames.join(";"));
  expect(paths).toEqual(
    expect.arrayContaining([
      "Modules;src/main.js;store;Object;(shared);createStore;[[Scopes]];currentState;Object;users;Array;elements;Object",
      "Modules;src/main.js;store;Object;(shared);createStore;[[Scopes]];session;Session;#token;Object;rows;Array;elements;Object",
      "Modules;src/main.js;store;Object;first;Function;wrap;[[Scopes]];action;Function",
      "Modules;src/store.js;cache;Map;table;value;Object",
      "node_modules;@acme/list;dist/list.js;bound;Function;[[BoundThis]];Object;self;Object",
      "node_modules;@acme/list;dist/list.js;rows;Array;elements;Object",
    ]),
  );
});

test("callbacks that the app handed to the browser are roots by kind", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(...(await nativesApp()))}/`);
  expect(await session.page.evaluate("isAsBefore")).toEqual(Array.from({ length: 8 }, () => true));
  await takeSnapshot(session.panel);
  expect(callbacksIn(await downloadFolded(session))).toEqual(expect.arrayContaining(CALLBACKS));
});
