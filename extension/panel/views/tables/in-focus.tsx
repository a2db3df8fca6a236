import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, TOP_BOX } from "../../frames/box.ts";

interface InFocusProps {
  readonly frames: FrameTable;
  readonly focus: number;
}

/** Goes on with a sentence about what is inside the focus: " in Cart"; nothing if all is in it. */
export function InFocus({ frames, focus }: InFocusProps) {
  if (focus === TOP_BOX) return null;
  return (
    <>
      {" in "}
      <bdi>{boxLabelOf(frames, focus)}</bdi>
    </>
  );
}

/** Below a sentence that there is nothing: what was looked at. */
export function OnlyInFocus({ frames, focus }: InFocusProps) {
  if (focus === TOP_BOX) return null;
  return (
    <p class="quiet">
      Only boxes in focus are listed: <bdi>{boxLabelOf(frames, focus)}</bdi>.
    </p>
  );
}
