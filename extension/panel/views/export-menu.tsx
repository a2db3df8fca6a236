import { useLayoutEffect, useRef } from "preact/hooks";
import { currentSnapshotOf } from "../store/state.ts";
import { Icon } from "./icon.tsx";
import { usePanel, usePanelState } from "./panel-context.ts";

interface MenuItem {
  readonly name: string;
  readonly hint: string;
  readonly isOffered: boolean;
  run(): Promise<void>;
}

export function ExportMenu() {
  const panel = usePanel();
  const isOpen = usePanelState((state) => state.menu === "export");
  const snapshot = usePanelState(currentSnapshotOf);
  const corner = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  const toggle = (name: "export" | "none"): void => panel.store.dispatch({ type: "menu-toggled", menu: name });

  useLayoutEffect(() => {
    if (!isOpen) return;
    menu.current?.querySelector<HTMLElement>('[aria-disabled="false"]')?.focus();
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && corner.current?.contains(event.target)) return;
      panel.store.dispatch({ type: "menu-toggled", menu: "none" });
    };
    addEventListener("pointerdown", onPointerDown, true);
    return () => {
      removeEventListener("pointerdown", onPointerDown, true);
      /* The menu has closed under the focus: hand it back. */
      if (document.activeElement === document.body || document.activeElement === null) button.current?.focus();
    };
  }, [isOpen, panel]);

  const items: readonly MenuItem[] = [
    { name: "Folded stacks", hint: "for speedscope, flamegraph.pl", isOffered: true, run: panel.saveFolded },
    { name: "Copy folded stacks", hint: "to the clipboard", isOffered: true, run: panel.copyFolded },
    {
      name: "speedscope JSON",
      hint: "names as they are",
      isOffered: true,
      run: () => panel.saveExport("speedscope"),
    },
    { name: "pprof", hint: "bytes and objects", isOffered: true, run: () => panel.saveExport("pprof") },
    { name: "CSV", hint: "a row for each frame", isOffered: true, run: () => panel.saveExport("csv") },
    {
      name: "Snapshot file",
      hint: snapshot?.source === "folded-file" ? "not from a file of stacks" : "to open here again",
      isOffered: snapshot?.source !== "folded-file",
      run: panel.saveSnapshot,
    },
  ];

  const onMenuKeyDown = (event: KeyboardEvent): void => {
    const entries = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = entries.findIndex((entry) => entry.matches(":focus"));
    const last = entries.length - 1;
    const next: ReadonlyMap<string, number> = new Map([
      ["ArrowDown", at === last ? 0 : at + 1],
      ["ArrowUp", at <= 0 ? last : at - 1],
      ["Home", 0],
      ["End", last],
    ]);
    if (event.key === "Tab") toggle("none");
    const to = next.get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    entries[to]?.focus();
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
          if (snapshot !== null) toggle(isOpen ? "none" : "export");
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || snapshot === null) return;
          event.preventDefault();
          toggle("export");
        }}
      >
        Export
        <Icon name="menu" />
      </button>
      {isOpen && (
        <div class="menu" role="menu" aria-label="Export" tabIndex={-1} ref={menu} onKeyDown={onMenuKeyDown}>
          {items.map((item) => (
            <button
              key={item.name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-label={item.name}
              aria-disabled={!item.isOffered}
              onClick={() => {
                if (!item.isOffered) return;
                button.current?.focus();
                toggle("none");
                void item.run();
              }}
            >
              <span>{item.name}</span>
              <span class="quiet">{item.hint}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
