import { currentSnapshotOf } from "../../store/state.ts";
import { MenuChoice, MenuGroup } from "../menu/menu.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** Of a displayed comparison; a wide panel has it beside the tabs, too. */
export function GrowthChoice({ onClose }: { onClose(): void }) {
  const { dispatch } = usePanel().store;
  const isDiff = usePanelState((state) => currentSnapshotOf(state)?.kind === "diff");
  const isGrowth = usePanelState((state) => state.scope === "growth");
  if (!isDiff) return null;
  return (
    <MenuGroup name="Comparison">
      <MenuChoice
        role="menuitemcheckbox"
        name="Growth only"
        hint="A box is as wide as its growth; what did not grow is left out"
        isChosen={isGrowth}
        onChoose={() => {
          dispatch({ type: "scope-chosen", scope: isGrowth ? "all" : "growth" });
          onClose();
        }}
      />
    </MenuGroup>
  );
}
