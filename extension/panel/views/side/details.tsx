import { FRAME_MERGED, FRAME_OFF_HEAP, FRAME_RECURSIVE } from "../../../../core/flamegraph/frame-table.ts";
import {
  boxFlagsOf,
  boxLabelOf,
  boxPathTextOf,
  boxSelfCountOf,
  boxSelfMaxSizeOf,
  boxSelfSizeOf,
  parentBoxOf,
  shareOf,
  TOP_BOX,
} from "../../frames/box.ts";
import { writeBytes, writeBytesRange, writeCount, writeShare, writeSizeRange } from "../../frames/figures.ts";
import { boxClassOf, LEGEND } from "../../icicle/colour.ts";
import type { Snapshot } from "../../store/state.ts";
import { detailedBoxOf } from "../../store/state.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { useArrangement } from "../parts/use-arrangement.ts";
import { ChangeRows } from "./change-rows.tsx";
import { DetailsRow } from "./details-row.tsx";
import { ReferrersList } from "./referrers-list.tsx";
import "./details.css";

/** The copy button gives the whole path. */
const MAX_STEPS = 40;

export function Details({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const hovered = usePanelState((state) => state.hovered);
  const { frames, changes } = snapshot.derived;
  const { totals } = useArrangement(snapshot);
  const box = detailedBoxOf(snapshot, hovered);
  const parent = parentBoxOf(frames, box);
  const total = frames.totalSize[box];
  const maxTotal = frames.totalMaxSize[box];
  const count = frames.totalCount[box];
  const selfCount = boxSelfCountOf(frames, box);
  const flags = boxFlagsOf(frames, box);
  const self = boxSelfSizeOf(frames, box);
  return (
    <section class="section details" aria-label="Details">
      <header>
        <h2 title={boxLabelOf(frames, box)}>
          <bdi>{boxLabelOf(frames, box)}</bdi>
        </h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Copy path"
          title="Copy path"
          onClick={() => void panel.copyText(boxPathTextOf(frames, box))}
        >
          <Icon name="copy" />
        </button>
      </header>
      <p class="details-path quiet">
        <bdi>{box === TOP_BOX ? wholeOf(snapshot) : boxPathTextOf(frames, box, MAX_STEPS)}</bdi>
      </p>
      <dl>
        {changes === null ? (
          <>
            <DetailsRow name="Total size" exact={rangeTitle(total, maxTotal)}>
              {writeSizeRange(total, maxTotal)}
            </DetailsRow>
            <DetailsRow name="Self size" exact={rangeTitle(self, boxSelfMaxSizeOf(frames, box))}>
              {writeSizeRange(self, boxSelfMaxSizeOf(frames, box))}
            </DetailsRow>
            <DetailsRow name="Share">
              {writeShare(shareOf(totals[box], totals[TOP_BOX]))} of all
              {parent > TOP_BOX && `, ${writeShare(shareOf(totals[box], totals[parent]))} of parent`}
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
          </>
        ) : (
          <ChangeRows frames={frames} changes={changes} box={box} />
        )}
        <DetailsRow name="Kind">
          {box === TOP_BOX ? "All roots" : LEGEND[boxClassOf(frames, box)].name}
          {(flags & FRAME_OFF_HEAP) !== 0 && <Mark>off-heap</Mark>}
          {(flags & FRAME_RECURSIVE) !== 0 && <Mark>recursive</Mark>}
          {(flags & FRAME_MERGED) !== 0 && <Mark>merged</Mark>}
        </DetailsRow>
      </dl>
      <ReferrersList snapshot={snapshot} box={box} />
    </section>
  );
}

function wholeOf(snapshot: Snapshot): string {
  if (snapshot.kind === "diff") return "Everything in the two snapshots";
  return snapshot.source === "page" ? "Everything that was found from the roots" : "Everything in the file";
}

function rangeTitle(size: number, maxSize: number): string {
  const bytes = writeBytesRange(size, maxSize);
  return bytes === writeBytes(size) ? bytes : `${bytes}: JavaScript cannot see all that the engine keeps`;
}

const MARK_MEANINGS: ReadonlyMap<string, string> = new Map([
  ["off-heap", "Bytes outside the JS heap"],
  ["recursive", "Objects with the same field and type further down are counted here"],
  ["merged", "Several small frames in one"],
]);

function Mark({ children }: { children: string }) {
  return (
    <span class="mark" title={MARK_MEANINGS.get(children)}>
      {children}
    </span>
  );
}
