import { useEffect } from "preact/hooks";
import { KIND_SHARED } from "../../../../core/graph/graph.ts";
import { headOf, parentBoxOf } from "../../frames/box.ts";
import { writeCount } from "../../frames/figures.ts";
import { referredFrameOf } from "../../store/object-answers.ts";
import type { FoundReferrers, Snapshot } from "../../store/state.ts";
import { BoxLink } from "../box-menu/box-link.tsx";
import { useMoreRows } from "./more-rows.tsx";
import "./referrers-list.css";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";

/** What refers to the objects of the selected box, if that is more than the box around it. */
export function ReferrersList({ snapshot, box }: { readonly snapshot: Snapshot; readonly box: number }) {
  const panel = useWholePanel();
  const { derived, selected } = snapshot;
  /* A box under the pointer is there for a moment: the worker is not asked about it. */
  const asked = selected === box ? box : 0;
  const frame = referredFrameOf(snapshot, asked);
  useEffect(() => {
    if (frame > 0) void panel.objects.askReferrers(asked);
  }, [panel, derived, asked, frame]);
  const found = usePanelState((state) => state.referrers);
  if (found === null || found.derived !== derived || found.frame !== frame || isKnownAlready(snapshot, found))
    return null;
  return <List snapshot={snapshot} found={found} />;
}

function List({ snapshot, found }: { readonly snapshot: Snapshot; readonly found: FoundReferrers }) {
  const { rows, moreFrames, references } = found.referrers;
  const { shown, more } = useMoreRows(rows.length, found);
  return (
    <details class="referrers">
      <summary>
        Referenced from <span class="quiet">{writePlaces(references)}</span>
      </summary>
      <ul aria-label="Referenced from">
        {rows.slice(0, shown).map(({ frame, references }, index) => (
          <li key={index}>
            <Place snapshot={snapshot} frame={frame} />
            <span>{writeCount(references)} ×</span>
          </li>
        ))}
      </ul>
      {more}
      {more === null && moreFrames > 0 && <p class="quiet">and {writeCount(moreFrames)} more boxes</p>}
    </details>
  );
}

function Place({ snapshot, frame }: { readonly snapshot: Snapshot; readonly frame: number }) {
  if (frame < 0) return <span class="quiet">a box that Path leaves out</span>;
  if (frame === 0) return <span class="quiet">a root</span>;
  return (
    <span>
      <BoxLink frames={snapshot.derived.frames} box={headOf(snapshot.derived.frames, frame)} />
    </span>
  );
}

function writePlaces(count: number): string {
  return `${writeCount(count)} ${count === 1 ? "place" : "places"}`;
}

/** Whether the only place that refers to the box is the one in which it stands. */
function isKnownAlready(snapshot: Snapshot, { frame, referrers }: FoundReferrers): boolean {
  const { frames } = snapshot.derived;
  const [first, second] = referrers.rows;
  if (first === undefined) return true;
  if (second !== undefined || frames.kind[frame] === KIND_SHARED) return false;
  const box = headOf(frames, frame);
  return first.frame >= 0 && [box, parentBoxOf(frames, box)].includes(headOf(frames, first.frame));
}
