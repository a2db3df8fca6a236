import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import { toBoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import { canMergeIntoParent } from "../../../core/flamegraph/transforms/merge-into-parent.ts";
import { LIBRARIES } from "../../../core/flamegraph/transforms/my-code.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { isTypeKind } from "../../../core/graph/graph.ts";
import { readableName, TOP_BOX, tailOf } from "./box.ts";

/** The transform that has to do with the box, or `null` if it makes no sense: the top box is everything, and not every box can be a part of the one around it. */
export function transformOf(type: Transform["type"], frames: FrameTable, box: number): Transform | null {
  switch (type) {
    case "invert":
    case "my-code":
      return { type };
    case "only-type": {
      const name = typeNameOf(frames, box);
      return name === null ? null : { type, name };
    }
    default: {
      const tail = tailOf(frames, box);
      if (box === TOP_BOX || (type === "merge" && !canMergeIntoParent(frames, { head: box, tail }))) return null;
      return { type, box: toBoxPath(frames, box, tail) };
    }
  }
}

/** The type of the objects in the box, or `null` for a box of bytes without a type: a field, a storage. */
export function typeNameOf(frames: FrameTable, box: number): string | null {
  const tail = tailOf(frames, box);
  return box !== TOP_BOX && isTypeKind(frames.kind[tail]) ? frameNameOf(frames, tail) : null;
}

/** `hide items: Array`, `only Array`, `invert`. */
export function writeTransform(transform: Transform): string {
  switch (transform.type) {
    case "invert":
      return "invert";
    case "my-code":
      return "my code";
    case "only-type":
      return `only ${readableName(transform.name)}`;
    default: {
      const { steps, type } = transform.box;
      const head = readableName(steps.at(-1)?.name ?? "");
      return `${transform.type} ${type === null ? head : `${head}: ${readableName(type)}`}`;
    }
  }
}

/** Why there may be nothing that a transform could change; `null` where the box is just not there. */
export function missingReasonOf({ type }: Transform): string | null {
  return type === "my-code" ? NO_LIBRARIES : null;
}

const NO_LIBRARIES =
  "“My code” found no script of node_modules. A bundle shows the files that it was made of only if Closures are measured, it has a source map that the page can load, and Names are original.";

/** Steps of a path that a title has room for. */
const MAX_STEPS = 12;

/** What the transform does, as a sentence with the whole path. */
export function describeTransform(transform: Transform): string {
  switch (transform.type) {
    case "invert":
      return "Bottom-up: types on top, their owners below";
    case "my-code":
      return `Scripts of node_modules as one box, ${LIBRARIES}, with a box for each package`;
    case "only-type":
      return `All objects of type ${readableName(transform.name)} as one box, with what they hold`;
    default: {
      const { steps, type } = transform.box;
      const names = type === null ? steps : [...steps, { name: type }];
      const hidden = names.length - MAX_STEPS;
      const shown = (from: number, to?: number): string[] =>
        names.slice(from, to).map(({ name }) => readableName(name));
      const path = hidden <= 0 ? shown(0) : [...shown(0, 2), `… ${hidden} more …`, ...shown(hidden + 2)];
      return `${MEANINGS[transform.type]}: ${path.join(" › ")}`;
    }
  }
}

const MEANINGS = {
  focus: "Only this subtree",
  hide: "Without this subtree and its bytes",
  merge: "Counted to its parent",
} as const;
