import { expect, test } from "vitest";
import { NO_BOX, TOP_BOX } from "../frames/box.ts";
import { randomFrom } from "../frames/frames.fixture.ts";
import {
  createWorld,
  derivedWithoutItems,
  ELEMENTS,
  ITEMS,
  idle,
  OBJECT,
  OTHER,
  STORE,
  shown,
} from "./panel.fixture.ts";
import type { Panel } from "./panel.ts";
import { focusOf } from "./state.ts";

const placeOf = (panel: Panel) => ({ view: panel.store.state.view, focus: focusOf(shown(panel)) });

async function opened() {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  const focus = (box: number): void => panel.store.dispatch({ type: "box-focused", box });
  const back = (): void => panel.store.dispatch({ type: "went-back" });
  const forward = (): void => panel.store.dispatch({ type: "went-forward" });
  return { world, panel, focus, back, forward };
}

test("back and forward go over focus and view", async () => {
  const { panel, focus, back, forward } = await opened();
  focus(STORE);
  panel.store.dispatch({ type: "view-chosen", view: "tree-table" });
  focus(ITEMS);
  back();
  expect(placeOf(panel)).toEqual({ view: "tree-table", focus: STORE });
  back();
  expect(placeOf(panel)).toEqual({ view: "icicle", focus: STORE });
  back();
  expect(placeOf(panel)).toEqual({ view: "icicle", focus: TOP_BOX });
  const first = panel.store.state;
  back();
  expect(panel.store.state).toBe(first);
  for (let i = 0; i < 3; i++) forward();
  expect(placeOf(panel)).toEqual({ view: "tree-table", focus: ITEMS });
  const last = panel.store.state;
  forward();
  expect(panel.store.state).toBe(last);
});

test("the trail comes back, so Escape leads out as it did then", async () => {
  const { panel, focus, back } = await opened();
  focus(STORE);
  focus(ITEMS);
  focus(TOP_BOX);
  back();
  expect(shown(panel).trail).toEqual([TOP_BOX, STORE, ITEMS]);
  panel.store.dispatch({ type: "focus-undone" });
  expect(focusOf(shown(panel))).toBe(STORE);
  back();
  expect(focusOf(shown(panel))).toBe(ITEMS);
});

test("what was selected is selected again, if it is in the focus", async () => {
  const { panel, focus, back } = await opened();
  focus(ITEMS);
  panel.store.dispatch({ type: "box-selected", box: ELEMENTS });
  focus(TOP_BOX);
  back();
  expect(shown(panel).selected).toBe(ELEMENTS);
  expect(shown(panel).expanded.has(ITEMS)).toBe(true);
  panel.store.dispatch({ type: "box-selected", box: OTHER });
  focus(OTHER);
  back();
  expect([focusOf(shown(panel)), shown(panel).selected]).toEqual([ITEMS, ITEMS]);
});

test("another way ends what was ahead; what is no way is no step", async () => {
  const { panel, focus, back } = await opened();
  focus(STORE);
  focus(ITEMS);
  back();
  panel.store.dispatch({ type: "box-selected", box: OBJECT });
  panel.store.dispatch({ type: "box-hovered", box: ITEMS });
  panel.store.dispatch({ type: "view-chosen", view: "icicle" });
  focus(STORE);
  expect(shown(panel).visits.forward).toHaveLength(1);
  focus(OTHER);
  expect(shown(panel).visits.forward).toEqual([]);
  back();
  expect(focusOf(shown(panel))).toBe(STORE);
});

test("each snapshot has its own", async () => {
  const { panel, focus, back } = await opened();
  focus(STORE);
  await panel.takeSnapshot();
  expect(shown(panel).visits).toEqual({ back: [], forward: [] });
  focus(OTHER);
  panel.store.dispatch({ type: "snapshot-shown", number: 1 });
  back();
  expect([shown(panel).number, focusOf(shown(panel))]).toEqual([1, TOP_BOX]);
});

test("in other frames the places are looked up by path; those that are one now are one step", async () => {
  const { world, panel, focus, back, forward } = await opened();
  focus(STORE);
  focus(ITEMS);
  focus(ELEMENTS);
  focus(OTHER);
  back();
  panel.store.dispatch({ type: "transformed", transform: { type: "invert" } });
  world.derivations[0]!.resolve(derivedWithoutItems);
  await idle(panel);
  /* "elements" is gone, and "items" with it: the nearest that is left is their object. */
  expect(focusOf(shown(panel))).toBe(2);
  back();
  back();
  expect(focusOf(shown(panel))).toBe(1);
  back();
  expect([focusOf(shown(panel)), shown(panel).selected]).toEqual([TOP_BOX, NO_BOX]);
  for (let i = 0; i < 5; i++) forward();
  expect(focusOf(shown(panel))).toBe(derivedWithoutItems.frames.count - 1);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])("seed %i: as a browser's, of any length", async (seed) => {
  const { panel, focus, back, forward } = await opened();
  const random = randomFrom(seed);
  /* Naive: all places, and where the user is among them. */
  let places = [TOP_BOX];
  let at = 0;
  for (let step = 0; step < 60; step++) {
    const dice = random();
    if (dice < 0.3) {
      back();
      at = Math.max(0, at - 1);
    } else if (dice < 0.5) {
      forward();
      at = Math.min(places.length - 1, at + 1);
    } else {
      const box = [TOP_BOX, STORE, OBJECT, ITEMS, OTHER][Math.floor(random() * 5)]!;
      focus(box);
      if (box !== places[at]) {
        places = [...places.slice(0, at + 1), box];
        at++;
      }
    }
    expect(focusOf(shown(panel))).toBe(places[at]);
  }
});

test("of many places the oldest are forgotten", async () => {
  const { panel, focus } = await opened();
  for (let i = 0; i < 300; i++) focus(i % 2 === 0 ? STORE : OTHER);
  expect(shown(panel).visits.back).toHaveLength(100);
});
