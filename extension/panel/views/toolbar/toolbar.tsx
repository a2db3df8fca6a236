import { useRef } from "preact/hooks";
import { OPENED_EXTENSIONS, OPENED_FORMATS } from "../../../../core/flamegraph/formats/file-formats.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { ArrangementPickers } from "./arrangement-pickers.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FindBox } from "./find-box.tsx";
import { GrowthSwitch } from "./growth-switch.tsx";
import { MyCodeSwitch } from "./my-code-switch.tsx";
import { NamesPicker } from "./names-picker.tsx";
import { SharingPicker } from "./sharing-picker.tsx";
import "./toolbar.css";

export function Toolbar() {
  const panel = usePanel();
  const busy = usePanelState((state) => state.busy);
  const fileInput = useRef<HTMLInputElement>(null);
  return (
    <div class="toolbar" role="toolbar" aria-label="Actions">
      {/* aria-disabled keeps the keyboard focus where it is, disabled would lose it. */}
      <button
        type="button"
        class="button primary"
        aria-disabled={busy !== null}
        title="Measure the roots of the page and show who owns the bytes"
        onClick={() => void panel.takeSnapshot()}
      >
        <Icon name="snapshot" />
        Snapshot
      </button>
      <ExportMenu />
      <button
        type="button"
        class="button"
        title={`Open a file, or drop it anywhere here: ${OPENED_FORMATS}`}
        onClick={() => fileInput.current?.click()}
      >
        Open
      </button>
      <input
        ref={fileInput}
        type="file"
        multiple
        accept={OPENED_EXTENSIONS}
        hidden
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          void panel.openFiles([...(event.currentTarget.files ?? [])]);
          /* The same file may be opened twice. */
          event.currentTarget.value = "";
        }}
      />
      <SharingPicker />
      <GrowthSwitch />
      <ArrangementPickers />
      <NamesPicker />
      <MyCodeSwitch />
      <span class="toolbar-space" />
      <FindBox />
    </div>
  );
}
