// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { createWorld, shown } from "../store/panel.fixture.ts";
import { usePanelKeys } from "./panel-keys.ts";
import { PanelContext } from "./parts/panel-context.ts";

afterEach(cleanup);

function Keys() {
  usePanelKeys();
  return <input aria-label="Text" />;
}

function show() {
  const { world, panel } = createWorld();
  render(
    <PanelContext.Provider value={panel}>
      <Keys />
    </PanelContext.Provider>,
  );
  return { world, panel };
}

/** Returns whether DevTools would still act on it. */
const press = (target: Element, key: string, modifiers = {}): boolean =>
  fireEvent.keyDown(target, { key, ...modifiers });

test("Ctrl+E takes a snapshot, and takes no second one meanwhile; in a text field it is the field's own", async () => {
  const { world, panel } = show();
  expect(press(screen.getByRole("textbox"), "e", { ctrlKey: true })).toBe(true);
  expect(panel.store.state.busy).toBeNull();
  expect(press(document.body, "e", { ctrlKey: true })).toBe(false);
  expect(press(document.body, "e", { ctrlKey: true })).toBe(false);
  await expect.poll(() => shown(panel)?.number).toBe(1);
  expect(world.requests).toHaveLength(1);
});

test("Escape never reaches DevTools, which would open its drawer: not even where nothing is left to end", async () => {
  const { panel } = show();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "searched", query: "items" });
  expect(press(document.body, "Escape")).toBe(false);
  expect(panel.store.state.search.query).toBe("");
  for (let again = 0; again < 5; again++) expect(press(document.body, "Escape")).toBe(false);
});
