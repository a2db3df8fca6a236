import { useEffect } from "preact/hooks";
import { isSameTarget, objectSortOf, objectTargetOf } from "../../store/object-state.ts";
import type { FoundObjects, Snapshot } from "../../store/state.ts";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";

/** Asks for the list of the selected objects, and gives the last one of these frames, which may still be about others; `null` before the first. */
export function useObjects(snapshot: Snapshot): { readonly found: FoundObjects | null; readonly isBehind: boolean } {
  const panel = useWholePanel();
  const { derived } = snapshot;
  const { contents, bucket, text, previewed, found } = usePanelState((state) => state.objects);
  const target = usePanelState((state) => JSON.stringify(objectTargetOf(state)));
  const sort = usePanelState(objectSortOf);
  useEffect(() => panel.listing.ask(), [panel, derived, target, sort, contents, bucket, text, previewed]);
  const shown = found?.derived === derived ? found : null;
  return { found: shown, isBehind: shown === null || !isSameTarget(shown.query.target, JSON.parse(target)) };
}
