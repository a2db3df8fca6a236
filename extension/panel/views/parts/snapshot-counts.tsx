import { useMemo } from "preact/hooks";
import { writeCount } from "../../frames/figures.ts";
import type { Snapshot } from "../../store/state.ts";
import { type CountItem, CountsList } from "./counts-list.tsx";

/** What the page of a snapshot has: nodes, listeners, entries of its timeline. Nothing for a comparison. */
export function SnapshotCounts({ snapshot }: { readonly snapshot: Snapshot }) {
  const { totals, listeners } = snapshot.derived.counts;
  const items = useMemo(
    () =>
      [...totals, ...listeners]
        .filter(({ count }) => count > 0)
        .map(({ name, count }): CountItem => ({ name, count: writeCount(count), exact: "", note: "" })),
    [totals, listeners],
  );
  return <CountsList items={items} />;
}
