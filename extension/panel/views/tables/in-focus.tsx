import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, TOP_BOX } from "../../frames/box.ts";

/** Goes on with a sentence about what is inside the focus: " in Cart"; nothing if all is in it. */
export function InFocus({ frames, focus }: { readonly frames: FrameTable; readonly focus: number }) {
  if (focus === TOP_BOX) return null;
  return (
    <>
      {" in "}
      <bdi>{boxLabelOf(frames, focus)}</bdi>
    </>
  );
}
