// What the option `natives` of the bundlers' plug-in has in a page: callbacks of listeners, timers, observers and ports are roots.
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { CALLBACKS, callbacksIn, nativesApp } from "./fixtures/natives-app.ts";
import { withoutClosures } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

test("callbacks are roots by kind, in the panel and by the package, and each is listed once", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...(await nativesApp()))}/`);
  expect(await session.page.evaluate("isAsBefore")).toEqual(Array.from({ length: 8 }, () => true));
  await session.page.requestGC();
  expect(callbacksIn(await session.page.evaluate<string>("allocative.takeSnapshot().toFolded()"))).toEqual(CALLBACKS);
  await withoutClosures(session.panel);
  await takeSnapshot(session.panel);
  expect(callbacksIn(await downloadFolded(session))).toEqual(CALLBACKS);
});
