import { NO_BOX } from "../../frames/box.ts";
import type { FramePanel } from "../../store/frame-panel.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { openAfterPress } from "../menu/after-press.ts";

/** Opens the menu of a box where the pointer is. */
export function openBoxMenuAt(panel: FramePanel, box: number, event: MouseEvent): void {
  const { clientX: x, clientY: y } = event;
  openAfterPress(event, () => panel.store.dispatch({ type: "menu-opened", menu: { kind: "box", box, x, y } }));
}

/** Opens the menu of a box, the selected one by default, below the element that shows it. */
export function openBoxMenuBelow(
  panel: FramePanel,
  element: Element | null | undefined,
  box = currentSnapshotOf(panel.store.state)?.selected ?? NO_BOX,
): void {
  if (box === NO_BOX) return;
  const { left, bottom } = element?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
  panel.store.dispatch({ type: "menu-opened", menu: { kind: "box", box, x: left, y: bottom } });
}

/** Whether a key has asked for the menu, not a pointer: there is no place under it then. */
export function isAskedByKey(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === "";
}

/** For a table or a tree: the menu that a key asks for. That of a pointer is asked of a row. */
export function menuByKey(openMenu: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (!isAskedByKey(event)) return;
    event.preventDefault();
    openMenu();
  };
}

/** For a row: the menu of its box, when a pointer asks for it. */
export function menuByPointer(panel: FramePanel, box: number): (event: MouseEvent) => void {
  return (event) => {
    if (!isAskedByKey(event)) openBoxMenuAt(panel, box, event);
  };
}
