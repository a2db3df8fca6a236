// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, ITEMS, STORE, shown } from "../../store/panel.fixture.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { BoxMenu } from "../box-menu/box-menu.tsx";
import { openBoxMenuAt } from "../box-menu/open-box-menu.ts";
import { PanelContext, usePanelState } from "../parts/panel-context.ts";
import { ExportMenu } from "../toolbar/export-menu.tsx";
import { MoreMenu } from "../toolbar/more-menu.tsx";
import { ViewMenu } from "../toolbar/view-menu.tsx";
import { standInForPopovers } from "./popover.fixture.ts";

beforeEach(standInForPopovers);
afterEach(cleanup);

/** Files that **Open** asked for. */
let opened = 0;

function Menus({ isNarrow }: { readonly isNarrow: boolean }) {
  const snapshot = usePanelState(currentSnapshotOf);
  return (
    <>
      {isNarrow ? <MoreMenu onRecord={null} onOpenFile={() => opened++} /> : <ExportMenu />}
      {!isNarrow && <ViewMenu />}
      {snapshot !== null && <BoxMenu snapshot={snapshot} />}
    </>
  );
}

function show(isNarrow = false) {
  const { world, panel } = createWorld();
  render(
    <PanelContext.Provider value={panel}>
      <Menus isNarrow={isNarrow} />
    </PanelContext.Provider>,
  );
  return { world, panel };
}

async function open(isNarrow = false) {
  const world = show(isNarrow);
  await act(() => world.panel.takeSnapshot());
  return world;
}

const exportButton = (): HTMLElement => screen.getByRole("button", { name: "Export" });
const focusedText = (): string => document.activeElement?.querySelector("span")?.textContent ?? "";
const itemsOf = (menu: HTMLElement): string[] =>
  within(menu)
    .getAllByRole("menuitem")
    .map((item) => item.querySelector("span")!.textContent);

test("Export: without a snapshot it is disabled and opens nothing, by pointer and by key", () => {
  show();
  expect(exportButton().getAttribute("aria-disabled")).toBe("true");
  fireEvent.click(exportButton());
  fireEvent.keyDown(exportButton(), { key: "ArrowDown" });
  expect(screen.queryByRole("menu")).toBeNull();
});

test("Export: the button opens the menu and closes it; the first format has the keyboard focus, then the button", async () => {
  await open();
  exportButton().focus();
  fireEvent.click(exportButton());
  expect(exportButton().getAttribute("aria-expanded")).toBe("true");
  expect(itemsOf(screen.getByRole("menu", { name: "Export" })).slice(0, 2)).toEqual([
    "Folded stacks",
    "Copy folded stacks",
  ]);
  expect(focusedText()).toBe("Folded stacks");
  fireEvent.click(exportButton());
  expect(screen.queryByRole("menu")).toBeNull();
  expect(exportButton().getAttribute("aria-expanded")).toBe("false");
  expect(document.activeElement).toBe(exportButton());
});

test("Export: what is in focus can be exported alone; the choice is made anew each time", async () => {
  const { world, panel } = await open();
  await act(() => panel.store.dispatch({ type: "box-focused", box: ITEMS }));
  fireEvent.keyDown(exportButton(), { key: "ArrowDown" });
  const scopes = screen.getByRole("group", { name: "Part to export" });
  const choices = (): (string | null)[] =>
    within(screen.getByRole("group", { name: "Part to export" }))
      .getAllByRole("menuitemradio")
      .map((choice) => choice.getAttribute("aria-checked"));
  expect(choices()).toEqual(["true", "false"]);
  fireEvent.click(within(scopes).getByRole("menuitemradio", { name: "Box in focus" }));
  expect(choices()).toEqual(["false", "true"]);
  await act(async () => void fireEvent.click(screen.getByRole("menuitem", { name: "Copy folded stacks" })));
  expect(screen.queryByRole("menu")).toBeNull();
  expect(world.copied).toEqual([`owner;Object${ITEMS} 1\n`]);
  fireEvent.click(exportButton());
  expect(choices()).toEqual(["true", "false"]);
});

test("Export: a snapshot of stacks has no snapshot file; the item says why and does nothing", async () => {
  const { world, panel } = show();
  const bytes = new TextEncoder().encode("a;b 12\n");
  await act(() => panel.openFiles([new File([bytes], "stacks.folded")]));
  fireEvent.click(exportButton());
  const item = screen.getByRole("menuitem", { name: "Snapshot file" });
  expect(item.getAttribute("aria-disabled")).toBe("true");
  expect(document.getElementById(item.getAttribute("aria-describedby")!)?.textContent).toContain("no objects");
  fireEvent.click(item);
  expect(screen.getByRole("menu")).not.toBeNull();
  expect(world.saved).toEqual([]);
});

test("View: groups with what is chosen; a choice closes the menu, and the policy of stacks is refused with the reason", async () => {
  const { panel } = await open();
  const button = screen.getByRole("button", { name: "View" });
  const chosen = (): (string | undefined)[] =>
    screen.getAllByRole("menuitemradio", { checked: true }).map((choice) => choice.querySelector("span")?.textContent);
  fireEvent.click(button);
  expect(chosen()).toEqual(["Minimum size", "Largest first", "Count to common owner", "Original"]);
  fireEvent.click(screen.getByRole("menuitemradio", { name: "By name" }));
  expect(screen.queryByRole("menu")).toBeNull();
  expect(panel.store.state.order).toBe("name");
  await act(() => panel.openFiles([new File([new TextEncoder().encode("a;b 12\n")], "stacks.folded")]));
  fireEvent.keyDown(button, { key: "ArrowDown" });
  const policies = screen.getByRole("group", { name: "Shared objects" });
  expect(document.getElementById(policies.getAttribute("aria-describedby")!)?.textContent).toContain("no objects");
  fireEvent.click(within(policies).getByRole("menuitemradio", { name: "Show separately" }));
  expect(panel.store.state.sharing).toBe("owner");
});

test("More: leads to the other menus in its own place, and to the dialogs", async () => {
  const { panel } = await open(true);
  const button = screen.getByRole("button", { name: "More" });
  fireEvent.click(button);
  expect(itemsOf(screen.getByRole("menu", { name: "More" }))).toEqual([
    "View",
    "Record",
    "Open",
    "Export",
    "Settings",
    "Help",
  ]);
  fireEvent.click(screen.getByRole("menuitem", { name: "Settings" }));
  expect(panel.store.state.menu.kind).toBe("settings");
  await act(() => panel.store.dispatch({ type: "menu-closed" }));
  fireEvent.click(button);
  fireEvent.click(screen.getByRole("menuitem", { name: "Open" }));
  expect(panel.store.state.menu.kind).toBe("none");
  expect(opened).toBe(1);
});

test("menu of a box: keys wrap around and go to first letters; Tab closes it and gives the focus back", async () => {
  const { panel } = await open();
  exportButton().focus();
  await act(() => panel.store.dispatch({ type: "menu-opened", menu: { kind: "box", box: STORE, x: 10, y: 20 } }));
  const menu = screen.getByRole("menu", { name: "Box store" });
  expect(focusedText()).toBe("Focus");
  fireEvent.keyDown(menu, { key: "ArrowUp" });
  expect(focusedText()).toBe("Show in Types");
  fireEvent.keyDown(menu, { key: "ArrowDown" });
  expect(focusedText()).toBe("Focus");
  fireEvent.keyDown(menu, { key: "c" });
  expect(focusedText()).toBe("Copy path");
  fireEvent.keyDown(menu, { key: "End" });
  expect(focusedText()).toBe("Show in Types");
  fireEvent.keyDown(menu, { key: "Tab" });
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(exportButton());
});

test("menu of a box: a root has no parent to merge into; an item closes the menu and acts on the box", async () => {
  const { world, panel } = await open();
  await act(() => panel.store.dispatch({ type: "menu-opened", menu: { kind: "box", box: STORE, x: 0, y: 0 } }));
  const merge = screen.getByRole("menuitem", { name: "Merge into parent" });
  expect(merge.getAttribute("aria-disabled")).toBe("true");
  fireEvent.click(merge);
  expect(screen.getByRole("menu")).toBe(merge.closest(".menu"));
  expect(world.derivations).toEqual([]);
  await act(async () => void fireEvent.click(screen.getByRole("menuitem", { name: "Copy name" })));
  expect(world.copied).toEqual(["store"]);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("menu of a box: another box is another menu at its own point, and the first one closes without closing it", async () => {
  const { panel } = await open();
  await act(() => panel.store.dispatch({ type: "menu-opened", menu: { kind: "box", box: STORE, x: 10, y: 20 } }));
  await act(() => panel.store.dispatch({ type: "menu-opened", menu: { kind: "box", box: ITEMS, x: 30, y: 40 } }));
  const menu = screen.getByRole("menu", { name: "Box items: Array" });
  expect(screen.getAllByRole("menu")).toEqual([menu]);
  const { left, top } = (menu.previousElementSibling as HTMLElement).style;
  expect([left, top]).toEqual(["30px", "40px"]);
  expect(shown(panel).selected).toBe(ITEMS);
});

test("menu of a box: while a button of the mouse is down, it waits for the release", async () => {
  const { panel } = await open();
  const pressed = new MouseEvent("contextmenu", { buttons: 2, clientX: 5, clientY: 6, cancelable: true });
  await act(() => openBoxMenuAt(panel, STORE, pressed));
  expect(pressed.defaultPrevented).toBe(true);
  expect(screen.queryByRole("menu")).toBeNull();
  await act(() => void fireEvent.mouseUp(document.body));
  expect(screen.getByRole("menu", { name: "Box store" })).not.toBeNull();
  await act(() => panel.store.dispatch({ type: "menu-closed" }));
  await act(() => void fireEvent.mouseUp(document.body));
  expect(screen.queryByRole("menu")).toBeNull();
});

test("a menu closes when the browser closes its popover, and when the panel loses the focus to DevTools", async () => {
  const { panel } = await open();
  for (const leave of [
    (menu: HTMLElement) => {
      const event = new Event("beforetoggle");
      Object.defineProperty(event, "newState", { value: "closed" });
      menu.dispatchEvent(event);
    },
    () => window.dispatchEvent(new Event("blur")),
  ]) {
    fireEvent.click(exportButton());
    await act(() => leave(screen.getByRole("menu")));
    expect(panel.store.state.menu.kind).toBe("none");
    expect(screen.queryByRole("menu")).toBeNull();
  }
});
