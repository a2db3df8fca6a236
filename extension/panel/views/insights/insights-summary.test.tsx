// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { WasteRow } from "../../../../core/flamegraph/questions/waste.ts";
import { createWorld, fileOf, folded, ITEMS, shown } from "../../store/panel.fixture.ts";
import type { Panel } from "../../store/panel.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { PanelContext, usePanelState } from "../parts/panel-context.ts";
import { InsightsSummary } from "./insights-summary.tsx";

afterEach(cleanup);

function Shown() {
  const snapshot = usePanelState(currentSnapshotOf);
  return snapshot === null ? null : <InsightsSummary snapshot={snapshot} />;
}

function show(panel: Panel): void {
  render(
    <PanelContext.Provider value={panel}>
      <Shown />
    </PanelContext.Provider>,
  );
}

const COPIES: WasteRow = {
  kind: "repeated-texts",
  frame: ITEMS,
  size: 0,
  maxSize: 90_000,
  count: 2,
  references: 1_002,
  mostCopied: { node: 7, size: 90, references: 1_000 },
};

test("a card has bytes, sentence, sample and path, and leads to the box and to the table", async () => {
  const { world, panel } = createWorld();
  world.readings.set(7, { state: "same", key: "", preview: '"An error happened"' });
  await panel.takeSnapshot();
  show(panel);
  expect(screen.getByText("Looking for insights…")).toBeDefined();
  await act(async () => world.wasteAsked[0]!.resolve([COPIES]));
  const card = await screen.findByRole("article", { name: "Duplicate strings" });
  await screen.findByText('"An error happened"');
  expect(card.textContent).toContain("up to 87.9 KiB");
  expect(card.textContent).toContain("2 different strings are referred to 1,002 times.");
  expect(card.textContent).toContain('×1,000, 90 B each. "An error happened"');
  fireEvent.click(screen.getByRole("button", { name: "store › Object › items: Array" }));
  expect(panel.store.state.view).toBe("icicle");
  expect(shown(panel).selected).toBe(ITEMS);
  fireEvent.click(screen.getByRole("button", { name: "Show all in Waste" }));
  expect(panel.store.state.view).toBe("waste");
});

test("without a card it says what was looked for: in a file of stacks, less", async () => {
  const { panel } = createWorld();
  await panel.openFiles([fileOf("a.folded", folded)]);
  show(panel);
  expect(screen.getByRole("heading").textContent).toBe("Nothing was found");
  expect(screen.getByText(/^Looked for spare capacity and warnings\./)).toBeDefined();
});
