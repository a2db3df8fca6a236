/** What the arrow keys of a menu go along. */
export const MENU_ENTRIES = '[role^="menuitem"]';

/** Moves the keyboard focus inside an open menu: arrows wrap around, Home, End, a first letter. Returns whether it did. */
export function moveInMenu(menu: HTMLElement, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const entries = [...menu.querySelectorAll<HTMLElement>(MENU_ENTRIES)];
  const to = entryAfter(entries, event.key);
  if (to === undefined) return false;
  event.preventDefault();
  to.focus();
  return true;
}

function entryAfter(entries: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = entries.findIndex((entry) => entry.matches(":focus"));
  const last = entries.length - 1;
  switch (key) {
    case "ArrowDown":
      return entries[at === last ? 0 : at + 1];
    case "ArrowUp":
      return entries[at <= 0 ? last : at - 1];
    case "Home":
      return entries[0];
    case "End":
      return entries[last];
  }
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
  return after.find((entry) => entry.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}
