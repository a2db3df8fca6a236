import type { KeyScope } from "../store/shortcuts.ts";
import { keyCapsOf, SHORTCUTS } from "../store/shortcuts.ts";
import { usePanelState } from "./parts/panel-context.ts";
import { SheetDialog } from "./parts/sheet-dialog.tsx";
import "./shortcuts-dialog.css";

const SCOPES: ReadonlyMap<KeyScope, string> = new Map([
  ["panel", "Everywhere"],
  ["views", "Tabs of views"],
  ["icicle", "Icicle"],
  ["grid", "Tables and the object tree"],
  ["grid-head", "Heads of columns"],
  ["find", "Find"],
]);

/** All keys of the panel, out of the table by which they work. */
export function ShortcutsDialog() {
  const isOpen = usePanelState((state) => state.menu.kind === "shortcuts");
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog() {
  return (
    <SheetDialog title="Keyboard shortcuts" class="shortcuts">
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
    </SheetDialog>
  );
}
