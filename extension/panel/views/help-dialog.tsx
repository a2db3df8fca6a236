import { OPENED_FORMATS } from "../../../core/flamegraph/formats/file-formats.ts";
import { LEGEND } from "../icicle/colour.ts";
import { isWholePanel } from "../store/panel.ts";
import type { KeyScope } from "../store/shortcuts.ts";
import { keyCapsOf, PAGE_COMMANDS, SHORTCUTS } from "../store/shortcuts.ts";
import { OVERVIEW_MEANING } from "./icicle/icicle-minimap.tsx";
import { usePanel, usePanelState } from "./parts/panel-context.ts";
import { SheetDialog } from "./parts/sheet-dialog.tsx";
import { MARK_MEANINGS } from "./side/mark.tsx";
import { FIND_EXAMPLES } from "./toolbar/find-examples.ts";
import { VIEW_LABELS, VIEW_MEANINGS } from "./view-labels.ts";
import "./help-dialog.css";

const SCOPES: ReadonlyMap<KeyScope, string> = new Map([
  ["panel", "Everywhere"],
  ["views", "Tabs of views"],
  ["icicle", "Icicle"],
  ["grid", "Tables and the object tree"],
  ["grid-head", "Heads of columns"],
  ["splitter", "Lines between panes"],
  ["find", "Find"],
]);

const FIGURES: readonly (readonly [name: string, meaning: string])[] = [
  ["Total size", "Bytes of a box and of all below it"],
  ["Self size", "Bytes of the box alone"],
  [
    "Ranges",
    "JavaScript cannot see all that the engine keeps: the first figure is the minimum, the second the maximum",
  ],
  ...MARK_MEANINGS,
  ["Overview", OVERVIEW_MEANING],
  ["Growth, All, Shrunk", "Of a comparison: boxes as wide as their growth; all paths; boxes as wide as what they lost"],
];

/** Of the panel in DevTools alone. */
const PANEL_FIGURES: readonly (readonly [name: string, meaning: string])[] = [
  [
    "Find a leak",
    "A snapshot, then rounds: do something in the page and undo it, or let an expression or reloads do it. Changes lists what grew in every round",
  ],
  ["Files", `Open one, or drop it anywhere: ${OPENED_FORMATS}`],
];

/** What the panel shows, and all its keys, out of the table by which they work. */
export function HelpDialog() {
  const isOpen = usePanelState((state) => state.menu.kind === "help");
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog() {
  const isWhole = isWholePanel(usePanel());
  const views = usePanelState((state) => state.views);
  const shortcuts = SHORTCUTS.filter(({ command }) => isWhole || !PAGE_COMMANDS.includes(command));
  return (
    <SheetDialog title="Help" class="help">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <section class="help-scopes" tabIndex={0} aria-label="Views, figures and keys">
        <Meanings name="Views" meanings={views.map((view) => [VIEW_LABELS[view], VIEW_MEANINGS[view]])} />
        <Meanings name="Colours" meanings={LEGEND.map(({ name, meaning }) => [name, meaning])} />
        <Meanings name="Figures and marks" meanings={isWhole ? [...FIGURES, ...PANEL_FIGURES] : FIGURES} />
        <Meanings name="What Find finds" meanings={FIND_EXAMPLES} />
        {[...SCOPES].map(([scope, name]) => (
          <section key={scope} aria-label={`Keys: ${name}`}>
            <h2>Keys: {name}</h2>
            <dl>
              {shortcuts
                .filter((shortcut) => shortcut.scope === scope)
                .map(({ command, keys, does }) => (
                  <div key={command} class="help-line">
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

interface MeaningsProps {
  readonly name: string;
  readonly meanings: readonly (readonly [name: string, meaning: string])[];
}

function Meanings({ name, meanings }: MeaningsProps) {
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      <dl>
        {meanings.map(([what, meaning]) => (
          <div key={what} class="help-line">
            <dt>{what}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
