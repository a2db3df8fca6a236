import { NO_BOX } from "../../frames/box.ts";
import type { Panel } from "../../store/panel.ts";
import { currentSnapshotOf } from "../../store/state.ts";

/** Opens the menu of a box where the pointer is. */
export function openBoxMenuAt(panel: Panel, box: number, event: MouseEvent): void {
  event.preventDefault();
  panel.store.dispatch({ type: "box-menu-opened", place: { box, x: event.clientX, y: event.clientY } });
}

/** Opens the menu of the selected box, below the element that shows it. */
export function openBoxMenuBelow(panel: Panel, element: Element | null | undefined): void {
  const snapshot = currentSnapshotOf(panel.store.state);
  if (snapshot === null || snapshot.selected === NO_BOX) return;
  const { left, bottom } = element?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
  panel.store.dispatch({ type: "box-menu-opened", place: { box: snapshot.selected, x: left, y: bottom } });
}

/** Whether a key has asked for the menu, not a pointer: there is no place under it then. */
export function isAskedByKey(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === "";
}
