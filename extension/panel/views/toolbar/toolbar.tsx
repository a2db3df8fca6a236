import { useRef } from "preact/hooks";
import { OPENED_EXTENSIONS } from "../../../../core/flamegraph/formats/file-formats.ts";
import { FindLeakButton } from "../find-leak/find-leak-button.tsx";
import { isTabbedAt } from "../panes/pane-plan.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import { DialogButton } from "./dialog-button.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FindBox } from "./find-box.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { ViewMenu } from "./view-menu.tsx";
import "./toolbar.css";

/** CSS pixels. Below it, Find needs the room of a word. */
const LEAST_WORDS_WIDTH = 780;

/** One line at every width. */
export function Toolbar() {
  const panel = useWholePanel();
  const busy = usePanelState((state) => state.busy);
  const bar = useRef<HTMLDivElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const { width } = useElementSize(bar);
  const isFolded = isTabbedAt(width);
  const isRecordingShown = usePanelState(({ overTime }) => overTime.source === "recording");
  const openRecording = (): void => {
    /* One that runs comes into view again. */
    const { recording } = panel.store.state;
    if (recording?.endedAt === null) panel.store.dispatch({ type: "over-time-shown", source: "recording" });
    else void panel.recorder.start();
  };
  const chooseFile = (): void => fileInput.current?.click();
  return (
    <div ref={bar} class="toolbar" role="toolbar" aria-label="Actions">
      {/* aria-disabled keeps the keyboard focus where it is, disabled would lose it. */}
      <button
        type="button"
        class="button primary"
        aria-disabled={busy !== null}
        onClick={() => void panel.takeSnapshot()}
      >
        <Icon name="snapshot" />
        Snapshot
      </button>
      <FindLeakButton isFolded={isFolded} />
      <FindBox />
      <span class="toolbar-space" />
      {isFolded ? (
        <MoreMenu onOpenFile={chooseFile} onRecord={isRecordingShown ? null : openRecording} />
      ) : (
        <>
          {!isRecordingShown && (
            <button
              type="button"
              class={width < LEAST_WORDS_WIDTH ? "icon-button" : "button"}
              aria-label="Record"
              title="Record totals over time"
              onClick={openRecording}
            >
              {width < LEAST_WORDS_WIDTH ? <Icon name="record" /> : "Record"}
            </button>
          )}
          <ViewMenu />
          <button type="button" class="button" onClick={chooseFile}>
            Open
          </button>
          <ExportMenu />
          <DialogButton kind="settings" name="Settings" icon="settings" />
          <DialogButton kind="help" name="Help" icon="help" />
        </>
      )}
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
    </div>
  );
}
