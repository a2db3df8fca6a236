// What the option `natives` of the bundlers' plug-in has in a page: callbacks of listeners, timers, observers and ports are roots.
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { withoutClosures } from "./fixtures/panel-parts.ts";
import { scriptOf } from "./fixtures/product-bundle.ts";
import { expect, test } from "./fixtures/test.ts";

const SCRIPT = { "content-type": "text/javascript" };
const KINDS = `(() => {
  const kept = [];
  const rowsOf = (callback) => Object.assign(callback, { rows: [{ callback: 1 }] });
  addEventListener("keyup", rowsOf(function onKey() {}));
  document.createElement("button").addEventListener("click", rowsOf(function onDropped() {}));
  setInterval(rowsOf(function poll() {}), 1e6);
  setTimeout(rowsOf(function later() {}), 1e6);
  clearTimeout(setTimeout(rowsOf(function never() {}), 1e6));
  class Sizes extends ResizeObserver {}
  const sizes = new Sizes(rowsOf(function onSize() {}));
  sizes.observe(document.documentElement);
  const nodes = new MutationObserver(rowsOf(function onNodes() {}));
  nodes.observe(document.documentElement, { subtree: true, attributes: true });
  const ended = new MutationObserver(rowsOf(function onEnded() {}));
  ended.observe(document.documentElement, { attributes: true });
  ended.disconnect();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = rowsOf(function onMessage() {});
  self.kept = () => [sizes, port1, port2];
  self.isAsBefore = [
    sizes instanceof Sizes, sizes instanceof ResizeObserver, sizes.constructor === Sizes,
    nodes.constructor === MutationObserver, Object.getPrototypeOf(nodes) === MutationObserver.prototype,
    MutationObserver.name === "MutationObserver", String(MutationObserver) === "function MutationObserver() { [native code] }",
    Object.getOwnPropertyNames(MutationObserver).join() === "length,name,prototype,arguments,caller".split(",").slice(0, 3).join(),
  ];
})();`;
const PAGE = `<!doctype html><title>Natives</title><p>page</p><script src="/natives.js"></script><script src="/core.js"></script><script src="/app.js"></script>`;

/** The paths of callbacks that hold rows. */
function callbacksIn(folded: string): string[] {
  return parseFolded(folded)
    .map(({ frames }) => frames.join(";"))
    .filter((path) => /^(Listeners|Timers|Observers|Ports);/.test(path) && path.endsWith(";rows;Array"))
    .map((path) => path.replace(";Function;rows;Array", ""));
}

const CALLBACKS = [
  "Listeners;window;keyup;onKey",
  "Observers;MutationObserver;onNodes",
  "Observers;ResizeObserver;onSize",
  "Ports;message;onMessage",
  "Timers;setInterval;poll",
  "Timers;setTimeout;later",
];

test("callbacks are roots by kind, in the panel and by the package, and each is listed once", async ({
  serve,
  openPanel,
}) => {
  const pages = [
    { path: "/", html: PAGE },
    { path: "/natives.js", html: await scriptOf("package/derive/natives/natives.ts"), headers: SCRIPT },
    { path: "/core.js", html: await scriptOf("core/index.ts", "allocative"), headers: SCRIPT },
    { path: "/app.js", html: KINDS, headers: SCRIPT },
  ];
  const session = await openPanel(`${await serve(...pages)}/`);
  expect(await session.page.evaluate("isAsBefore")).toEqual(Array.from({ length: 8 }, () => true));
  await session.page.requestGC();
  expect(callbacksIn(await session.page.evaluate<string>("allocative.takeSnapshot().toFolded()"))).toEqual(CALLBACKS);
  await withoutClosures(session.panel);
  await takeSnapshot(session.panel);
  expect(callbacksIn(await downloadFolded(session))).toEqual(CALLBACKS);
});
