import { hasScripts } from "../../store/coverage.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { transformsOf } from "../../store/transform-history.ts";
import { MenuChoice, MenuGroup } from "../menu/menu.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** Adds the transform to Path, or takes it out. Offered where scripts are among the roots. */
export function MyCodeChoice({ onClose }: { onClose(): void }) {
  const { dispatch } = usePanel().store;
  const snapshot = usePanelState(currentSnapshotOf);
  const index = usePanelState((state) => transformsOf(state.transforms).findIndex(({ type }) => type === "my-code"));
  const isOn = index !== -1;
  if (!isOn && (snapshot === null || !hasScripts(snapshot))) return null;
  return (
    <MenuGroup name="Scripts">
      <MenuChoice
        role="menuitemcheckbox"
        name="My code"
        hint="Scripts of node_modules become one box, (libraries), with a box for each package; a bundle needs a source map for it"
        isChosen={isOn}
        onChoose={() => {
          dispatch(
            isOn ? { type: "transform-removed", index } : { type: "transformed", transform: { type: "my-code" } },
          );
          onClose();
        }}
      />
    </MenuGroup>
  );
}
