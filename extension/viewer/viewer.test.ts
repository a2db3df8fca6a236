// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { writeFolded } from "../../core/flamegraph/formats/folded-text.ts";
import { NO_COUNTS } from "../../core/flamegraph/questions/page-counts.ts";
import { takeSnapshot } from "../../core/index.ts";
import { boxLabelOf } from "../panel/frames/box.ts";
import { currentSnapshotOf, focusOf, shownViewOf } from "../panel/store/state.ts";
import { type ViewerAbout, withViewerData } from "../panel/store/viewer-file.ts";
import { Deriver } from "../panel/worker/derive.ts";
import type { Derivation } from "../panel/worker/frame-api.ts";
import { readData } from "./read-data.ts";
import { createViewerPanel } from "./viewer-panel.ts";

const PAGE = '<div id="panel"></div><script type="text/plain" id="allocative-frames">(frames)</script>';

const ABOUT: ViewerAbout = {
  title: "Snapshot 1",
  pages: ["shop.example"],
  takenAt: null,
  exportedAt: 0,
  version: "1.2.3",
  sides: [],
  caveats: [],
  limits: [],
  changes: [],
  part: null,
  hasClosures: false,
  focus: null,
  view: "icicle",
  scope: "growth",
  measure: "size",
  order: "size",
  sizeUnit: "binary",
};

const ROUNDS = [3, 5, 9];
const SIDES = ROUNDS.map((_, index) => ({
  number: index + 1,
  title: `Snapshot ${index + 1}`,
  hasClosures: false,
  page: "shop.example",
  totalSize: 0,
  counts: NO_COUNTS,
  takenAt: null,
}));

const by = (derivation: Partial<Derivation> = {}): Derivation => ({
  sharing: "owner",
  names: "original",
  transforms: [],
  scope: "growth",
  ...derivation,
});

/** A worker with a snapshot for each round, and under -1 a comparison of all of them. */
function deriverOfRounds(): Deriver {
  const deriver = new Deriver();
  ROUNDS.forEach((count, index) => {
    const items = Array.from({ length: count }, (_, id) => ({ id, note: `note ${id}` }));
    const rest = count === 3 ? { gone: new Array(50).fill(1) } : {};
    const bytes = takeSnapshot({ roots: { store: { items, "</script>\u2028": [count], ...rest } } }).encode();
    deriver.openSnapshot(index + 1, bytes, by(), "merged");
  });
  deriver.diff(-1, [1, 2, 3], by());
  return deriver;
}

async function viewed(deriver: Deriver, snapshot: number, about: ViewerAbout, derivation = by(), frame = 0) {
  const data = await deriver.writeTables(snapshot, derivation, frame, JSON.stringify(about));
  document.body.innerHTML = withViewerData(PAGE, data);
  const panel = createViewerPanel(await readData(document), () => {
    throw new Error("no pattern is looked for");
  });
  return { panel, snapshot: () => currentSnapshotOf(panel.store.state)! };
}

test("a page shows the frames of a snapshot as the panel did", async () => {
  const deriver = deriverOfRounds();
  const { panel, snapshot } = await viewed(deriver, 3, { ...ABOUT, measure: "count", order: "name", view: "types" });
  expect(writeFolded(snapshot().derived.frames)).toBe(deriver.writeFolded(3, by(), 0));
  expect(snapshot()).toMatchObject({ title: "Snapshot 1", kind: "stacks" });
  expect(panel.store.state).toMatchObject({ measure: "count", order: "name" });
  expect(shownViewOf(panel.store.state, snapshot())).toBe("types");
  expect(document.getElementById("allocative-frames")).toBeNull();
});

test("a view that the page does not have is the icicle", async () => {
  const { panel, snapshot } = await viewed(deriverOfRounds(), 1, { ...ABOUT, view: "insights" });
  expect(shownViewOf(panel.store.state, snapshot())).toBe("icicle");
});

test("a page begins in the focus of the panel", async () => {
  const steps = ["store", "Object", "items"].map((name, index) => ({ name, kind: [0, 1, 2][index] as 0 | 1 | 2 }));
  const focus = { steps: steps.slice(0, 2), type: null };
  const { snapshot } = await viewed(deriverOfRounds(), 1, { ...ABOUT, focus });
  expect(boxLabelOf(snapshot().derived.frames, focusOf(snapshot()))).toContain("Object");
});

test("a page of a box has that box alone, and of a comparison in each of its snapshots", async () => {
  const deriver = deriverOfRounds();
  const { frames } = deriver.derive(-1, by());
  const items = Array.from(frames.name, (row) => frames.names[row]).indexOf("items");
  const { snapshot } = await viewed(deriver, -1, { ...ABOUT, sides: SIDES }, by(), items);
  const names = Array.from(snapshot().derived.frames.name, (row) => snapshot().derived.frames.names[row]);
  expect(names).toContain("note");
  expect(names).not.toContain("</script>\u2028");
  expect(snapshot().derived.changes?.afterTotal[0]).toBe(deriver.derive(-1, by()).changes?.afterTotal[items]);
});

test("a page of a comparison has all of its scopes, sides and rounds", async () => {
  const deriver = deriverOfRounds();
  const { panel, snapshot } = await viewed(deriver, -1, { ...ABOUT, sides: SIDES, caveats: ["Mind this."] });
  for (const scope of ["growth", "shrunk", "all"] as const) {
    panel.store.dispatch({ type: "scope-chosen", scope });
    await expect.poll(() => snapshot()).toMatchObject({ kind: "diff", scope });
    const { frames, changes } = deriver.derive(-1, by({ scope }));
    expect(writeFolded(snapshot().derived.frames)).toBe(writeFolded(frames));
    expect(snapshot().derived.changes).toEqual(changes);
  }
  expect(snapshot().derived.changes?.rounds.snapshots).toBe(3);
  expect(snapshot()).toMatchObject({ before: { number: 1 }, between: [{ number: 2 }], after: { number: 3 } });
});

test("transforms are done in the page, as the worker would", async () => {
  const deriver = deriverOfRounds();
  const { panel, snapshot } = await viewed(deriver, 2, ABOUT);
  const transform = { type: "invert" } as const;
  panel.store.dispatch({ type: "transformed", transform });
  await expect.poll(() => snapshot().derived.found).toEqual([true]);
  expect(writeFolded(snapshot().derived.frames)).toBe(deriver.writeFolded(2, by({ transforms: [transform] }), 0));
});

test("a file that is cut off is refused", async () => {
  const deriver = deriverOfRounds();
  const data = await deriver.writeTables(1, by(), 0, JSON.stringify(ABOUT));
  document.body.innerHTML = withViewerData(PAGE, data.subarray(0, data.length / 2));
  await expect(readData(document)).rejects.toThrow();
});

test("a page without a place for its frames is refused", () => {
  expect(() => withViewerData("<p>", new Uint8Array(3))).toThrow("no place for its frames");
});

test("bytes of every length and value come through as text", () => {
  for (const length of [0, 1, 2, 3, 24_575, 24_576, 24_577]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
    const text = withViewerData('<i id="allocative-frames">(frames)</i>', bytes);
    const base64 = />([^<]*)</.exec(text)![1]!;
    expect(Buffer.from(base64, "base64").equals(bytes)).toBe(true);
  }
});
