import { useLayoutEffect, useRef } from "preact/hooks";
import type { KeyScope } from "../store/shortcuts.ts";
import { keyCapsOf, SHORTCUTS } from "../store/shortcuts.ts";
import { Icon } from "./parts/icon.tsx";
import { usePanel, usePanelState } from "./parts/panel-context.ts";
import "./shortcuts-dialog.css";

const SCOPES: ReadonlyMap<KeyScope, string> = new Map([
  ["panel", "Everywhere"],
  ["views", "Tabs of views"],
  ["icicle", "Icicle"],
  ["grid", "Tables and the object tree"],
  ["grid-head", "Heads of columns"],
  ["find", "Find"],
]);

const TITLE_ID = "shortcuts-title";

/** All keys of the panel, out of the table by which they work. */
export function ShortcutsDialog() {
  const isOpen = usePanelState((state) => state.menu.kind === "shortcuts");
  return isOpen ? <OpenDialog /> : null;
}

/** The browser lets Tab go on from the last element to DevTools around the panel; here it goes to the first one. */
function keepInside(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("button, [tabindex='0']")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length]?.focus();
}

function OpenDialog() {
  const { dispatch } = usePanel().store;
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => dispatch({ type: "menu-closed" });

  /* A modal dialog of the browser's own: nothing behind it can be reached, and it gives the keyboard focus back when it is closed. */
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      class="shortcuts"
      aria-modal="true"
      aria-labelledby={TITLE_ID}
      onClose={close}
      onKeyDown={keepInside}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="shortcuts-sheet">
        <header>
          <h1 id={TITLE_ID}>Keyboard shortcuts</h1>
          <button type="button" class="icon-button" aria-label="Close" title="Close (Esc)" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
        <section class="shortcuts-scopes" tabIndex={0} aria-label="List">
          {[...SCOPES].map(([scope, name]) => (
            <section key={scope} aria-label={name}>
              <h2>{name}</h2>
              <dl>
                {SHORTCUTS.filter((shortcut) => shortcut.scope === scope).map(({ command, keys, does }) => (
                  <div key={command} class="shortcut">
                    <dt>
                      {keys.map((key, index) => (
                        <span key={key}>
                          {index > 0 && " or "}
                          <span class="key-combination">
                            {keyCapsOf(key).map((cap) => (
                              <kbd key={cap}>{cap}</kbd>
                            ))}
                          </span>
                        </span>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </section>
        <p class="quiet">On a Mac, ⌘ does what Ctrl does.</p>
      </div>
    </dialog>
  );
}
