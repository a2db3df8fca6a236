import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { KIND_ROOT } from "../../../core/graph/graph.ts";
import type { RootDescription } from "../../protocol/messages.ts";
import { NO_BOX, TOP_BOX } from "../frames/box.ts";
import { createWorld, derived, ELEMENTS, fileOf, folded, ITEMS, OBJECT, STORE, shown } from "./panel.fixture.ts";
import { CLOSURES_KEY, isTaken, PAGE_GLOBALS, takesClosures, takesGlobals } from "./root-choices.ts";
import { foundReasonOf } from "./roots.ts";
import { PanelError } from "./services.ts";
import { focusOf } from "./state.ts";
import { writeMatches, writeStatus } from "./status.ts";

const heapSnapshot = new TextEncoder().encode('{"snapshot":{"meta":{}}}');

test("a snapshot is shown, and its status says what it took from click to paint", async () => {
  const { world, panel } = createWorld();
  world.now = 1000;
  await panel.takeSnapshot();
  expect(writeStatus(shown(panel))).toBe("");
  panel.store.dispatch({ type: "snapshot-painted", number: 1, at: 1210.4 });
  panel.store.dispatch({ type: "snapshot-painted", number: 1, at: 9999 });
  expect(writeStatus(shown(panel))).toBe("Snapshot 1: 1.2 KiB in 1,234 objects, 210 ms");
  expect(panel.store.state.busy).toBeNull();
});

test("the status of a file of stacks says nothing of objects, of which it has none", async () => {
  const { panel } = createWorld();
  await panel.openFiles([fileOf("a.folded", folded)]);
  panel.store.dispatch({ type: "snapshot-painted", number: 1, at: 12 });
  expect(writeStatus(shown(panel))).toBe("Snapshot 1: 1.2 KiB, 12 ms");
});

test("progress is counted; cancel ends the work at once and says nothing", async () => {
  const { world, panel } = createWorld();
  world.isHeldUp = true;
  const taken = panel.takeSnapshot();
  await expect.poll(() => panel.store.state.busy).toEqual({ kind: "snapshot", objectCount: 500 });
  await panel.takeSnapshot();
  expect(world.requests).toHaveLength(1);
  panel.cancel();
  expect(panel.store.state.busy).toBeNull();
  await taken;
  expect(panel.store.state).toMatchObject({ snapshots: [], failure: null });
});

test("work that is begun after a cancel is not ended by the cancelled one", async () => {
  const { world, panel } = createWorld();
  world.isHeldUp = true;
  const first = panel.takeSnapshot();
  panel.cancel();
  const second = panel.takeSnapshot();
  await first;
  expect(panel.store.state.busy?.kind).toBe("snapshot");
  await expect.poll(() => world.requests.length).toBe(2);
  world.release?.();
  await second;
  expect(panel.store.state.snapshots).toHaveLength(1);
});

test("a refusal is a sentence with a way on, and keeps what is shown", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  world.refusal = new PanelError("page-frozen", "The page does not answer.");
  await panel.takeSnapshot();
  expect(panel.store.state.failure).toEqual({ message: "The page does not answer.", retry: "snapshot" });
  expect(shown(panel).number).toBe(1);
  panel.store.dispatch({ type: "failure-dismissed" });
  expect(panel.store.state.failure).toBeNull();
});

test("zooming in and going back, step by step", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  const { dispatch } = panel.store;
  dispatch({ type: "box-focused", box: OBJECT });
  dispatch({ type: "box-focused", box: ELEMENTS });
  expect(focusOf(shown(panel))).toBe(ELEMENTS);
  expect(shown(panel).selected).toBe(ELEMENTS);
  dispatch({ type: "focus-undone" });
  expect(focusOf(shown(panel))).toBe(OBJECT);
  dispatch({ type: "focus-undone" });
  expect(focusOf(shown(panel))).toBe(TOP_BOX);
});

test("escape ends one thing at a time: menu, search, focus, selection", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  const { store } = panel;
  store.dispatch({ type: "box-focused", box: OBJECT });
  panel.store.dispatch({ type: "searched", query: "items" });
  store.dispatch({ type: "menu-opened", menu: { kind: "export" } });
  panel.escape();
  expect(store.state.menu.kind).toBe("none");
  panel.escape();
  expect(store.state.search.query).toBe("");
  panel.escape();
  expect(focusOf(shown(panel))).toBe(TOP_BOX);
  panel.escape();
  expect(shown(panel).selected).toBe(NO_BOX);
  const ended = store.state;
  panel.escape();
  expect(store.state).toBe(ended);
});

test("arrow keys select along the tree, and the tree opens to show it", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  for (const direction of ["down", "down", "down"] as const)
    panel.store.dispatch({ type: "selection-moved", direction });
  expect(shown(panel).selected).toBe(ITEMS);
  expect([...shown(panel).expanded]).toEqual([STORE, OBJECT]);
  panel.store.dispatch({ type: "selection-focused" });
  expect(focusOf(shown(panel))).toBe(ITEMS);
});

test("collapsing a row takes the selection out of it", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-selected", box: ELEMENTS });
  panel.store.dispatch({ type: "box-collapsed", box: OBJECT });
  expect(shown(panel).selected).toBe(OBJECT);
  panel.store.dispatch({ type: "box-expanded", box: ELEMENTS });
  expect(shown(panel).expanded.has(ELEMENTS)).toBe(false);
});

test("find counts, visits round and round, and searches the next snapshot too", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "searched", query: "e" });
  expect(writeMatches(panel.store.state)).toBe("6 matches · 1.2 KiB");
  panel.store.dispatch({ type: "match-visited", step: 1 });
  expect(shown(panel).selected).toBe(STORE);
  expect(writeMatches(panel.store.state)).toBe("1 of 6 matches · 1.2 KiB");
  panel.store.dispatch({ type: "match-visited", step: -1 });
  expect(writeMatches(panel.store.state)).toBe("6 of 6 matches · 1.2 KiB");
  await panel.takeSnapshot();
  expect(writeMatches(panel.store.state)).toBe("6 matches · 1.2 KiB");
  panel.store.dispatch({ type: "searched", query: "nothing of the sort" });
  panel.store.dispatch({ type: "match-visited", step: 1 });
  expect(writeMatches(panel.store.state)).toBe("No matches");
});

test("find moves the selection, never the focus: outside of the focus it says how many there are", async () => {
  const { panel } = createWorld();
  const { dispatch } = panel.store;
  await panel.takeSnapshot();
  dispatch({ type: "box-focused", box: OBJECT });
  const { trail } = shown(panel);
  dispatch({ type: "searched", query: "e" });
  expect(writeMatches(panel.store.state)).toMatch(/^1 of 4 matches/);
  for (let step = 0; step < 5; step++) dispatch({ type: "match-visited", step: 1 });
  expect(shown(panel).trail).toBe(trail);
  dispatch({ type: "searched", query: "other" });
  expect(writeMatches(panel.store.state)).toBe("No matches in Object, 1 outside");
  const { selected } = shown(panel);
  dispatch({ type: "match-visited", step: 1 });
  expect(shown(panel).selected).toBe(selected);
  dispatch({ type: "box-focused", box: TOP_BOX });
  expect(writeMatches(panel.store.state)).toBe("1 match · 10 B");
});

test("DevTools' search bar looks for the same, and moves through the same matches", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  const [search] = world.searchBars;
  search!({ type: "searched", query: "items" });
  search!({ type: "visited", step: 1 });
  expect(shown(panel).selected).toBe(ITEMS);
  expect(panel.store.state.search.query).toBe("items");
  search!({ type: "searched", query: "" });
  expect(writeMatches(panel.store.state)).toBe("");
});

test("find tries regular expressions aside; a wrong one, and one that takes too long, are sentences", async () => {
  const { world, panel } = createWorld();
  const { dispatch } = panel.store;
  await panel.takeSnapshot();
  dispatch({ type: "searched", query: "/^items$/ array" });
  expect(writeMatches(panel.store.state)).toBe("Searching…");
  await vi.waitFor(() => expect(writeMatches(panel.store.state)).toMatch(/^1 match/));
  dispatch({ type: "find-option-toggled", option: "pattern" });
  dispatch({ type: "searched", query: "(" });
  expect(writeMatches(panel.store.state)).toBe("This is not a valid regular expression: Unterminated group.");
  dispatch({ type: "searched", query: "us.r" });
  await panel.takeSnapshot();
  await vi.waitFor(() => expect(writeMatches(panel.store.state)).toMatch(/^1 match/));
  world.refusal = new PanelError("pattern-slow", "This takes too long.");
  dispatch({ type: "searched", query: "(a+)+$" });
  await vi.waitFor(() => expect(writeMatches(panel.store.state)).toBe("This takes too long."));
  dispatch({ type: "find-option-toggled", option: "pattern" });
  expect(writeMatches(panel.store.state)).toBe("No matches");
});

test("export: a file named after the snapshot, a copy, our own format", async () => {
  const { world, panel } = createWorld();
  await panel.exports.saveFolded();
  expect(world.saved).toEqual([]);
  await panel.takeSnapshot();
  await panel.exports.saveFolded();
  await panel.exports.copyFolded();
  expect(panel.store.state.notice).toBe("Folded stacks copied.");
  await panel.exports.saveSnapshot();
  expect(world.saved.map((file) => file.name)).toEqual(["allocative-1.folded", "allocative-1.allocative"]);
  expect(world.saved[0]?.content).toBe("owner;Object 1\n");
  expect(world.copied).toEqual(["owner;Object 1\n"]);
});

test("export: files for other programs, of the policy shown", async () => {
  const { world, panel } = createWorld();
  await panel.exports.saveFrames("speedscope");
  expect(world.saved).toEqual([]);
  await panel.takeSnapshot();
  for (const format of ["speedscope", "pprof", "csv"] as const) await panel.exports.saveFrames(format);
  expect(world.saved.map(({ name, content }) => [name, new TextDecoder().decode(content as Uint8Array)])).toEqual([
    ["snapshot-1.speedscope.json", "1 owner 0 speedscope Snapshot 1"],
    ["snapshot-1.pb.gz", "1 owner 0 pprof Snapshot 1"],
    ["snapshot-1.csv", "1 owner 0 csv Snapshot 1"],
  ]);
});

test("export: names of files say which page was measured, of a comparison both pages", async () => {
  const { world, panel } = createWorld();
  world.url = "https://shop.example/cart?token=abc";
  await panel.takeSnapshot();
  world.url = "https://shop.example/orders";
  await panel.takeSnapshot();
  await panel.snapshots.compare([1, 2]);
  await panel.exports.saveFrames("csv");
  await panel.pictures.saveSvg();
  panel.store.dispatch({ type: "snapshot-shown", number: 1 });
  await panel.exports.saveFolded("focus");
  await panel.exports.saveFrames("speedscope");
  expect(world.saved.map(({ name }) => name)).toEqual([
    "snapshot-1-2-shop.example-cart-shop.example-orders.csv",
    "icicle-1-2-shop.example-cart-shop.example-orders.svg",
    "allocative-1-shop.example-cart-focus.folded",
    "snapshot-1-shop.example-cart.speedscope.json",
  ]);
  expect(new TextDecoder().decode(world.saved[3]!.content as Uint8Array)).toMatch(/ Snapshot 1, shop\.example\/cart$/);
});

test("export: a page with the frames shown, and what there is to know of them", async () => {
  const { world, panel } = createWorld();
  world.url = "https://shop.example/cart?token=abc";
  await panel.takeSnapshot();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-focused", box: ITEMS });
  panel.store.dispatch({ type: "measure-chosen", measure: "count" });
  await panel.exports.savePage();
  await panel.exports.savePage("focus");
  await panel.snapshots.compare([1, 2]);
  await panel.exports.savePage();
  expect(world.saved.map(({ name }) => name)).toEqual([
    "snapshot-2-shop.example-cart.html",
    "snapshot-2-shop.example-cart-focus.html",
    "snapshot-1-2-shop.example-cart.html",
  ]);
  const [whole, focus, comparison] = world.saved.map(({ content }) => {
    const [, data = ""] = /^<script id="allocative-frames">(.*)<\/script>$/.exec(content as string) ?? [];
    return JSON.parse(Buffer.from(data, "base64").toString());
  });
  expect(whole).toMatchObject({ snapshot: 2, sharing: "owner", frame: 0 });
  expect(whole.about).toMatchObject({
    title: "Snapshot 2",
    pages: ["shop.example/cart"],
    version: "1.2.3",
    sides: [],
    part: null,
    measure: "count",
    focus: { steps: [{ name: "store" }, { name: "Object" }, { name: "items" }], type: "Array" },
  });
  expect(focus).toMatchObject({ frame: ITEMS, about: { part: "items: Array" } });
  expect(comparison.about).toMatchObject({
    title: "Snapshot 1 → Snapshot 2",
    takenAt: null,
    sides: [{ number: 1, page: "shop.example/cart" }, { number: 2 }],
  });
  expect(JSON.stringify(world.saved)).not.toContain("token");
});

test("export: a page does not name what was hidden from it", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  const box = { steps: [{ name: "secret", kind: KIND_ROOT }], type: null } as const;
  panel.store.dispatch({ type: "transformed", transform: { type: "hide", box } });
  await expect.poll(() => world.derivations.length).toBe(1);
  world.derivations[0]!.resolve({ ...derived, found: [true] });
  await expect.poll(() => shown(panel)?.transforms.length).toBe(1);
  await panel.exports.savePage();
  const data = /frames">(.*)</.exec(world.saved[0]!.content as string)![1]!;
  const text = Buffer.from(data, "base64").toString();
  expect(JSON.parse(text).about.changes).toEqual(["a box hidden"]);
  expect(text).not.toContain("secret");
});

test("export: a picture is copied, and the notice says so", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  await panel.pictures.copyPng();
  expect(world.copied).toEqual([expect.stringMatching(/^PNG of 1200 × \d+$/)]);
  expect(panel.store.state.notice).toBe("Picture copied.");
});

test("export: pictures of the icicle, of what is in focus", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-focused", box: ITEMS });
  await panel.pictures.saveSvg();
  await panel.pictures.savePng();
  expect(world.saved.map(({ name }) => name)).toEqual(["icicle-1.svg", "icicle-1.png"]);
  expect(world.saved[0]?.content).toContain("<title>Snapshot 1 · items: Array · 1.1 KiB, 1 object</title>");
  expect(new TextDecoder().decode(world.saved[1]?.content as Uint8Array)).toMatch(/^PNG of 1200 × \d+$/);
  expect(panel.store.state.notice).toBeNull();
});

test("export: of what is in focus, where that is asked for", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-focused", box: ITEMS });
  await panel.exports.saveFolded();
  await panel.exports.saveFolded("focus");
  await panel.exports.copyFolded("focus");
  await panel.exports.saveFrames("csv", "focus");
  await panel.exports.saveSnapshot();
  expect(world.saved.map(({ name }) => name)).toEqual([
    "allocative-1.folded",
    "allocative-1-focus.folded",
    "snapshot-1-focus.csv",
    "allocative-1.allocative",
  ]);
  expect(world.saved[1]?.content).toBe("owner;Object3 1\n");
  expect(world.copied).toEqual(["owner;Object3 1\n"]);
  expect(new TextDecoder().decode(world.saved[2]?.content as Uint8Array)).toBe(
    "1 owner 3 csv Snapshot 1: store › Object › items: Array",
  );
});

test("an export can be let go: nothing is saved, and the snapshot stays", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  world.isHeldUp = true;
  const saving = panel.exports.saveFolded();
  expect(panel.store.state.busy?.kind).toBe("export");
  panel.cancel();
  await saving;
  expect(panel.store.state).toMatchObject({ busy: null, failure: null, current: 1 });
  expect(world.saved).toEqual([]);
  world.isHeldUp = false;
  await panel.exports.saveFolded();
  expect(world.saved.map(({ name }) => name)).toEqual(["allocative-1.folded"]);
});

test("a file is opened by its first bytes", async () => {
  const { panel } = createWorld();
  await panel.openFiles([fileOf("cart.txt", new Uint8Array([0x41, 0x4c, 0x4c, 0x4f, 1, 0, 0]))]);
  expect(shown(panel)).toMatchObject({ source: "snapshot-file", title: "cart.txt", number: 1 });
  await panel.openFiles([fileOf("cart.folded", folded)]);
  expect(shown(panel)).toMatchObject({ source: "folded-file", number: 2 });
  await panel.openFiles([fileOf("cart.gz", gzipSync(folded))]);
  expect(shown(panel)).toMatchObject({ source: "folded-file", number: 3 });
  await panel.openFiles([fileOf("heap.json", heapSnapshot)]);
  expect(shown(panel)).toMatchObject({ source: "heap-snapshot", title: "heap.json", number: 4 });
  await panel.openFiles([fileOf("heap.gz", gzipSync(heapSnapshot))]);
  expect(shown(panel)).toMatchObject({ source: "heap-snapshot", number: 5 });
});

test("several files are opened one after the other, up to one that cannot be", async () => {
  const { panel } = createWorld();
  await panel.openFiles([fileOf("a.folded", folded), fileOf("b.folded", folded)]);
  expect(panel.store.state.snapshots.map(({ title }) => title)).toEqual(["a.folded", "b.folded"]);
  const empty = fileOf("empty.folded", new Uint8Array(0));
  await panel.openFiles([fileOf("c.folded", folded), empty, fileOf("d.folded", folded)]);
  expect(shown(panel).title).toBe("c.folded");
  expect(panel.store.state.failure?.message).toMatch("“empty.folded” is empty");
});

test("a cancel ends the files that are still to be opened", async () => {
  const { world, panel } = createWorld();
  world.isHeldUp = true;
  const opening = panel.openFiles([fileOf("a.heapsnapshot", heapSnapshot), fileOf("b.folded", folded)]);
  await expect.poll(() => panel.store.state.busy?.share).toBe(0.25);
  panel.cancel();
  await opening;
  expect(panel.store.state).toMatchObject({ snapshots: [], busy: null, failure: null });
});

test("how much was read of a file is not said of the next one", async () => {
  const { world, panel } = createWorld();
  world.openingHeldUp = true;
  const opening = panel.openFiles([fileOf("a.heapsnapshot", heapSnapshot), fileOf("b.folded", folded)]);
  await expect.poll(() => world.release).not.toBeNull();
  expect(panel.store.state.snapshots).toHaveLength(1);
  expect(panel.store.state.busy).toEqual({ kind: "open", objectCount: 0 });
  world.release?.();
  await opening;
  expect(panel.store.state.snapshots).toHaveLength(2);
});

test("another profile of a file is shown in place of the first, under the same number", async () => {
  const { world, panel } = createWorld();
  await panel.openFiles([fileOf("heap.pb.gz", folded)]);
  await panel.chooseProfile(1, 1);
  expect(shown(panel)).toMatchObject({ number: 1, title: "heap.pb.gz", derived: { profile: 1 } });
  expect(panel.store.state.snapshots).toHaveLength(1);
  world.refusal = new PanelError("derive-failed", "The profile cannot be shown.");
  await panel.chooseProfile(1, 0);
  expect(shown(panel).derived.profile).toBe(1);
  expect(panel.store.state.failure?.message).toBe("The profile cannot be shown.");
});

test("a heap snapshot tells how far it is, and can be let go", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  world.isHeldUp = true;
  const opening = panel.openFiles([fileOf("heap.json", heapSnapshot)]);
  await expect.poll(() => panel.store.state.busy).toEqual({ kind: "open", objectCount: 0, share: 0.25 });
  panel.cancel();
  await opening;
  expect(panel.store.state).toMatchObject({ busy: null, failure: null });
  expect(shown(panel).number).toBe(1);
  world.isHeldUp = false;
  await panel.openFiles([fileOf("heap.json", heapSnapshot)]);
  expect(shown(panel).number).toBe(2);
});

test("a number is not used up by a file that was refused, nor by a snapshot that failed", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  world.refusal = new PanelError("derive-failed", "This file cannot be read.");
  await panel.openFiles([fileOf("a.folded", folded)]);
  expect(panel.store.state.failure?.message).toBe("“a.folded”: This file cannot be read.");
  await panel.openFiles([fileOf("heap.json", heapSnapshot)]);
  await panel.takeSnapshot();
  world.refusal = null;
  await panel.openFiles([fileOf("a.folded", folded)]);
  expect(shown(panel)).toMatchObject({ number: 2, title: "a.folded" });
  await panel.takeSnapshot();
  expect(shown(panel)).toMatchObject({ number: 3, title: "Snapshot 3" });
});

test("the number of an opening that was cancelled is free only when the worker has dropped it", async () => {
  const { world, panel } = createWorld();
  world.openingHeldUp = true;
  const opening = panel.openFiles([fileOf("a.folded", folded)]);
  await expect.poll(() => world.release).not.toBe(null);
  panel.cancel();
  world.openingHeldUp = false;
  await panel.openFiles([fileOf("b.folded", folded)]);
  expect(shown(panel)).toMatchObject({ number: 2, title: "b.folded" });
  world.release!();
  await opening;
  expect(world.dropped).toEqual([1]);
  await panel.openFiles([fileOf("c.folded", folded)]);
  expect(shown(panel)).toMatchObject({ number: 3, title: "c.folded" });
});

test.each([
  ["an empty file", fileOf("a.folded", new Uint8Array(0)), /is empty/],
  ["a file that is too large", fileOf("a.folded", folded, 3 * 1024 ** 3), /has 3\.0 GiB; .* up to 512\.0 MiB/],
  ["a gzip file that is cut off", fileOf("a.gz", gzipSync(folded).subarray(0, 12)), /not a valid gzip file/],
  [
    "a gzip file of a picture",
    fileOf("a.gz", gzipSync(new Uint8Array(9))),
    /is of an unknown kind. Open one of these: Folded stacks/,
  ],
  ["a picture", fileOf("a.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0])), /is of an unknown kind/],
  [
    "one that cannot be read",
    {
      ...fileOf("dir", folded),
      stream: () => new ReadableStream({ pull: () => Promise.reject(new DOMException("gone", "NotFoundError")) }),
    },
    /could not be read/,
  ],
])("%s gets a sentence, and what was open stays", async (_, file, sentence) => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  await panel.openFiles([file]);
  expect(panel.store.state.failure?.message).toMatch(sentence);
  expect(shown(panel).number).toBe(1);
});

test("roots: unchecked ones and unchecked expressions are not walked", async () => {
  const { world, panel } = createWorld();
  await panel.listRoots();
  expect(await panel.addExpression("  appState ")).toBe(true);
  expect(await panel.addExpression("app.cache")).toBe(true);
  panel.store.dispatch({ type: "root-ticked", key: "registered store", isTicked: false });
  panel.store.dispatch({ type: "expression-excluded", name: "app.cache" });
  await panel.takeSnapshot();
  expect(world.requests[0]).toEqual({
    origins: ["registered", "derived"],
    exceptions: [{ origin: "registered", name: "store" }],
    expressions: [{ name: "appState", expression: "appState" }],
    askedFunctions: "usual",
    only: null,
    recordedMs: -1,
  });
  await panel.removeExpression("app.cache");
  expect(panel.store.state.roots.excluded).toEqual(new Set());
});

const FOUND: readonly RootDescription[] = [
  { name: "React", origin: "framework", isCollected: false },
  { name: "(elements)", origin: "elements", isCollected: false },
  { name: "config", origin: "global", isCollected: false },
  { name: 'frame "ads"', origin: "frame", isCollected: false },
];
const REGISTERED: RootDescription = { name: "store", origin: "registered", isCollected: false };

test("what was found is walked where no live root is registered", async () => {
  const { world, panel } = createWorld();
  world.roots = [{ ...REGISTERED, isCollected: true }, ...FOUND];
  await panel.takeSnapshot();
  world.roots = [REGISTERED, ...FOUND];
  await panel.takeSnapshot();
  expect(world.requests.map(({ origins }) => origins)).toEqual([
    ["registered", "derived", "framework", "global", "closures", "elements", "listeners", "frame", "worker"],
    ["registered", "derived"],
  ]);
  expect(world.requests.map(({ exceptions }) => exceptions)).toEqual([[], []]);
  expect(panel.store.state.notice).toContain("This page uses React");
});

test("modules are walked beside registered roots, each of them or none", async () => {
  const { world, panel } = createWorld();
  const modules: RootDescription[] = ["src/a.ts", "node_modules/b"].map((name) => ({
    name,
    origin: "derived",
    isCollected: false,
  }));
  world.roots = [REGISTERED, ...modules];
  await panel.listRoots();
  panel.store.dispatch({ type: "root-ticked", key: "derived src/a.ts", isTicked: false });
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "root-ticked", key: "derived Modules", isTicked: false });
  await panel.takeSnapshot();
  expect(world.requests.map(({ origins, exceptions }) => ({ origins, exceptions }))).toEqual([
    { origins: ["registered", "derived"], exceptions: [{ origin: "derived", name: "src/a.ts" }] },
    { origins: ["registered"], exceptions: [] },
  ]);
});

test("one step adds all that was found", async () => {
  const { world, panel } = createWorld();
  world.roots = [REGISTERED, ...FOUND];
  await panel.listRoots();
  panel.store.dispatch({ type: "root-ticked", key: "global config", isTicked: false });
  panel.store.dispatch({ type: "found-roots-added" });
  await panel.takeSnapshot();
  expect(world.requests[0]).toMatchObject({
    origins: ["registered", "derived", "global", "listeners"],
    exceptions: FOUND.filter(({ origin }) => origin !== "global").map(({ origin, name }) => ({ origin, name })),
  });
  expect(panel.store.state.notice).toBeNull();
});

test("of the globals each can be left out", async () => {
  const { world, panel } = createWorld();
  world.roots = FOUND;
  await panel.listRoots();
  panel.store.dispatch({ type: "root-ticked", key: "global config", isTicked: false });
  await panel.takeSnapshot();
  expect(world.requests[0]?.exceptions).toEqual([{ origin: "global", name: "config" }]);
});

const CLOSURES: RootDescription = { name: "Closures", origin: "closures", isCollected: false };

test("closures end where the user closes the browser's bar, whatever is kept for the site, until they are ticked again", async () => {
  const { world, panel } = createWorld();
  world.roots = [...FOUND, CLOSURES];
  await panel.listRoots();
  expect(takesClosures(panel.store.state.roots)).toBe(true);
  for (const tell of world.closuresEnded) tell();
  expect(takesClosures(panel.store.state.roots)).toBe(false);
  await panel.takeSnapshot();
  expect(world.requests[0]?.exceptions).toEqual([{ origin: "closures", name: "Closures" }]);
  expect(world.ticks.size).toBe(0);
  panel.store.dispatch({ type: "root-ticked", key: CLOSURES_KEY, isTicked: true });
  await panel.takeSnapshot();
  expect(world.requests[1]?.exceptions).toEqual([]);
  for (const tell of world.closuresEnded) tell();
  panel.store.dispatch({ type: "found-roots-added" });
  expect(takesClosures(panel.store.state.roots)).toBe(true);
});

test("without the permission closures are off, whatever is ticked", async () => {
  const { panel } = createWorld({ closuresAccess: "no-permission" });
  await panel.listRoots();
  panel.store.dispatch({ type: "root-ticked", key: CLOSURES_KEY, isTicked: true });
  expect(takesClosures(panel.store.state.roots)).toBe(false);
});

test("the questions for closures are counted before the objects", async () => {
  const { world, panel } = createWorld();
  world.isHeldUp = true;
  world.progress = [
    { doing: "asking", asked: 0, toAsk: 0 },
    { doing: "asking", asked: 1200, toAsk: 4000 },
  ];
  const taking = panel.takeSnapshot();
  await expect.poll(() => panel.store.state.busy?.asking).toEqual({ asked: 1200, toAsk: 4000 });
  panel.store.dispatch({ type: "work-progressed", objectCount: 7 });
  expect(panel.store.state.busy).toEqual({ kind: "snapshot", objectCount: 7 });
  panel.cancel();
  await taking;
  expect(panel.store.state.busy).toBeNull();
});

test("what the panel has to say of a snapshot stands among its warnings", async () => {
  const { world, panel } = createWorld();
  world.warnings = [{ code: "closures-not-asked", path: "", detail: "This snapshot is without closures." }];
  await panel.takeSnapshot();
  expect(world.merged).toEqual([{ parts: 1, warnings: 1 }]);
});

test("frames that the page cannot read are put beside it, as one snapshot with their warnings", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  expect(world.merged).toEqual([]);
  const gone = { code: "frame-not-measured", path: 'frame "ads"', detail: "It was removed." };
  world.frameParts = { parts: [new Uint8Array(1)], warnings: [gone] };
  await panel.takeSnapshot();
  world.frameParts = { parts: [], warnings: [gone] };
  await panel.takeSnapshot();
  expect(world.merged).toEqual([
    { parts: 2, warnings: 1 },
    { parts: 1, warnings: 1 },
  ]);
});

test("workers are put beside the page by name, and stand among its roots from then on", async () => {
  const { world, panel } = createWorld();
  const listed = [{ origin: "worker", name: 'worker "sums"', isCollected: false }] as const;
  const gone = { code: "worker-not-measured", path: 'worker "busy"', detail: "It did not answer in time." };
  world.roots = [{ name: "Closures", origin: "closures", isCollected: false }];
  world.workerParts = { parts: [{ worker: 'worker "sums"', bytes: new Uint8Array(1) }], warnings: [gone], listed };
  await panel.takeSnapshot();
  expect(world.merged).toEqual([{ parts: 2, warnings: 1, workers: ['worker "sums"'] }]);
  expect(panel.store.state.roots.listed).toEqual([...world.roots, ...listed]);
  world.workerParts = { parts: [], warnings: [], listed: [] };
  await panel.takeSnapshot();
  expect(panel.store.state.roots.listed).toEqual(world.roots);
});

test("workers are measured where closures are, but for those that are unticked", async () => {
  const { world, panel } = createWorld();
  const worker = { origin: "worker", name: 'worker "sums"' } as const;
  const listed = { ...worker, isCollected: false };
  world.roots = [{ name: "Closures", origin: "closures", isCollected: false }, listed];
  const request = async () => {
    await panel.takeSnapshot();
    const { origins, exceptions } = world.requests.at(-1)!;
    return { isMeasured: origins.includes("worker"), exceptions };
  };
  world.workerParts = { parts: [], warnings: [], listed: [listed] };
  expect(await request()).toEqual({ isMeasured: true, exceptions: [] });
  expect(isTaken(panel.store.state.roots, worker)).toBe(true);
  panel.store.dispatch({ type: "root-ticked", key: 'worker worker "sums"', isTicked: false });
  expect(await request()).toEqual({ isMeasured: true, exceptions: [worker] });
  panel.store.dispatch({ type: "root-ticked", key: "closures Closures", isTicked: false });
  expect((await request()).isMeasured).toBe(false);
  panel.store.dispatch({ type: "root-ticked", key: 'worker worker "sums"', isTicked: true });
  expect(isTaken(panel.store.state.roots, worker)).toBe(false);
});

test("what is ticked is kept for its site, and is there when the page is of that site again", async () => {
  const { world, panel } = createWorld();
  world.roots = FOUND;
  await panel.listRoots();
  expect(world.ticks.size).toBe(0);
  panel.store.dispatch({ type: "root-ticked", key: "framework React", isTicked: false });
  expect([...world.ticks]).toEqual([["https://shop.example", new Map([["framework React", false]])]]);
  world.site = "https://news.example";
  await panel.listRoots();
  expect(panel.store.state.roots.ticks.size).toBe(0);
  world.site = "https://shop.example";
  await panel.listRoots();
  expect(panel.store.state.roots.ticks).toEqual(new Map([["framework React", false]]));
  expect(world.ticks.size).toBe(1);
  panel.clearTicks();
  expect(panel.store.state.roots.ticks.size).toBe(0);
  expect([...world.ticks.values()].flatMap((ticks) => [...ticks])).toEqual([]);
});

test("of a page whose origin does not last nothing is kept", async () => {
  const { world, panel } = createWorld();
  world.roots = FOUND;
  world.site = null;
  await panel.listRoots();
  panel.store.dispatch({ type: "root-ticked", key: "framework React", isTicked: false });
  await panel.listRoots();
  expect(panel.store.state.roots.ticks.size).toBe(1);
  expect(world.ticks.size).toBe(0);
});

test("a name before = names the root; a name that is taken by the page and an assignment are refused", async () => {
  const { world, panel } = createWorld();
  await panel.listRoots();
  expect(await panel.addExpression("cart = app.cart")).toBe(true);
  expect(await panel.addExpression("cart = app.otherCart")).toBe(true);
  await panel.takeSnapshot();
  expect(world.requests.at(-1)?.expressions).toEqual([{ name: "cart", expression: "app.otherCart" }]);
  expect(await panel.addExpression("store = app.store")).toBe(false);
  expect(panel.store.state.roots.expressionFailure).toBe(
    "The page registered a root named “store”. Choose another name.",
  );
  expect(await panel.addExpression("store")).toBe(true);
  expect(await panel.addExpression("a += 1")).toBe(false);
  expect(panel.store.state.roots.expressionFailure).toContain("would assign to “a”");
});

test("an expression that throws is refused at its box", async () => {
  const { panel } = createWorld();
  expect(await panel.addExpression("no such")).toBe(false);
  expect(panel.store.state.roots).toMatchObject({
    expressions: [],
    expressionFailure: "SyntaxError: Unexpected identifier",
  });
  expect(panel.store.state.failure).toBeNull();
});

test("page globals are on by themselves only where no root is registered", async () => {
  const { world, panel } = createWorld();
  await panel.listRoots();
  expect(takesGlobals(panel.store.state.roots)).toBe(false);
  world.roots = [{ name: "dataLayer", origin: "global", isCollected: false }];
  await panel.listRoots();
  expect(takesGlobals(panel.store.state.roots)).toBe(true);
  expect(foundReasonOf(panel.store.state.roots)).toBe("On, because this page registered no root.");
  panel.store.dispatch({ type: "root-ticked", key: PAGE_GLOBALS, isTicked: false });
  expect(takesGlobals(panel.store.state.roots)).toBe(false);
  expect(foundReasonOf(panel.store.state.roots)).toBe("As you chose for this site.");
});

test("the roots of a page that cannot be asked are not made up", async () => {
  const { world, panel } = createWorld();
  world.refusal = new PanelError("cannot-inspect", "This page belongs to the browser.");
  await panel.listRoots();
  expect(panel.store.state.roots).toMatchObject({ listed: null, failure: "This page belongs to the browser." });
});

test("a navigation asks for the roots anew; theme changes arrive; dispose ends both", async () => {
  const { world, panel } = createWorld();
  expect(panel.store.state.theme).toBe("dark");
  for (const listener of world.themed) listener("light");
  expect(panel.store.state.theme).toBe("light");
  for (const listener of world.navigated) listener("navigated");
  expect(world.listed).toHaveLength(1);
  panel.dispose();
  expect([world.themed.size, world.navigated.size, world.searchBars.size]).toEqual([0, 0, 0]);
});

test("subscribers hear of changes only, until they unsubscribe", () => {
  const { panel } = createWorld();
  let heard = 0;
  const unsubscribe = panel.store.subscribe(() => heard++);
  panel.store.dispatch({ type: "box-hovered", box: NO_BOX });
  expect(heard).toBe(0);
  panel.store.dispatch({ type: "box-hovered", box: 3 });
  expect(heard).toBe(1);
  unsubscribe();
  panel.store.dispatch({ type: "box-hovered", box: 4 });
  expect(heard).toBe(1);
});

test("what no one caught ends in the banner", () => {
  const { panel } = createWorld();
  panel.report(new TypeError("x is not a function"));
  expect(panel.store.state.failure?.message).toBe("Something went wrong in the panel: x is not a function");
});
