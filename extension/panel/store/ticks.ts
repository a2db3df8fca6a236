/** The boxes under **Roots** that the user ticked or unticked, by `entryKeyOf` or PAGE_GLOBALS. */
export type Ticks = ReadonlyMap<string, boolean>;

export const NO_TICKS: Ticks = new Map();
