/** The panes that the user can resize: columns by their width, panes above others by their height. */
const PANE_IDS = ["rail", "snapshots", "side", "tree", "objects", "over-time"] as const;

export type PaneId = (typeof PANE_IDS)[number];

/** The panes at the side that the user can close down to their head. */
const CLOSABLE_IDS = ["tree", "details", "holders"] as const;

export type ClosableId = (typeof CLOSABLE_IDS)[number];

/** How the user arranged the panel. */
export interface Layout {
  /** CSS pixels, as the user dragged them; a pane that is not in it has the size that suits the panel. */
  readonly sizes: ReadonlyMap<PaneId, number>;
  readonly closed: ReadonlySet<ClosableId>;
  /** Whether the list of objects is open; `"usual"`: where the panel is high enough. */
  readonly objects: "usual" | "open" | "closed";
}

export const USUAL_LAYOUT: Layout = { sizes: new Map(), closed: new Set(), objects: "usual" };

/** `null` gives the pane the size that suits the panel again. */
export function withPaneSize(layout: Layout, pane: PaneId, size: number | null): Layout {
  const sizes = new Map(layout.sizes);
  if (size === null) sizes.delete(pane);
  else sizes.set(pane, Math.round(size));
  return { ...layout, sizes };
}

export function withPaneToggled(layout: Layout, pane: ClosableId): Layout {
  const closed = new Set(layout.closed);
  if (!closed.delete(pane)) closed.add(pane);
  return { ...layout, closed };
}

/** As it is stored. */
export function storedLayout({ sizes, closed, objects }: Layout): object {
  return { sizes: Object.fromEntries(sizes), closed: [...closed], ...(objects !== "usual" && { objects }) };
}

/** Unknown values are left out. */
export function parseLayout(stored: unknown): Layout {
  const { sizes: storedSizes, closed: storedClosed, objects } = fieldsOf(stored);
  const sizesByName = fieldsOf(storedSizes);
  const sizes = new Map<PaneId, number>();
  for (const pane of PANE_IDS) {
    const size = sizesByName[pane];
    if (typeof size === "number" && Number.isFinite(size)) sizes.set(pane, size);
  }
  const closed = new Set(CLOSABLE_IDS.filter((pane) => Array.isArray(storedClosed) && storedClosed.includes(pane)));
  return { sizes, closed, objects: objects === "open" || objects === "closed" ? objects : "usual" };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
