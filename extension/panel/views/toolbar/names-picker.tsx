import { isShownNames, type ShownNames } from "../../../../core/graph/shown-names.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { Picker } from "./picker.tsx";

const NAMES: ReadonlyMap<ShownNames, string> = new Map([
  ["original", "Original"],
  ["minified", "Minified"],
]);

const MEANING = `What variables, functions, classes and scripts are called. The page is not measured again.
Original: as in the files that a script was made of, where it has a source map.
Minified: as in the script itself.`;

const ONE_NAME =
  "This snapshot has one name for everything: no script had a source map that could be read, or functions were not asked for their closures.";

export function NamesPicker() {
  const panel = usePanel();
  const names = usePanelState((state) => state.names);
  const snapshot = usePanelState(currentSnapshotOf);
  const isOffered = snapshot === null || snapshot.derived.hasMinifiedNames;
  const title = isOffered ? MEANING : ONE_NAME;
  return (
    <Picker
      id="names"
      name="Names"
      meaning={title}
      description={title}
      options={NAMES}
      value={names}
      isDisabled={!isOffered}
      isValue={isShownNames}
      onChoose={(chosen) => panel.store.dispatch({ type: "names-chosen", names: chosen })}
    />
  );
}
