/* All keys of the panel, once: the handlers look their commands up here, and the list that "?" shows is this table. */

/** Where the keyboard focus has to be. In text fields all keys but Escape are the field's own. */
export type KeyScope = "panel" | "views" | "icicle" | "grid" | "grid-head" | "splitter" | "find";

interface Shortcut {
  readonly scope: KeyScope;
  readonly command: string;
  /** As `KeyboardEvent.key` says, behind `Ctrl+`, `Alt+` and `Shift+` in this order. `Ctrl` is ⌘ too. The first one is the one to learn. */
  readonly keys: readonly string[];
  /** What it does, as a line of the list. */
  readonly does: string;
}

export const SHORTCUTS = [
  { scope: "panel", command: "snapshot", keys: ["Ctrl+E"], does: "Take a snapshot" },
  { scope: "panel", command: "find-a-leak", keys: ["L"], does: "Find a leak: begin, or go to Done of the round" },
  { scope: "panel", command: "find", keys: ["/"], does: "Find a field or type" },
  { scope: "panel", command: "undo", keys: ["Ctrl+Z"], does: "Undo the last change of Path" },
  { scope: "panel", command: "redo", keys: ["Ctrl+Shift+Z", "Ctrl+Y"], does: "Redo it" },
  { scope: "panel", command: "back", keys: ["Alt+ArrowLeft"], does: "Back to the previous view and focus" },
  { scope: "panel", command: "forward", keys: ["Alt+ArrowRight"], does: "Forward again" },
  { scope: "panel", command: "escape", keys: ["Escape"], does: "Close the menu, end the search, zoom out, deselect" },
  { scope: "panel", command: "help", keys: ["?"], does: "Show this help" },

  { scope: "views", command: "next", keys: ["ArrowRight"], does: "Next view" },
  { scope: "views", command: "previous", keys: ["ArrowLeft"], does: "Previous view" },
  { scope: "views", command: "first", keys: ["Home"], does: "First view" },
  { scope: "views", command: "last", keys: ["End"], does: "Last view" },

  { scope: "icicle", command: "down", keys: ["ArrowDown"], does: "First child" },
  { scope: "icicle", command: "up", keys: ["ArrowUp"], does: "Parent" },
  { scope: "icicle", command: "left", keys: ["ArrowLeft"], does: "Previous sibling" },
  { scope: "icicle", command: "right", keys: ["ArrowRight"], does: "Next sibling" },
  { scope: "icicle", command: "focus", keys: ["Enter"], does: "Zoom to the selected box" },
  { scope: "icicle", command: "focus-undo", keys: ["Backspace"], does: "Zoom out one step" },
  { scope: "icicle", command: "reset", keys: ["Home", "0"], does: "Show everything" },
  { scope: "icicle", command: "zoom-in", keys: ["W", "+", "="], does: "Zoom in" },
  { scope: "icicle", command: "zoom-out", keys: ["S", "-"], does: "Zoom out" },
  { scope: "icicle", command: "pan-left", keys: ["A"], does: "Pan left, while zoomed in" },
  { scope: "icicle", command: "pan-right", keys: ["D"], does: "Pan right" },
  {
    scope: "icicle",
    command: "menu",
    keys: ["Shift+F10", "ContextMenu", "Alt+Enter"],
    does: "Menu of the selected box",
  },

  { scope: "grid", command: "next", keys: ["ArrowDown"], does: "Next row" },
  { scope: "grid", command: "previous", keys: ["ArrowUp"], does: "Previous row" },
  { scope: "grid", command: "page-down", keys: ["PageDown"], does: "Page down" },
  { scope: "grid", command: "page-up", keys: ["PageUp"], does: "Page up" },
  { scope: "grid", command: "first", keys: ["Ctrl+Home"], does: "First row" },
  { scope: "grid", command: "last", keys: ["Ctrl+End"], does: "Last row" },
  { scope: "grid", command: "start", keys: ["Home"], does: "First row, or the first cell of the row" },
  { scope: "grid", command: "end", keys: ["End"], does: "Last row, or the last cell of the row" },
  { scope: "grid", command: "right", keys: ["ArrowRight"], does: "Open the row, then go through its cells or into it" },
  { scope: "grid", command: "left", keys: ["ArrowLeft"], does: "Go back, close the row, then go to its parent row" },
  { scope: "grid", command: "focus", keys: ["Enter"], does: "Zoom to the row, or show it in the icicle" },
  { scope: "grid", command: "focus-undo", keys: ["Backspace"], does: "Zoom out one step" },
  { scope: "grid", command: "extend-next", keys: ["Shift+ArrowDown"], does: "Select the next row as well" },
  { scope: "grid", command: "extend-previous", keys: ["Shift+ArrowUp"], does: "Select the previous row as well" },
  { scope: "grid", command: "select-all", keys: ["Ctrl+A"], does: "Select all rows" },
  { scope: "grid", command: "copy", keys: ["Ctrl+C"], does: "Copy the selected rows" },
  { scope: "grid", command: "menu", keys: ["Shift+F10", "ContextMenu", "Alt+Enter"], does: "Menu of the row" },

  { scope: "grid-head", command: "next", keys: ["ArrowRight"], does: "Next column" },
  { scope: "grid-head", command: "previous", keys: ["ArrowLeft"], does: "Previous column" },
  { scope: "grid-head", command: "wider", keys: ["Shift+ArrowRight"], does: "Make the column wider" },
  { scope: "grid-head", command: "narrower", keys: ["Shift+ArrowLeft"], does: "Make the column narrower" },
  {
    scope: "grid-head",
    command: "menu",
    keys: ["Shift+F10", "ContextMenu", "Alt+Enter"],
    does: "Menu of the columns: show and hide them",
  },

  { scope: "splitter", command: "back", keys: ["ArrowLeft", "ArrowUp"], does: "Move the line left or up" },
  { scope: "splitter", command: "forward", keys: ["ArrowRight", "ArrowDown"], does: "Move the line right or down" },
  { scope: "splitter", command: "least", keys: ["Home"], does: "Make the pane as small as it can be" },
  { scope: "splitter", command: "most", keys: ["End"], does: "Make the pane as large as it can be" },
  { scope: "splitter", command: "reset", keys: ["Enter"], does: "Give the pane its usual size" },

  { scope: "find", command: "next-match", keys: ["Enter"], does: "Next match" },
  { scope: "find", command: "previous-match", keys: ["Shift+Enter"], does: "Previous match" },
] as const satisfies readonly Shortcut[];

/** What needs a page to measure. */
export const PAGE_COMMANDS: readonly string[] = ["snapshot", "find-a-leak"] satisfies readonly Command<"panel">[];

export type Command<Scope extends KeyScope> = Extract<(typeof SHORTCUTS)[number], { scope: Scope }>["command"];

/** What is needed of a `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const BY_SCOPE = new Map<KeyScope, Map<string, string>>();
for (const { scope, command, keys } of SHORTCUTS) {
  const commands = BY_SCOPE.get(scope) ?? new Map<string, string>();
  BY_SCOPE.set(scope, commands);
  for (const key of keys) commands.set(key, command);
}

/** What the keys mean there, or `null`. */
export function commandOf<Scope extends KeyScope>(scope: Scope, press: KeyPress): Command<Scope> | null {
  return (BY_SCOPE.get(scope)?.get(keyOf(press)) as Command<Scope> | undefined) ?? null;
}

/** The keys as the table names them. */
function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const isCharacter = key.length === 1;
  const isLetter = isCharacter && key.toLowerCase() !== key.toUpperCase();
  return [
    ctrlKey || metaKey ? "Ctrl+" : "",
    altKey ? "Alt+" : "",
    /* On one keyboard "?" needs Shift, on another it does not. */
    shiftKey && (isLetter || !isCharacter) ? "Shift+" : "",
    isLetter ? key.toUpperCase() : key,
  ].join("");
}

const KEY_NAMES: ReadonlyMap<string, string> = new Map([
  ["ArrowLeft", "←"],
  ["ArrowRight", "→"],
  ["ArrowUp", "↑"],
  ["ArrowDown", "↓"],
  ["Escape", "Esc"],
  ["PageDown", "Page down"],
  ["PageUp", "Page up"],
  ["ContextMenu", "Menu key"],
]);

/** The parts of a combination as they stand on keys: `["Ctrl", "Shift", "Z"]`. */
export function keyCapsOf(key: string): readonly string[] {
  return key.split(/(?<=.)\+(?=.)/).map((part) => KEY_NAMES.get(part) ?? part);
}
