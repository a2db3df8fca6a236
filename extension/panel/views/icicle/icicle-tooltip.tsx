import { useMemo } from "preact/hooks";
import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import type { Arrangement } from "../../frames/arrangement.ts";
import {
  boxPathTextOf,
  boxSelfMaxSizeOf,
  boxSelfSizeOf,
  headOf,
  joinedLabelsOf,
  PATH_JOINT,
  parentBoxOf,
  shareOf,
  TOP_BOX,
} from "../../frames/box.ts";
import { selfOfChange, sumOfChanges, totalsOfChange, writeChangeOf, writeDifference } from "../../frames/change.ts";
import { drawnTopOf } from "../../frames/drawn-box.ts";
import { writeCount, writeObjectsAfter, writeShare, writeSize, writeSizeRange } from "../../frames/figures.ts";
import type { Measure } from "../../frames/measure.ts";
import { lookOf } from "../../icicle/box-style.ts";
import { moreBoxOf } from "../../icicle/small-siblings.ts";
import type { Pointed } from "./use-pointed.ts";
import "./icicle-tooltip.css";

interface TooltipProps {
  readonly arrangement: Arrangement;
  /** Of a diff. */
  readonly changes: FrameChanges | null;
  readonly pointed: Pointed;
}

/** A path of more steps would cover the icicle. */
const MAX_STEPS = 16;

/** Beside the pointer, on the side where there is room. */
export function IcicleTooltip({ arrangement, changes, pointed }: TooltipProps) {
  return (
    <>
      <span class="pointer" style={{ left: `${pointed.x}px`, top: `${pointed.y}px` }} />
      <div class="tooltip" role="tooltip">
        {pointed.run !== null ? (
          <MoreText arrangement={arrangement} changes={changes} from={pointed.run.from} to={pointed.run.to} />
        ) : changes === null ? (
          <BoxText arrangement={arrangement} box={pointed.box} />
        ) : (
          <ChangeText arrangement={arrangement} changes={changes} box={pointed.box} />
        )}
        <p class="quiet">
          {pointed.run === null ? "Click to select, double-click to zoom." : "Double-click to give them room."}
        </p>
      </div>
    </>
  );
}

interface MoreProps {
  readonly arrangement: Arrangement;
  readonly changes: FrameChanges | null;
  readonly from: number;
  readonly to: number;
}

function MoreText({ arrangement, changes, from, to }: MoreProps) {
  const { frames, list } = arrangement;
  const look = lookOf(arrangement, changes);
  const more = moreBoxOf(arrangement, from, to);
  const parent = headOf(frames, frames.parent[list[from]]);
  return (
    <>
      <p class="tooltip-path">
        <bdi>{boxPathTextOf(frames, parent, MAX_STEPS)}</bdi>
      </p>
      {changes === null ? (
        <>
          <p>
            {writeCount(more.count)} more, too narrow to draw: <b>{writeSizeRange(more.size, more.maxSize)}</b>
            {writeObjectsAfter(more.objectCount)}
          </p>
          <p>{share(arrangement, more.total)}</p>
        </>
      ) : (
        <MoreChange changes={changes} boxes={list.subarray(from, to)} />
      )}
      <ul class="tooltip-list">
        {more.largest.map((box) => (
          <li key={box}>
            <bdi>{look.labelOf(box)}</bdi>
            <span>{look.figureOf(box)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function MoreChange({ changes, boxes }: { readonly changes: FrameChanges; readonly boxes: Uint32Array }) {
  const size = useMemo(() => sumOfChanges(changes, boxes, "size"), [changes, boxes.byteOffset, boxes.length]);
  return (
    <p>
      {writeCount(boxes.length)} more, too narrow to draw: <b>{writeDifference(size, "size")}</b>,{" "}
      {writeSize(size.before)} before, {writeSize(size.after)} after
    </p>
  );
}

interface BoxProps {
  readonly arrangement: Arrangement;
  readonly box: number;
}

function BoxText({ arrangement, box }: BoxProps) {
  const { frames, totals } = arrangement;
  const parent = parentBoxOf(frames, box);
  return (
    <>
      <PathText arrangement={arrangement} box={box} />
      <p>
        <b>{writeSizeRange(frames.totalSize[box], frames.totalMaxSize[box])}</b> total,{" "}
        {writeSizeRange(boxSelfSizeOf(frames, box), boxSelfMaxSizeOf(frames, box))} self
        {writeObjectsAfter(frames.totalCount[box])}
      </p>
      <p>
        {share(arrangement, totals[box])}
        {parent > TOP_BOX && `, ${writeShare(shareOf(totals[box], totals[parent]))} of its parent`}
      </p>
    </>
  );
}

/** Boxes that are drawn as one stand out from those around them. */
function PathText({ arrangement, box }: BoxProps) {
  const { frames, chains } = arrangement;
  const parent = parentBoxOf(frames, drawnTopOf(arrangement, box));
  const drawn = chains === null ? [box] : chains.boxesTo(box);
  return (
    <p class="tooltip-path">
      {parent > TOP_BOX && <bdi class="quiet">{boxPathTextOf(frames, parent, MAX_STEPS) + PATH_JOINT}</bdi>}
      <bdi class="tooltip-label">{joinedLabelsOf(frames, drawn, MAX_STEPS)}</bdi>
    </p>
  );
}

function ChangeText({ arrangement, changes, box }: BoxProps & { readonly changes: FrameChanges }) {
  const size = totalsOfChange(changes, box, "size");
  const count = totalsOfChange(changes, box, "count");
  const self = selfOfChange(arrangement.frames, changes, box);
  return (
    <>
      <PathText arrangement={arrangement} box={box} />
      <p>
        <b>{writeDifference(size, "size")}</b> ({writeChangeOf(changes, box, "size")}): {writeSize(size.before)} before,{" "}
        {writeSize(size.after)} after
      </p>
      <p>
        {writeDifference(self, "size")} self
        {(count.before > 0 || count.after > 0) &&
          `, ${writeDifference(count, "count")} objects: ${writeCount(count.before)} before, ${writeCount(count.after)} after`}
      </p>
    </>
  );
}

const WHOLES: ReadonlyMap<Measure, string> = new Map([
  ["size", "of all"],
  ["max-size", "of all (maximum)"],
  ["count", "of all objects"],
]);

function share({ totals, measure }: Arrangement, total: number): string {
  return `${writeShare(shareOf(total, totals[TOP_BOX]))} ${WHOLES.get(measure)}`;
}
