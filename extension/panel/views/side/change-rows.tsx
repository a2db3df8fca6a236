import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import type { BeforeAfter } from "../../frames/change.ts";
import {
  changeOf,
  selfCountOfChange,
  selfOfChange,
  totalsOfChange,
  writeChangeOf,
  writeDifference,
} from "../../frames/change.ts";
import { writeBytes, writeCount, writeExact, writeSize } from "../../frames/figures.ts";
import { DetailsRow } from "./details-row.tsx";

interface ChangeRowsProps {
  readonly frames: FrameTable;
  readonly changes: FrameChanges;
  readonly box: number;
}

/** What became of a box, in the details. */
export function ChangeRows({ frames, changes, box }: ChangeRowsProps) {
  const size = totalsOfChange(changes, box, "size");
  const self = selfOfChange(frames, changes, box);
  const count = totalsOfChange(changes, box, "count");
  const here = selfCountOfChange(frames, changes, box);
  const isPartHere = here.before + here.after > 0 && (here.before !== count.before || here.after !== count.after);
  const change = changeOf(changes, box, "size");
  const percent = writeChangeOf(changes, box, "size");
  return (
    <>
      <DetailsRow name="Delta">
        <b>{writeDifference(size, "size")}</b>, {change}
        {percent !== change && ` ${percent}`}
      </DetailsRow>
      <DetailsRow name="Before" exact={writeExact(size.before)}>
        {writeSize(size.before)}
      </DetailsRow>
      <DetailsRow name="After" exact={writeExact(size.after)}>
        {writeSize(size.after)}
      </DetailsRow>
      <DetailsRow name="Self" exact={exactSides(self)}>
        {writeDifference(self, "size")}: {writeSize(self.before)} → {writeSize(self.after)}
      </DetailsRow>
      {(count.before > 0 || count.after > 0) && (
        <DetailsRow name="Objects">
          {writeDifference(count, "count")}: {writeCount(count.before)} → {writeCount(count.after)}
          {isPartHere && `, ${writeCount(here.before)} → ${writeCount(here.after)} of them here`}
        </DetailsRow>
      )}
    </>
  );
}

function exactSides({ before, after }: BeforeAfter): string {
  return writeExact(Math.max(before, after)) === "" ? "" : `${writeCount(before)} → ${writeBytes(after)}`;
}
