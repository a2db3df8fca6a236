import { usePanel, usePanelState } from "./parts/panel-context.ts";
import { SheetDialog } from "./parts/sheet-dialog.tsx";
import "./settings-dialog.css";

/** What the extension keeps, and how to remove it. */
export function SettingsDialog() {
  const isOpen = usePanelState((state) => state.menu.kind === "settings");
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog() {
  const panel = usePanel();
  return (
    <SheetDialog title="Settings" class="settings">
      <div class="settings-row">
        <p id="kept-ticks-note">
          The boxes that you tick under “Roots” are kept for each site, on this machine: the names of the roots, and
          whether they are ticked.
        </p>
        <button type="button" class="button small" aria-describedby="kept-ticks-note" onClick={panel.clearTicks}>
          Clear
        </button>
      </div>
    </SheetDialog>
  );
}
