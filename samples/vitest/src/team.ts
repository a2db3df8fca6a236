export interface User {
  readonly name: string;
  readonly visits: readonly string[];
}

export const store = {
  users: Array.from({ length: 1000 }, (_, i): User => ({ name: `user ${i}`, visits: [] })),
  log: [] as { readonly event: string; readonly count: number }[],
  dialogs: new Map<number, { readonly rows: readonly User[] }>(),
};

/** Nothing ever takes it out of the store. */
export function openDialog(): void {
  store.dialogs.set(store.dialogs.size, { rows: store.users.slice(0, 100) });
}

export function search(text: string): readonly User[] {
  const found = store.users.filter(({ name }) => name.endsWith(text));
  store.log.push({ event: "search", count: found.length });
  return found;
}
