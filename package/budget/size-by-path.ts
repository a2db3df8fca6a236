/** Sizes by path, such as `{ "store;users": "5 MB", total: "20 MB" }`. Paths are those of the panel or of folded stacks, with or without types; `total` is the whole snapshot. */
export type Budgets = Readonly<Record<string, string>>;
