import { BROWSER_WORDS } from "../../store/browser-words.ts";
import type { ActionTarget } from "../../store/object-actions.ts";
import type { Panel } from "../../store/panel.ts";
import type { MenuAction } from "../menu/menu.tsx";

/** What can be done with one object, for a menu. `count` is how many objects the menu is about: an action takes the largest. */
export function objectItems(panel: Panel, target: ActionTarget, count: number): readonly MenuAction[] {
  const { objectActions } = panel;
  const refusal = objectActions.refusal();
  const canUse = refusal === null && count > 0;
  const whose = count > 1 ? "the largest of them" : "";
  const item = (name: string, hint: string, run: () => Promise<void>): MenuAction => ({
    name,
    hint: canUse ? [hint, whose].filter((part) => part !== "").join("; ") : "",
    run: canUse ? () => void run() : null,
  });
  return [
    item("Log to console", "error trackers may record it", () => objectActions.use(target, "log")),
    item("Store as global variable", "temp1 and so on", () => objectActions.use(target, "store")),
    item(`Reveal in ${BROWSER_WORDS.nodesTool}`, "", () => objectActions.use(target, "reveal")),
    item("Open source", "of its class, function or component", () => objectActions.use(target, "source")),
    item("Snapshot only this", "", () => objectActions.snapshotOnly(target)),
  ];
}

/** What holds for all of the items; `undefined` for nothing. */
export function objectNote(panel: Panel, count: number): string | undefined {
  const refusal = panel.objectActions.refusal();
  if (refusal !== null) return refusal;
  return count === 0 ? "No object stands behind this box." : undefined;
}
