import type { ShownNames } from "../../graph/shown-names.ts";
import type { FrameTable } from "../frame-table.ts";
import { type BoxPath, findBox } from "./box-path.ts";
import { hide } from "./hide.ts";
import { invert } from "./invert.ts";
import { canMergeIntoParent, mergeIntoParent } from "./merge-into-parent.ts";
import { myCode } from "./my-code.ts";
import { onlyType } from "./only-type.ts";
import { subtreeOf } from "./subtree-of.ts";

/**
 * A way to look at frames, as plain data. It names what it is about by path or by type, so it holds in tables of another policy and of another snapshot. A path is
 * one in the table that the transforms before it have made.
 */
export type Transform = TransformKind & {
  /** The names that its path or type has; not there where all have one name alone. */
  readonly names?: ShownNames;
};

type TransformKind =
  /** The box and all in it; nothing else. */
  | { readonly type: "focus"; readonly box: BoxPath }
  /** All but the box. */
  | { readonly type: "hide"; readonly box: BoxPath }
  /** The box as a part of the frame around it. */
  | { readonly type: "merge"; readonly box: BoxPath }
  /** All frames of a type as one, with their children. */
  | { readonly type: "only-type"; readonly name: string }
  /** What stands under scripts of packages as one frame. */
  | { readonly type: "my-code" }
  /** Bottom-up: the frames with the bytes are at the top, their owners below. */
  | { readonly type: "invert" };

export interface TransformedFrames {
  readonly frames: FrameTable;
  /** For each transform, whether there was something to do it to. Where there was not, it has changed nothing. */
  readonly found: readonly boolean[];
}

/** The frames after all transforms, one after the other. The table that is given stays as it is; it is the answer where no transform finds anything. */
export function applyTransforms(frames: FrameTable, transforms: readonly Transform[]): TransformedFrames {
  let shown = frames;
  const found: boolean[] = [];
  for (const transform of transforms) {
    const after = transformed(shown, transform);
    found.push(after !== null);
    shown = after ?? shown;
  }
  return { frames: shown, found };
}

function transformed(frames: FrameTable, transform: Transform): FrameTable | null {
  switch (transform.type) {
    case "only-type":
      return onlyType(frames, transform.name);
    case "my-code":
      return myCode(frames);
    case "invert":
      return invert(frames);
  }
  const box = findBox(frames, transform.box);
  if (box === null) return null;
  switch (transform.type) {
    case "focus":
      return subtreeOf(frames, box.head);
    case "hide":
      return hide(frames, box);
    case "merge":
      return canMergeIntoParent(frames, box) ? mergeIntoParent(frames, box) : null;
  }
}
