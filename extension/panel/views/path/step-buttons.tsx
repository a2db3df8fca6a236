import { currentSnapshotOf } from "../../store/state.ts";
import { canRedo, canUndo } from "../../store/transform-history.ts";
import type { IconName } from "../parts/icon.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import "./step-buttons.css";

/** Back and forward over what the user looked at. */
export function VisitButtons() {
  const { dispatch } = usePanel().store;
  const visits = usePanelState((state) => currentSnapshotOf(state)?.visits ?? null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div class="step-buttons" role="group" aria-label="History">
      <StepButton
        name="Back"
        icon="left"
        title="Back to the view and focus before (Alt+←)"
        isOffered={visits !== null && visits.back.length > 0}
        onPress={() => dispatch({ type: "went-back" })}
      />
      <StepButton
        name="Forward"
        icon="right"
        title="Forward again (Alt+→)"
        isOffered={visits !== null && visits.forward.length > 0}
        onPress={() => dispatch({ type: "went-forward" })}
      />
    </div>
  );
}

/** Undo and redo of transforms; nothing if there never was one. */
export function UndoButtons() {
  const panel = usePanel();
  const history = usePanelState((state) => state.transforms);
  if (!canUndo(history) && !canRedo(history)) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div class="step-buttons" role="group" aria-label="Undo and redo">
      <StepButton
        name="Undo"
        icon="undo"
        title="Undo the last change of Path (Ctrl+Z)"
        isOffered={canUndo(history)}
        onPress={() => panel.store.dispatch({ type: "transform-undone" })}
      />
      <StepButton
        name="Redo"
        icon="redo"
        title="Redo it (Ctrl+Shift+Z)"
        isOffered={canRedo(history)}
        onPress={() => panel.store.dispatch({ type: "transform-redone" })}
      />
    </div>
  );
}

interface StepButtonProps {
  readonly name: string;
  readonly icon: IconName;
  readonly title: string;
  readonly isOffered: boolean;
  onPress(): void;
}

/** aria-disabled keeps the keyboard focus where it is, disabled would lose it with the last step. */
function StepButton({ name, icon, title, isOffered, onPress }: StepButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      aria-disabled={!isOffered}
      title={title}
      onClick={() => {
        if (isOffered) onPress();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
