import { FRAME_MERGED, FRAME_OFF_HEAP, FRAME_RECURSIVE } from "../../../../core/flamegraph/frame-table.ts";
import {
  boxFlagsOf,
  boxLabelOf,
  boxPathTextOf,
  boxSelfCountOf,
  boxSelfMaxSizeOf,
  boxSelfSizeOf,
  isInside,
  parentBoxOf,
  shareOf,
  TOP_BOX,
} from "../../frames/box.ts";
import { writeCount, writeExact, writeShare, writeSizeRange } from "../../frames/figures.ts";
import { boxClassOf, LEGEND } from "../../icicle/colour.ts";
import type { Snapshot } from "../../store/state.ts";
import { detailedBoxOf, focusOf, hasObjects, roundsOf, shownViewOf } from "../../store/state.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { SnapshotCounts } from "../parts/snapshot-counts.tsx";
import { useArrangement } from "../parts/use-arrangement.ts";
import { ChangeRows } from "./change-rows.tsx";
import { DetailsRow } from "./details-row.tsx";
import { Mark } from "./mark.tsx";
import { MedianRows, SelectedObject } from "./object-details.tsx";
import { PaneHead } from "./pane-head.tsx";
import { TypeDetails } from "./type-details.tsx";
import "./details.css";

/** The copy button gives the whole path. */
const MAX_STEPS = 40;

export function Details({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const { frames, changes } = snapshot.derived;
  const { totals } = useArrangement(snapshot);
  const box = detailedBoxOf(snapshot);
  const parent = parentBoxOf(frames, box);
  const focus = isInside(frames, box, focusOf(snapshot)) && box !== focusOf(snapshot) ? focusOf(snapshot) : TOP_BOX;
  const type = usePanelState((state) => (shownViewOf(state, snapshot) === "types" ? state.types.selected : null));
  const total = frames.totalSize[box];
  const maxTotal = frames.totalMaxSize[box];
  const count = frames.totalCount[box];
  const isOpen = usePanelState((state) => !state.layout.closed.has("details"));
  const selfCount = boxSelfCountOf(frames, box);
  const flags = boxFlagsOf(frames, box);
  const self = boxSelfSizeOf(frames, box);
  const selfMax = boxSelfMaxSizeOf(frames, box);
  return (
    <section class="details" aria-label="Details">
      <PaneHead pane="details" name="Details">
        <button
          type="button"
          class="icon-button"
          aria-label={type === null ? "Copy path" : "Copy name"}
          title={type === null ? "Copy path" : "Copy name"}
          onClick={() => void panel.copyText(type ?? boxPathTextOf(frames, box))}
        >
          <Icon name="copy" />
        </button>
      </PaneHead>
      {isOpen && type !== null && (
        <div class="details-body">
          <TypeDetails snapshot={snapshot} name={type} />
          <SelectedObject snapshot={snapshot} />
        </div>
      )}
      {isOpen && type === null && (
        <div class="details-body">
          <h2 title={boxLabelOf(frames, box)}>
            <bdi>{boxLabelOf(frames, box)}</bdi>
          </h2>
          <p class="details-path quiet">
            <bdi>{box === TOP_BOX ? wholeOf(snapshot) : boxPathTextOf(frames, box, MAX_STEPS)}</bdi>
          </p>
          <dl>
            {changes === null ? (
              <>
                <DetailsRow name="Total size" exact={writeExact(total, maxTotal)}>
                  {writeSizeRange(total, maxTotal)}
                </DetailsRow>
                <DetailsRow name="Self size" exact={writeExact(self, selfMax)}>
                  {writeSizeRange(self, selfMax)}
                </DetailsRow>
                <DetailsRow name="Share">
                  {writeShare(shareOf(totals[box], totals[TOP_BOX]))} of all
                  {focus > TOP_BOX && `, ${writeShare(shareOf(totals[box], totals[focus]))} of focus`}
                  {parent > TOP_BOX &&
                    parent !== focus &&
                    `, ${writeShare(shareOf(totals[box], totals[parent]))} of parent`}
                </DetailsRow>
                {count > 0 && (
                  <>
                    <DetailsRow name="Objects">
                      {writeCount(count)}
                      {selfCount > 0 && selfCount !== count && `, ${writeCount(selfCount)} of them here`}
                    </DetailsRow>
                    <DetailsRow name="Average">{writeSizeRange(total / count, maxTotal / count)} per object</DetailsRow>
                  </>
                )}
                {hasObjects(snapshot) && <MedianRows snapshot={snapshot} />}
              </>
            ) : (
              <ChangeRows frames={frames} changes={changes} box={box} />
            )}
            <DetailsRow name="Kind">
              {box === TOP_BOX ? "All roots" : LEGEND[boxClassOf(frames, box)].name}
              {(flags & FRAME_OFF_HEAP) !== 0 && <Mark name="off-heap" />}
              {(flags & FRAME_RECURSIVE) !== 0 && <Mark name="recursive" />}
              {(flags & FRAME_MERGED) !== 0 && <Mark name="merged" />}
            </DetailsRow>
          </dl>
          {box === TOP_BOX && <SnapshotCounts snapshot={snapshot} />}
          <SelectedObject snapshot={snapshot} />
        </div>
      )}
    </section>
  );
}

function wholeOf(snapshot: Snapshot): string {
  if (snapshot.kind === "diff")
    return roundsOf(snapshot) === 0
      ? "Everything in the two snapshots"
      : "Everything in the first and the last snapshot";
  return snapshot.source === "page" ? "Everything that was found from the roots" : "Everything in the file";
}
