import { useMemo } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import type { Look } from "../../icicle/box-style.ts";
import { lookOf } from "../../icicle/box-style.ts";
import type { Snapshot } from "../../store/state.ts";

/** The meaning of the boxes of the snapshot. */
export function useLook({ derived }: Snapshot, arrangement: Arrangement): Look {
  return useMemo(() => lookOf(arrangement, derived.changes), [arrangement, derived.changes]);
}
