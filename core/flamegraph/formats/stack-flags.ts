import { KIND_TYPE } from "../../graph/graph.ts";
import { FRAME_SPARE, type FrameTable } from "../frame-table.ts";

/** Stacks have names alone. This is the one of spare capacity in the stacks that we write. */
const SPARE_NAME = "unused_capacity";

/** The flags of frames that come from stacks. */
export function stackFlagsOf({ count, names, name, kind }: Pick<FrameTable, "count" | "names" | "name" | "kind">) {
  const flags = new Uint8Array(count);
  const spare = names.indexOf(SPARE_NAME);
  if (spare === -1) return flags;
  for (let f = 0; f < count; f++) if (name[f] === spare && kind[f] === KIND_TYPE) flags[f] = FRAME_SPARE;
  return flags;
}

/** The frames, with these flags. */
export function withStackFlags(frames: FrameTable): FrameTable {
  return { ...frames, flags: stackFlagsOf(frames) };
}
