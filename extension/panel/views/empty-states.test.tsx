// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { Warning } from "../../../core/graph/graph.ts";
import { framesOf } from "../frames/frames.fixture.ts";
import { createWorld, folded, shown } from "../store/panel.fixture.ts";
import type { Panel } from "../store/panel.ts";
import type { Snapshot } from "../store/state.ts";
import { EmptySnapshot } from "./empty-snapshot.tsx";
import { FirstView } from "./first-view.tsx";
import { PanelContext } from "./parts/panel-context.ts";

afterEach(cleanup);

const NOTHING = framesOf("");

function show(panel: Panel, snapshot: Snapshot | null): void {
  render(
    <PanelContext.Provider value={panel}>
      {snapshot === null ? <FirstView /> : <EmptySnapshot snapshot={snapshot} />}
    </PanelContext.Provider>,
  );
}

function emptied<Kind extends Snapshot>(snapshot: Kind, warnings: readonly Warning[] = []): Kind {
  return { ...snapshot, derived: { ...snapshot.derived, frames: NOTHING, warnings } };
}

const headingText = (): string => screen.getByRole("heading", { level: 1 }).textContent;

test("first view: its button takes the snapshot, and takes no second one meanwhile", async () => {
  const { world, panel } = createWorld();
  world.isHeldUp = true;
  show(panel, null);
  const button = screen.getByRole("button", { name: "Measure this page" });
  expect(button.getAttribute("aria-disabled")).toBe("false");
  fireEvent.click(button);
  await act(async () => {});
  expect(button.getAttribute("aria-disabled")).toBe("true");
  fireEvent.click(button);
  await vi.waitFor(() => expect(world.release).not.toBeNull());
  world.release?.();
  await vi.waitFor(() => expect(shown(panel)?.number).toBe(1));
  expect(world.requests).toHaveLength(1);
});

test("first view: its other button begins to find a leak", async () => {
  const { panel } = createWorld();
  show(panel, null);
  await act(async () => void fireEvent.click(screen.getByRole("button", { name: "Look for a leak" })));
  await vi.waitFor(() => expect(panel.store.state.leakCheck.running?.taken).toEqual([1]));
});

test("first view: the code that registers a root is copied as it stands", async () => {
  const { world, panel } = createWorld();
  show(panel, null);
  await act(async () => void fireEvent.click(screen.getByRole("button", { name: "Copy code" })));
  expect(world.copied).toEqual([screen.getByText(/registerRoot\(/).textContent]);
});

test("an empty snapshot says why: each root was collected, or the page registered none", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  show(panel, emptied(shown(panel), [{ code: "root-collected", path: "store", detail: "" }]));
  expect(headingText()).toBe("Nothing to measure");
  expect(screen.getByText(/collected/).textContent).toContain("store");
  expect(screen.queryByRole("button", { name: "Measure the found roots, too" })).toBeNull();
  cleanup();
  show(panel, emptied(shown(panel)));
  expect(screen.getByText(/^This snapshot has no roots/)).not.toBeNull();
});

test("an empty snapshot offers what was found and left out, and takes it", async () => {
  const { world, panel } = createWorld();
  world.roots = [...world.roots, { name: "React", origin: "framework", isCollected: false }];
  await panel.takeSnapshot();
  show(panel, emptied(shown(panel)));
  expect(screen.getByText(/This page uses React/)).not.toBeNull();
  await act(async () => void fireEvent.click(screen.getByRole("button", { name: "Measure the found roots, too" })));
  await vi.waitFor(() => expect(world.requests).toHaveLength(2));
  expect(world.requests.map(({ exceptions }) => exceptions)).toEqual([[], [{ origin: "framework", name: "React" }]]);
});

test("an empty file is named; it has no roots to register", async () => {
  const { panel } = createWorld();
  await panel.openFiles([new File([folded], "stacks.folded")]);
  show(panel, emptied(shown(panel)));
  expect(screen.getByText("The file “stacks.folded” is empty.")).not.toBeNull();
  expect(screen.queryByRole("button", { name: "Copy code" })).toBeNull();
});

test("where transforms leave nothing, the way back is named; where nothing grew, the switch is", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  show(panel, { ...emptied(shown(panel)), transforms: [{ type: "invert" }] });
  expect(headingText()).toBe("Nothing left to show");
  cleanup();
  await panel.takeSnapshot();
  await panel.snapshots.compare([1, 2]);
  const compared = shown(panel);
  if (compared.kind !== "diff") throw new Error(`a ${compared.kind} is shown, not the diff`);
  const diff = emptied(compared);
  show(panel, { ...diff, scope: "growth" });
  expect(headingText()).toBe("Nothing grew");
  expect(screen.getByText(/“All”/)).not.toBeNull();
  cleanup();
  show(panel, { ...diff, scope: "shrunk" });
  expect(headingText()).toBe("Nothing shrank");
  cleanup();
  show(panel, { ...diff, scope: "all" });
  expect(headingText()).toBe("Nothing to compare");
});
