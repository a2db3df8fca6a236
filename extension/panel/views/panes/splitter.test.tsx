// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { createWorld } from "../../store/panel.fixture.ts";
import { PanelContext, usePanelState } from "../parts/panel-context.ts";
import { columnRangeOf } from "./pane-plan.ts";
import { Splitter } from "./splitter.tsx";

afterEach(cleanup);

function Rail() {
  const sizes = usePanelState((state) => state.layout.sizes);
  const range = columnRangeOf("rail", 1200, 0, sizes);
  return <Splitter pane="rail" name="Width of the rail" orientation="vertical" growth={1} range={range} />;
}

function show() {
  const { panel } = createWorld();
  render(
    <PanelContext.Provider value={panel}>
      <Rail />
    </PanelContext.Provider>,
  );
  return panel;
}

const separator = (): HTMLElement => screen.getByRole("separator", { name: "Width of the rail" });
const value = (): string | null => separator().getAttribute("aria-valuenow");

test("the arrows move it, Home and End take it to its ends, Enter gives the usual size", async () => {
  show();
  expect(value()).toBe("190");
  for (const [key, size] of [
    ["ArrowRight", "206"],
    ["ArrowLeft", "190"],
    ["Home", "150"],
    ["End", "920"],
    ["Enter", "190"],
  ] as const) {
    fireEvent.keyDown(separator(), { key });
    await expect.poll(value).toBe(size);
  }
  fireEvent.keyDown(separator(), { key: "x" });
  expect(value()).toBe("190");
});

test("it follows the pointer from where it was pressed, and a double click gives the usual size", async () => {
  const panel = show();
  separator().setPointerCapture = () => {};
  fireEvent.pointerMove(separator(), { clientX: 500 });
  expect(panel.store.state.layout.sizes.size).toBe(0);
  fireEvent.pointerDown(separator(), { clientX: 192, button: 0 });
  fireEvent.pointerMove(separator(), { clientX: 252 });
  await expect.poll(value).toBe("250");
  fireEvent.pointerMove(separator(), { clientX: 222 });
  await expect.poll(value).toBe("220");
  fireEvent.lostPointerCapture(separator());
  fireEvent.pointerMove(separator(), { clientX: 400 });
  expect(value()).toBe("220");
  fireEvent.dblClick(separator());
  await expect.poll(value).toBe("190");
});
