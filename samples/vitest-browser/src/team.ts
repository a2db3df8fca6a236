interface User {
  readonly name: string;
  readonly visits: readonly string[];
}

/** No test can give it as a root: it is the module's own. */
const users = Array.from({ length: 1000 }, (_, i): User => ({ name: `user ${i}`, visits: [] }));
const log: { readonly event: string; readonly count: number }[] = [];
let found: readonly User[] = [];

/** It holds what it found last, and nothing else; it writes a log. */
export function search(text: string): number {
  found = users.filter(({ name }) => name.endsWith(text));
  log.push({ event: "search", count: found.length });
  return found.length;
}

/** The listener is never removed, and holds the dialog that it was made for. */
export function openDialog(): void {
  const dialog = { rows: users.slice(0, 100) };
  window.addEventListener("resize", () => dialog.rows.sort());
}
