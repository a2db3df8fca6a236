// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { createWorld, shown } from "../../store/panel.fixture.ts";
import { PanelContext } from "../parts/panel-context.ts";
import { SnapshotsList } from "../side/snapshots-list.tsx";
import { FindLeakBar } from "./find-leak-bar.tsx";
import { FindLeakButton } from "./find-leak-button.tsx";

afterEach(cleanup);

function show(isFolded = false) {
  const { world, panel } = createWorld();
  render(
    <PanelContext.Provider value={panel}>
      <FindLeakButton isFolded={isFolded} />
      <FindLeakBar />
      <SnapshotsList />
    </PanelContext.Provider>,
  );
  return { world, panel };
}

const button = (name: string): HTMLElement => screen.getByRole("button", { name });
const barText = (): string => screen.getByRole("region", { name: "Find a leak" }).textContent;
const rounds = (): HTMLInputElement => screen.getByRole("spinbutton", { name: "Rounds" });

async function click(name: string): Promise<void> {
  await act(async () => void fireEvent.click(button(name)));
}

/** When Done can be pressed. */
async function waiting(): Promise<void> {
  await vi.waitFor(() => expect(button("Done").getAttribute("aria-disabled")).toBe("false"));
}

test("the button begins; Done is off while a snapshot is taken, and has the focus all the while", async () => {
  const { world } = show();
  world.isHeldUp = true;
  await click("Find a leak");
  expect(barText()).toContain("First snapshot");
  expect(button("Done").getAttribute("aria-disabled")).toBe("true");
  expect(document.activeElement).toBe(button("Done"));
  await vi.waitFor(() => expect(world.release).not.toBeNull());
  world.isHeldUp = false;
  await act(async () => world.release?.());
  await waiting();
  expect(barText()).toContain("Round 1 of 3");
  expect(document.activeElement).toBe(button("Done"));
});

test("pressed again, the button goes to the round that runs", async () => {
  const { world } = show(true);
  await click("Find a leak");
  await waiting();
  button("Stop").focus();
  await click("Find a leak");
  expect(document.activeElement).toBe(button("Done"));
  expect(world.requests).toHaveLength(1);
});

test("Stop leaves the focus at the button, and the list says after which round a snapshot was taken", async () => {
  const { panel } = show();
  await click("Find a leak");
  await waiting();
  await click("Done");
  await waiting();
  const entries = within(screen.getByRole("region", { name: "Snapshots" }));
  expect(entries.getByRole("button", { name: /^Snapshot 1, .*before round 1/ })).not.toBeNull();
  expect(entries.getByRole("button", { name: /^Snapshot 2, .*round 1/ })).not.toBeNull();
  button("Stop").focus();
  await click("Stop");
  await vi.waitFor(() => expect(shown(panel).kind).toBe("diff"));
  await vi.waitFor(() => expect(screen.queryByRole("region", { name: "Find a leak" })).toBeNull());
  await vi.waitFor(() => expect(document.activeElement).toBe(button("Find a leak")));
});

test("the number of rounds holds as soon as it is one, and what is not gives way to it", async () => {
  const { panel } = show();
  await click("Find a leak");
  await waiting();
  fireEvent.input(rounds(), { target: { value: "" } });
  expect([rounds().value, panel.store.state.leakCheck.rounds]).toEqual(["", 3]);
  fireEvent.input(rounds(), { target: { value: "5" } });
  expect(barText()).toContain("Round 1 of 5");
  fireEvent.input(rounds(), { target: { value: "99" } });
  expect(panel.store.state.leakCheck.rounds).toBe(5);
  fireEvent.blur(rounds());
  await vi.waitFor(() => expect(rounds().value).toBe("5"));
});

test("what is wrong with the expression is an alert, until it is another one", async () => {
  show();
  await click("Find a leak");
  await waiting();
  const field = screen.getByRole("textbox", { name: "Expression" });
  fireEvent.input(field, { target: { value: "no such" } });
  await click("Run");
  await vi.waitFor(() => expect(screen.getByRole("alert").textContent).toBe("SyntaxError: Unexpected identifier"));
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.input(field, { target: { value: "no such thing" } });
  await vi.waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

test("with closures off it says so, and begins again with all that was found", async () => {
  const { world } = show();
  world.roots = [...world.roots, { name: "Closures", origin: "closures", isCollected: false }];
  await click("Find a leak");
  await waiting();
  expect(barText()).toContain("Closures are off");
  await click("Start again with all that was found");
  await waiting();
  expect(barText()).not.toContain("Closures are off");
  expect(world.requests[1]?.exceptions).toContainEqual({ origin: "closures", name: "Closures" });
  expect(barText()).toContain("Round 1 of 3");
});
