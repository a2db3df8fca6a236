import { describe, expect, test } from "vitest";
import { toBoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { boxPathTextOf, NO_BOX, TOP_BOX } from "../frames/box.ts";
import { framesOf } from "../frames/frames.fixture.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import {
  createWorld,
  derived,
  derivedWithoutItems,
  ELEMENTS,
  fileOf,
  folded,
  ITEMS,
  idle,
  OBJECT,
  STORE,
  shown,
} from "./panel.fixture.ts";
import type { Panel } from "./panel.ts";
import { PanelError } from "./services.ts";
import { focusOf, sharingOf } from "./state.ts";
import { writeMatches, writeStatus } from "./status.ts";
import { transformsOf } from "./transform-history.ts";

/* The user stands at the top now. */
const atTop: DerivedSnapshot = {
  ...derived,
  frames: framesOf(`
    root store 0
      type Object 12
        field items 4
          type Array 1008
            storage elements 100
        field user 4
    shared (shared) 0
      type User 96
    root other 10
  `),
};

function pathOf(panel: Panel, box: number): string {
  return boxPathTextOf(shown(panel).derived.frames, box);
}

function labelsOf(panel: Panel, boxes: Iterable<number>): string[] {
  return [...boxes].map((box) => pathOf(panel, box));
}

describe("other names", () => {
  test("are asked of the worker for a snapshot that has them, and of no other", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "names-chosen", names: "minified" });
    expect(world.derivations).toEqual([]);
    const withNames = { ...derived, hasMinifiedNames: true };
    const derivation = {
      sharing: "owner",
      names: "minified",
      transforms: shown(panel).transforms,
      scope: "all",
    } as const;
    panel.store.dispatch({ type: "snapshot-derived", number: 1, derived: withNames, derivation });
    panel.store.dispatch({ type: "names-chosen", names: "original" });
    expect(shown(panel)).toMatchObject({ names: "minified" });
    expect(world.derivations).toMatchObject([{ snapshot: 1, names: "original" }]);
    world.derivations[0]!.resolve(withNames);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ names: "original" });
  });
});

describe("another sharing policy", () => {
  test("shows other frames of the same snapshot, without a word to the page", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "snapshot-painted", number: 1, at: 5 });
    const status = writeStatus(shown(panel));
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    expect(panel.store.state).toMatchObject({ sharing: "root", busy: { kind: "derive" } });
    expect(shown(panel)).toMatchObject({ sharing: "owner", derived });
    expect(world.derivations).toMatchObject([{ snapshot: 1, sharing: "root" }]);
    world.derivations[0]!.resolve(atTop);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ sharing: "root", derived: atTop });
    expect(writeStatus(shown(panel))).toBe(status);
    expect(panel.store.state.busy).toBeNull();
    expect(world.requests).toHaveLength(1);
  });

  test("keeps selection, focus and open rows, or the nearest that is left, and searches anew", async () => {
    const { world, panel } = createWorld();
    const { dispatch } = panel.store;
    await panel.takeSnapshot();
    dispatch({ type: "box-focused", box: STORE });
    dispatch({ type: "box-focused", box: ITEMS });
    dispatch({ type: "box-selected", box: ELEMENTS });
    dispatch({ type: "box-hovered", box: OBJECT });
    panel.store.dispatch({ type: "searched", query: "user" });
    expect(writeMatches(panel.store.state)).toBe("No matches in items: Array, 1 outside");
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    world.derivations[0]!.resolve(atTop);
    await idle(panel);
    expect(pathOf(panel, shown(panel).selected)).toBe("store › Object › items: Array › elements");
    expect(labelsOf(panel, shown(panel).trail)).toEqual(["All roots", "store", "store › Object › items: Array"]);
    expect(labelsOf(panel, shown(panel).expanded).sort()).toEqual([
      "store",
      "store › Object",
      "store › Object › items: Array",
    ]);
    expect(writeMatches(panel.store.state)).toBe("No matches in items: Array, 2 outside");
    expect(panel.store.state.hovered).toBe(NO_BOX);

    /* "(shared) › User" has no like in the other frames. */
    dispatch({ type: "box-focused", box: shown(panel).derived.frames.count - 2 });
    expect(pathOf(panel, focusOf(shown(panel)))).toBe("(shared) › User");
    panel.store.dispatch({ type: "sharing-chosen", sharing: "owner" });
    world.derivations[1]!.resolve(derived);
    await idle(panel);
    expect(shown(panel).trail).toEqual([TOP_BOX]);
    expect(shown(panel).selected).toBe(TOP_BOX);
  });

  test("the last choice wins; answers that nobody wants any more are dropped", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    panel.store.dispatch({ type: "sharing-chosen", sharing: "first" });
    panel.store.dispatch({ type: "sharing-chosen", sharing: "owner" });
    panel.store.dispatch({ type: "sharing-chosen", sharing: "first" });
    expect(world.derivations).toHaveLength(1);
    world.derivations[0]!.resolve(atTop);
    await expect.poll(() => world.derivations.length).toBe(2);
    expect(shown(panel)).toMatchObject({ sharing: "owner", derived });
    expect(world.derivations[1]).toMatchObject({ snapshot: 1, sharing: "first" });
    world.derivations[1]!.resolve(atTop);
    await idle(panel);
    expect(sharingOf(shown(panel))).toBe("first");
  });

  test("taken back while it is derived, it changes nothing", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    panel.store.dispatch({ type: "sharing-chosen", sharing: "owner" });
    world.derivations[0]!.reject(new PanelError("derive-failed", "out of memory"));
    await idle(panel);
    expect(shown(panel)).toMatchObject({ sharing: "owner", derived });
    expect(panel.store.state).toMatchObject({ sharing: "owner", failure: null, busy: null });
    expect(world.derivations).toHaveLength(1);
  });

  test("that cannot be derived is a sentence, and what is shown stays", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "box-focused", box: ITEMS });
    const before = shown(panel);
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    world.derivations[0]!.reject(new PanelError("derive-failed", "out of memory"));
    await idle(panel);
    expect(shown(panel)).toBe(before);
    expect(panel.store.state).toMatchObject({ sharing: "owner", failure: { message: "out of memory" }, busy: null });
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    expect(panel.store.state.failure).toBeNull();
  });

  test("that is cancelled is taken back", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    panel.cancel();
    expect(panel.store.state).toMatchObject({ sharing: "owner", busy: null });
    world.derivations[0]!.resolve(atTop);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ sharing: "owner", derived });
  });

  test("holds for the next snapshots, and for the ones taken before as they are shown", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    world.derivations[0]!.resolve(atTop);
    await idle(panel);
    await panel.takeSnapshot();
    expect(world.opened).toEqual(["owner", "owner", "root"]);
    expect(world.derivations).toHaveLength(1);
    panel.store.dispatch({ type: "snapshot-shown", number: 1 });
    expect(sharingOf(shown(panel))).toBe("owner");
    expect(world.derivations[1]).toMatchObject({ snapshot: 1, sharing: "root" });
    world.derivations[1]!.resolve(atTop);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ number: 1, sharing: "root" });
    panel.store.dispatch({ type: "snapshot-shown", number: 3 });
    expect(world.derivations).toHaveLength(2);
  });

  test("chosen while a snapshot is taken, waits for it", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    world.isHeldUp = true;
    const taken = panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    expect(world.derivations).toEqual([]);
    await expect.poll(() => world.release).not.toBeNull();
    world.release?.();
    await taken;
    expect(world.opened).toEqual(["owner", "root"]);
    expect(shown(panel)).toMatchObject({ number: 2, sharing: "root" });
    expect(world.derivations).toEqual([]);
  });

  test("chosen while a snapshot is taken that fails: what is shown follows, and the failure is still shown", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    world.isHeldUp = true;
    const taken = panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    world.refusal = new PanelError("page-frozen", "The page does not answer.");
    await expect.poll(() => world.release).not.toBeNull();
    world.release?.();
    await expect.poll(() => world.derivations.length).toBe(1);
    world.derivations[0]!.resolve(atTop);
    await taken;
    expect(shown(panel)).toMatchObject({ number: 1, sharing: "root" });
    expect(panel.store.state.failure?.message).toBe("The page does not answer.");
  });

  test("changes nothing of folded stacks, which have no objects", async () => {
    const { world, panel } = createWorld();
    await panel.openFiles([fileOf("cart.folded", folded)]);
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    expect(world.derivations).toEqual([]);
    expect(panel.store.state).toMatchObject({ sharing: "root", busy: null, failure: null });
  });

  test("is the one of the exports", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "first" });
    world.derivations[0]!.resolve(atTop);
    await idle(panel);
    await panel.exports.saveFolded();
    await panel.exports.copyFolded();
    expect(world.saved[0]?.content).toBe("first;Object 1\n");
    expect(world.copied).toEqual(["first;Object 1\n"]);
  });

  test("is not derived for a panel that is gone", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    world.isHeldUp = true;
    const taken = panel.takeSnapshot();
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    panel.dispose();
    await taken;
    expect(world.derivations).toEqual([]);
  });
});

describe("transforms", () => {
  const hide: Transform = { type: "hide", box: toBoxPath(derived.frames, ITEMS, ITEMS + 1) };
  const invert: Transform = { type: "invert" };

  test("are asked for together with the policy; selection, focus and open rows are carried", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "box-focused", box: STORE });
    panel.store.dispatch({ type: "box-selected", box: ELEMENTS });
    panel.store.dispatch({ type: "transformed", transform: hide });
    expect(world.derivations).toMatchObject([{ snapshot: 1, sharing: "owner", transforms: [hide] }]);
    world.derivations[0]!.resolve(derivedWithoutItems);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ derived: derivedWithoutItems, transforms: [hide], sharing: "owner" });
    expect(pathOf(panel, shown(panel).selected)).toBe("store › Object");
    expect(pathOf(panel, focusOf(shown(panel)))).toBe("store");
  });

  test("that find nothing say why, if there is more to say than that", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    for (const [transform, notice] of [
      [{ type: "my-code" }, /found no script of node_modules\. A bundle shows .* source map/],
      [hide, /^Path: hide items: Array\.$/],
    ] as const) {
      panel.store.dispatch({ type: "transformed", transform });
      const asked = world.derivations.at(-1)!;
      asked.resolve({ ...derived, found: asked.transforms.map(() => false) });
      await idle(panel);
      expect(panel.store.state.notice).toMatch(notice);
    }
  });

  test("are undone, redone and removed; the worker is asked for the last list only", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "transformed", transform: hide });
    panel.store.dispatch({ type: "transformed", transform: invert });
    panel.store.dispatch({ type: "transform-undone" });
    panel.store.dispatch({ type: "transform-redone" });
    panel.store.dispatch({ type: "transform-removed", index: 0 });
    world.derivations[0]!.resolve(derivedWithoutItems);
    await expect.poll(() => world.derivations.length).toBe(2);
    expect(world.derivations[1]!.transforms).toEqual([invert]);
    world.derivations[1]!.resolve(derivedWithoutItems);
    await idle(panel);
    expect(shown(panel).transforms).toEqual([invert]);
  });

  test("hold for the next snapshots, for files of stacks, and for the ones taken before as they are shown", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    await panel.openFiles([fileOf("cart.folded", folded)]);
    panel.store.dispatch({ type: "transformed", transform: hide });
    expect(world.derivations).toMatchObject([{ snapshot: 2, transforms: [hide] }]);
    world.derivations[0]!.resolve(derivedWithoutItems);
    await idle(panel);
    await panel.takeSnapshot();
    expect(shown(panel)).toMatchObject({ number: 3, transforms: [hide] });
    expect(world.derivations).toHaveLength(1);
    panel.store.dispatch({ type: "snapshot-shown", number: 1 });
    expect(world.derivations[1]).toMatchObject({ snapshot: 1, transforms: [hide] });
    world.derivations[1]!.resolve(derivedWithoutItems);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ number: 1, transforms: [hide] });
    /* A file tells what it is of. */
    await panel.exports.saveFrames("csv");
    expect(String(new TextDecoder().decode(world.saved[0]!.content as Uint8Array))).toContain(
      "Snapshot 1 (hide items: Array)",
    );
  });

  test("that fail are taken back, and can be tried again", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "transformed", transform: hide });
    world.derivations[0]!.reject(new PanelError("derive-failed", "out of memory"));
    await idle(panel);
    expect(shown(panel)).toMatchObject({ derived, transforms: [] });
    expect(transformsOf(panel.store.state.transforms)).toEqual([]);
    expect(panel.store.state.failure?.message).toBe("out of memory");
    panel.store.dispatch({ type: "transform-redone" });
    expect(world.derivations[1]!.transforms).toEqual([hide]);
  });

  test("that are cancelled on folded stacks are taken back; the policy, which says nothing of them, stays", async () => {
    const { world, panel } = createWorld();
    await panel.openFiles([fileOf("cart.folded", folded)]);
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    panel.store.dispatch({ type: "transformed", transform: hide });
    panel.cancel();
    world.derivations[0]!.resolve(derivedWithoutItems);
    await idle(panel);
    expect(transformsOf(panel.store.state.transforms)).toEqual([]);
    expect(panel.store.state).toMatchObject({ sharing: "root", busy: null });
  });

  test("close the menu of a box, whose frames are gone", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "transformed", transform: hide });
    panel.store.dispatch({ type: "menu-opened", menu: { kind: "box", box: ELEMENTS, x: 3, y: 4 } });
    expect(shown(panel).selected).toBe(ELEMENTS);
    expect(panel.store.state).toMatchObject({ menu: { kind: "box", box: ELEMENTS, x: 3, y: 4 } });
    world.derivations[0]!.resolve(derivedWithoutItems);
    await idle(panel);
    expect(panel.store.state).toMatchObject({ menu: { kind: "none" } });
  });
});
