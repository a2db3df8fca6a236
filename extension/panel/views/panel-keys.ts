import { useEffect } from "preact/hooks";
import type { FramePanel } from "../store/frame-panel.ts";
import { isWholePanel } from "../store/panel.ts";
import type { Command } from "../store/shortcuts.ts";
import { commandOf } from "../store/shortcuts.ts";
import { focusRound } from "./find-leak/find-leak-bar.tsx";
import { closeHelpNote } from "./parts/help-note.tsx";
import { usePanel } from "./parts/panel-context.ts";

/** Id of the field that "/" leads to. */
export const FIND_ID = "find";

/** The keys, and buttons of the mouse, that hold wherever the keyboard focus is. Keys are taken before Chromium's DevTools sees them: Escape would open its drawer. In Firefox it opens the split console in any case. */
export function usePanelKeys(): void {
  const panel = usePanel();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = commandOf("panel", event);
      /* A text field has its own "/", undo, and steps by words. */
      if (command === null || (command !== "escape" && isTextField(event.target))) return;
      if (!carriedOut(panel, command)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const onMouseUp = (event: MouseEvent): void => {
      const command = MOUSE_COMMANDS.get(event.button);
      if (command === undefined || !carriedOut(panel, command)) return;
      event.preventDefault();
    };
    addEventListener("keydown", onKeyDown, true);
    addEventListener("mouseup", onMouseUp, true);
    return () => {
      removeEventListener("keydown", onKeyDown, true);
      removeEventListener("mouseup", onMouseUp, true);
    };
  }, [panel]);
}

/** By `MouseEvent.button`: many mice have buttons for what a browser does. */
const MOUSE_COMMANDS: ReadonlyMap<number, Command<"panel">> = new Map([
  [3, "back"],
  [4, "forward"],
]);

/** Returns whether the key was handled; otherwise others may handle it. */
function carriedOut(panel: FramePanel, command: Command<"panel">): boolean {
  const { store } = panel;
  /* Where nothing is left to end, DevTools would open its drawer. */
  if (command === "escape") {
    if (!closeHelpNote()) panel.escape();
    return true;
  }
  /* Behind a modal dialog nothing happens. */
  if (store.state.menu.kind === "help" || store.state.menu.kind === "settings") return false;
  switch (command) {
    case "snapshot":
      if (!isWholePanel(panel)) return false;
      if (store.state.busy === null) void panel.takeSnapshot();
      return true;
    case "find-a-leak":
      if (!isWholePanel(panel)) return false;
      if (store.state.leakCheck.running !== null) focusRound();
      else if (store.state.busy === null) void panel.leakCheck.start();
      return true;
    case "find": {
      const find = document.getElementById(FIND_ID);
      find?.focus();
      if (find instanceof HTMLInputElement) find.select();
      return true;
    }
    case "undo":
      panel.store.dispatch({ type: "transform-undone" });
      return true;
    case "redo":
      panel.store.dispatch({ type: "transform-redone" });
      return true;
    case "back":
      store.dispatch({ type: "went-back" });
      return true;
    case "forward":
      store.dispatch({ type: "went-forward" });
      return true;
    case "help":
      store.dispatch({ type: "menu-opened", menu: { kind: "help" } });
      return true;
  }
}

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !NOT_TEXT.has(target.type);
}

const NOT_TEXT: ReadonlySet<string> = new Set(["button", "checkbox", "file", "radio", "range"]);
