import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import {
  FILE_FORMATS,
  fileFormatOf,
  fileReaders,
  type WrittenFormatId,
} from "../../../../core/flamegraph/formats/file-formats.ts";
import { boxLabelOf, TOP_BOX } from "../../frames/box.ts";
import { writeSize } from "../../frames/figures.ts";
import { hasCounts } from "../../frames/measure.ts";
import { bundledOf, type ExportScope } from "../../store/exports.ts";
import type { Panel } from "../../store/panel.ts";
import type { Snapshot } from "../../store/state.ts";
import { currentSnapshotOf, focusOf } from "../../store/state.ts";
import { Menu, type MenuAction, MenuActions, MenuChoice, MenuGroup, type MenuLink, MenuLinks } from "../menu/menu.tsx";
import { MenuButton } from "../menu/menu-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState, useWholePanel } from "../parts/panel-context.ts";
import "./export-menu.css";

const MENU_ID = "export-menu";

/** The button, and below it the menu while it is open. */
export function ExportMenu() {
  const hasSnapshot = usePanelState((state) => currentSnapshotOf(state) !== null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <MenuButton menuId={MENU_ID} menu={{ kind: "export" }} class="button" button={button} isDisabled={!hasSnapshot}>
        Export
        <Icon name="menu" />
      </MenuButton>
      <OpenExportMenu anchor={button} />
    </>
  );
}

/** The formats of the displayed snapshot, while their menu is open. */
export function OpenExportMenu({ anchor }: { readonly anchor: RefObject<HTMLButtonElement | null> }) {
  const { dispatch } = usePanel().store;
  const isOpen = usePanelState((state) => state.menu.kind === "export");
  const snapshot = usePanelState(currentSnapshotOf);
  const close = (): void => dispatch({ type: "menu-closed" });
  if (!isOpen || snapshot === null) return null;
  return (
    <Menu id={MENU_ID} class="export-menu" name="Export" anchor={anchor} onClose={close}>
      <ExportItems snapshot={snapshot} onClose={close} />
    </Menu>
  );
}

interface ExportItemsProps {
  readonly snapshot: Snapshot;
  onClose(): void;
}

function ExportItems({ snapshot, onClose }: ExportItemsProps) {
  const panel = useWholePanel();
  const [chosenScope, setScope] = useState<ExportScope>("whole");
  const focus = focusOf(snapshot);
  const scope = focus === TOP_BOX ? "whole" : chosenScope;
  return (
    <>
      {focus !== TOP_BOX && <ScopeChoices snapshot={snapshot} scope={scope} onScope={setScope} />}
      <MenuGroup name="Formats">
        <MenuActions actions={[...itemsOf(panel, snapshot, scope), ...allItemsOf(panel)]} onClose={onClose} />
      </MenuGroup>
      <MenuGroup name="Readers" note="Programs that read these files, in a new tab">
        <MenuLinks links={READERS} onClose={onClose} />
      </MenuGroup>
    </>
  );
}

interface ScopeChoicesProps {
  readonly snapshot: Snapshot;
  readonly scope: ExportScope;
  onScope(scope: ExportScope): void;
}

/** While a box is in focus: the whole snapshot, or what is in focus. */
function ScopeChoices({ snapshot, scope, onScope }: ScopeChoicesProps) {
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  return (
    <MenuGroup name="Part to export">
      <MenuChoice
        role="menuitemradio"
        name="Whole snapshot"
        hint={writeSize(frames.totalSize[TOP_BOX])}
        isChosen={scope === "whole"}
        onChoose={() => onScope("whole")}
      />
      <MenuChoice
        role="menuitemradio"
        name="Box in focus"
        hint={writeSize(frames.totalSize[focus])}
        title={boxLabelOf(frames, focus)}
        isChosen={scope === "focus"}
        onChoose={() => onScope("focus")}
      />
    </MenuGroup>
  );
}

/** Of all snapshots in the list; nothing where there is one. */
function allItemsOf({ exports, store }: Panel): readonly MenuAction[] {
  const { length } = bundledOf(store.state);
  if (length < 2) return [];
  const hint = `${length} in one file, to open here again`;
  return [{ name: fileFormatOf("snapshots").label, hint, run: () => exports.saveAllSnapshots() }];
}

function itemsOf({ exports, pictures }: Panel, snapshot: Snapshot, scope: ExportScope): readonly MenuAction[] {
  const isDiff = snapshot.kind === "diff";
  const hasObjects = hasCounts(snapshot.derived.frames);
  const hintOf = (format: WrittenFormatId): string => formatHintOf(format, isDiff, hasObjects);
  const refusal = NO_SNAPSHOT_FILE.get(snapshot.kind);
  return [
    { name: fileFormatOf("folded").label, hint: hintOf("folded"), run: () => exports.saveFolded(scope) },
    { name: "Copy folded stacks", hint: "to the clipboard", run: () => exports.copyFolded(scope) },
    { name: "Copy as Markdown", hint: "the answer, for an issue or an agent", run: () => exports.copyMarkdown() },
    ...FRAME_FILES.map((format) => ({
      name: fileFormatOf(format).label,
      hint: hintOf(format),
      run: () => exports.saveFrames(format, scope),
    })),
    {
      name: fileFormatOf("html").label,
      hint: "opens in any browser; names, no values",
      run: () => exports.savePage(scope),
    },
    { name: "SVG image", hint: "the icicle, from the focus down", run: () => pictures.saveSvg() },
    { name: "PNG image", hint: "the same as pixels", run: () => pictures.savePng() },
    { name: "Copy image", hint: "to the clipboard", run: () => pictures.copyPng() },
    {
      name: fileFormatOf("snapshot").label,
      hint: refusal ?? "all data, to open here again",
      run: refusal === undefined ? () => exports.saveSnapshot() : null,
    },
  ];
}

const READERS: readonly MenuLink[] = fileReaders().map(({ name, url, formats }) => ({
  name: `Open ${name}`,
  shown: name,
  url,
  title: `${url} reads ${formats.join(", ")}`,
}));

/** Of a diff, for formats that have one size for each frame. */
const LARGER_SIDE = "the larger of before and after";

/** Files of frames beside folded stacks, which can be copied, too. */
const FRAME_FILES = FILE_FORMATS.flatMap(({ id, written }) => (written === null || id === "folded" ? [] : [id]));

function formatHintOf(id: WrittenFormatId, isDiff: boolean, hasObjects: boolean): string {
  const { written } = fileFormatOf(id);
  if (isDiff) return written?.diffHint ?? LARGER_SIDE;
  return (hasObjects ? written?.hintWithObjects : undefined) ?? written?.hint ?? "";
}

/** Why there is no such file of it. */
const NO_SNAPSHOT_FILE: ReadonlyMap<Snapshot["kind"], string> = new Map([
  ["stacks", "not of a file of stacks: it has no objects"],
  ["diff", "not of a comparison: save both snapshots"],
]);
