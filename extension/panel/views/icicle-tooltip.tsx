import { useLayoutEffect, useRef } from "preact/hooks";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import {
  boxLabelOf,
  boxPathTextOf,
  boxSelfMaxSizeOf,
  boxSelfSizeOf,
  headOf,
  parentBoxOf,
  shareOf,
  TOP_BOX,
} from "../frames/box.ts";
import { writeCount, writeObjects, writeShare, writeSize, writeSizeRange } from "../frames/figures.ts";
import { moreCountOf, moreSizeOf } from "../icicle/layout.ts";

/** What is under the pointer, and where that is in the icicle's viewport (CSS pixels). */
export interface Pointed {
  readonly box: number;
  /** The box stands for its later siblings too. */
  readonly isMore: boolean;
  readonly x: number;
  readonly y: number;
}

interface TooltipProps {
  readonly frames: FrameTable;
  readonly pointed: Pointed;
  readonly width: number;
  readonly height: number;
}

/** A path of more steps would cover the icicle. */
const MAX_STEPS = 16;

/** CSS pixels between pointer and tooltip. */
const DISTANCE = 14;

export function IcicleTooltip({ frames, pointed, width, height }: TooltipProps) {
  const element = useRef<HTMLDivElement>(null);

  /* Beside the pointer, on the side where there is room. */
  useLayoutEffect(() => {
    const tip = element.current;
    if (tip === null) return;
    const { offsetWidth, offsetHeight } = tip;
    const right = pointed.x + DISTANCE;
    const below = pointed.y + DISTANCE;
    const left = right + offsetWidth <= width ? right : Math.max(0, pointed.x - DISTANCE - offsetWidth);
    const top = below + offsetHeight <= height ? below : Math.max(-26, pointed.y - DISTANCE - offsetHeight);
    tip.style.transform = `translate(${Math.min(left, Math.max(0, width - offsetWidth))}px, ${top}px)`;
  });

  return (
    <div class="tooltip" role="tooltip" ref={element}>
      {pointed.isMore ? (
        <MoreText frames={frames} first={pointed.box} />
      ) : (
        <BoxText frames={frames} box={pointed.box} />
      )}
    </div>
  );
}

function MoreText({ frames, first }: { readonly frames: FrameTable; readonly first: number }) {
  const parent = frames.parent[first]!;
  const size = moreSizeOf(frames, parent, first);
  return (
    <>
      <p class="tooltip-path">
        <bdi>{boxPathTextOf(frames, headOf(frames, parent), MAX_STEPS)}</bdi>
      </p>
      <p>
        {writeCount(moreCountOf(frames, first))} more, too narrow to draw: <b>{writeSize(size)}</b>,{" "}
        {share(frames, size)}
      </p>
      <p class="quiet">Click to give them room.</p>
    </>
  );
}

function BoxText({ frames, box }: { readonly frames: FrameTable; readonly box: number }) {
  const total = frames.totalSize[box]!;
  const parent = parentBoxOf(frames, box);
  return (
    <>
      <p class="tooltip-path">
        {parent > TOP_BOX && <bdi class="quiet">{boxPathTextOf(frames, parent, MAX_STEPS)} › </bdi>}
        <bdi class="tooltip-label">{boxLabelOf(frames, box)}</bdi>
      </p>
      <p>
        <b>{writeSizeRange(total, frames.totalMaxSize[box]!)}</b> total,{" "}
        {writeSizeRange(boxSelfSizeOf(frames, box), boxSelfMaxSizeOf(frames, box))} self,{" "}
        {writeObjects(frames.totalCount[box]!)}
      </p>
      <p>
        {share(frames, total)}
        {parent > TOP_BOX && `, ${writeShare(shareOf(total, frames.totalSize[parent]!))} of its parent`}
      </p>
    </>
  );
}

function share(frames: FrameTable, size: number): string {
  return `${writeShare(shareOf(size, frames.totalSize[TOP_BOX]!))} of all`;
}
