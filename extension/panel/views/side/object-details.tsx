import { readableName } from "../../frames/box.ts";
import { writeCount, writeExact, writeSize, writeSizeRange } from "../../frames/figures.ts";
import { writeKey } from "../../frames/object-text.ts";
import type { Snapshot } from "../../store/state.ts";
import { useObjects } from "../objects/use-objects.ts";
import { usePanelState } from "../parts/panel-context.ts";
import { DetailsRow } from "./details-row.tsx";
import "./object-details.css";

/** Retained sizes of single objects or entries, where the box has several. */
export function MedianRows({ snapshot }: { readonly snapshot: Snapshot }) {
  const { found, isBehind } = useObjects(snapshot);
  if (found === null || isBehind || found.list.count < 2) return null;
  const { of, count, statistics } = found.list;
  const { median, largest, largestMost } = statistics;
  return (
    <>
      <DetailsRow name="Median" exact={writeExact(median)}>
        {writeSize(median)} retained, of {writeCount(count)} {of}
      </DetailsRow>
      <DetailsRow name="Largest" exact={writeExact(largest, largestMost)}>
        {writeSizeRange(largest, largestMost)}
      </DetailsRow>
    </>
  );
}

/** The current row of Objects. */
export function SelectedObject({ snapshot }: { readonly snapshot: Snapshot }) {
  const { selected, found } = usePanelState((state) => state.objects);
  if (selected === null || found?.derived !== snapshot.derived) return null;
  const { key, type, size, maxSize, selfSize, selfMaxSize, references } = selected;
  const name = type === "" ? writeKey(key) : `${writeKey(key)}: ${readableName(type)}`;
  return (
    <section class="object-details" aria-label="Selected object">
      <h3>
        <bdi>{name}</bdi> <span class="quiet">in Objects</span>
      </h3>
      <dl>
        <DetailsRow name="Retained" exact={writeExact(size, maxSize)}>
          {writeSizeRange(size, maxSize)}
        </DetailsRow>
        <DetailsRow name="Self size" exact={writeExact(selfSize, selfMaxSize)}>
          {writeSizeRange(selfSize, selfMaxSize)}
        </DetailsRow>
        {references > 0 && <DetailsRow name="References">{writeCount(references)}</DetailsRow>}
      </dl>
    </section>
  );
}
