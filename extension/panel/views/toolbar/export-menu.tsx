import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { FILE_FORMATS, fileFormatOf, type WrittenFormatId } from "../../../../core/flamegraph/formats/file-formats.ts";
import { boxLabelOf, TOP_BOX } from "../../frames/box.ts";
import { writeSize } from "../../frames/figures.ts";
import { hasCounts } from "../../frames/measure.ts";
import type { ExportScope } from "../../store/exports.ts";
import type { Snapshot } from "../../store/state.ts";
import { currentSnapshotOf, focusOf } from "../../store/state.ts";
import { MENU_ENTRIES, moveInMenu } from "../box-menu/menu-keys.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

interface MenuItem {
  readonly name: string;
  readonly hint: string;
  readonly isOffered: boolean;
  run(): Promise<void>;
}

const NO_SCOPES: readonly { readonly scope: ExportScope; readonly name: string; readonly hint: string }[] = [];

export function ExportMenu() {
  const panel = usePanel();
  const isOpen = usePanelState((state) => state.menu.kind === "export");
  const snapshot = usePanelState(currentSnapshotOf);
  const corner = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [chosenScope, setScope] = useState<ExportScope>("whole");

  const open = (): void => panel.store.dispatch({ type: "menu-opened", menu: { kind: "export" } });
  const close = (): void => panel.store.dispatch({ type: "menu-closed" });

  useLayoutEffect(() => {
    if (!isOpen) return;
    setScope("whole");
    menu.current?.querySelector<HTMLElement>(MENU_ENTRIES)?.focus();
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && corner.current?.contains(event.target)) return;
      panel.store.dispatch({ type: "menu-closed" });
    };
    addEventListener("pointerdown", onPointerDown, true);
    return () => {
      removeEventListener("pointerdown", onPointerDown, true);
      /* The menu has closed under the focus: hand it back. */
      if (document.activeElement === document.body || document.activeElement === null) button.current?.focus();
    };
  }, [isOpen, panel]);

  const { exports } = panel;
  const frames = snapshot?.derived.frames;
  const focus = snapshot === null ? TOP_BOX : focusOf(snapshot);
  const scopes =
    frames === undefined || focus === TOP_BOX
      ? NO_SCOPES
      : ([
          { scope: "whole", name: "Whole snapshot", hint: writeSize(frames.totalSize[TOP_BOX]!) },
          { scope: "focus", name: "What is in focus", hint: writeSize(frames.totalSize[focus]!) },
        ] as const);
  const scope = scopes.length === 0 ? "whole" : chosenScope;

  const isDiff = snapshot?.kind === "diff";
  const hasObjects = frames !== undefined && hasCounts(frames);
  const items: readonly MenuItem[] = [
    {
      name: fileFormatOf("folded").label,
      hint: hintOf("folded", isDiff, hasObjects),
      isOffered: true,
      run: () => exports.saveFolded(scope),
    },
    { name: "Copy folded stacks", hint: "to the clipboard", isOffered: true, run: () => exports.copyFolded(scope) },
    ...FRAME_FILES.map((format) => ({
      name: fileFormatOf(format).label,
      hint: hintOf(format, isDiff, hasObjects),
      isOffered: true,
      run: () => exports.saveFrames(format, scope),
    })),
    {
      name: "SVG image",
      hint: "the icicle, from the focus down",
      isOffered: true,
      run: () => panel.pictures.saveSvg(),
    },
    {
      name: "PNG image",
      hint: "the same as pixels",
      isOffered: true,
      run: () => panel.pictures.savePng(),
    },
    {
      name: fileFormatOf("snapshot").label,
      hint: NO_SNAPSHOT_FILE.get(snapshot?.kind) ?? "all data, to open here again",
      isOffered: !NO_SNAPSHOT_FILE.has(snapshot?.kind),
      run: () => exports.saveSnapshot(),
    },
  ];

  const onMenuKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Tab") close();
    else if (menu.current !== null) moveInMenu(menu.current, event);
  };

  return (
    <div class="menu-corner" ref={corner}>
      <button
        ref={button}
        type="button"
        class="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-disabled={snapshot === null}
        onClick={() => {
          if (snapshot !== null) (isOpen ? close : open)();
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || snapshot === null) return;
          event.preventDefault();
          open();
        }}
      >
        Export
        <Icon name="menu" />
      </button>
      {isOpen && (
        <div class="menu" role="menu" aria-label="Export" tabIndex={-1} ref={menu} onKeyDown={onMenuKeyDown}>
          {frames !== undefined && scopes.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
            <div class="menu-scopes" role="group" aria-label="Of what">
              {scopes.map((entry) => (
                <button
                  key={entry.scope}
                  type="button"
                  role="menuitemradio"
                  tabIndex={-1}
                  aria-describedby={`export-scope-${entry.scope}`}
                  aria-checked={scope === entry.scope}
                  title={entry.scope === "focus" ? boxLabelOf(frames, focus) : undefined}
                  onClick={() => setScope(entry.scope)}
                >
                  <span>{entry.name}</span>
                  <span class="quiet" id={`export-scope-${entry.scope}`} aria-hidden="true">
                    {entry.hint}
                  </span>
                </button>
              ))}
            </div>
          )}
          {items.map((item, index) => (
            <button
              key={item.name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-describedby={`export-hint-${index}`}
              aria-disabled={!item.isOffered}
              onClick={() => {
                if (!item.isOffered) return;
                button.current?.focus();
                close();
                void item.run();
              }}
            >
              <span>{item.name}</span>
              {/* Said after the name, not as part of it. */}
              <span class="quiet" id={`export-hint-${index}`} aria-hidden="true">
                {item.hint}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Of a diff, for formats that have one size for each frame. */
const LARGER_SIDE = "the larger of before and after";

/** Files of frames beside folded stacks, which can be copied, too. */
const FRAME_FILES = FILE_FORMATS.flatMap(({ id, written }) => (written === null || id === "folded" ? [] : [id]));

function hintOf(id: WrittenFormatId, isDiff: boolean, hasObjects: boolean): string {
  const { written } = fileFormatOf(id);
  if (isDiff) return written?.diffHint ?? LARGER_SIDE;
  return (hasObjects ? written?.hintWithObjects : undefined) ?? written?.hint ?? "";
}

/** Why there is no such file of it. */
const NO_SNAPSHOT_FILE: ReadonlyMap<Snapshot["kind"] | undefined, string> = new Map([
  ["stacks", "not of a file of stacks: it has no objects"],
  ["diff", "not of a comparison: save both snapshots"],
]);
