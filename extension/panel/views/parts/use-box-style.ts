import { useMemo } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import type { Look } from "../../icicle/box-style.ts";
import { lookOf } from "../../icicle/box-style.ts";
import type { Snapshot } from "../../store/state.ts";

/** What the boxes of the snapshot tell. */
export function useLook({ derived }: Snapshot, arrangement: Arrangement): Look {
  return useMemo(() => lookOf(arrangement, derived.changes), [arrangement, derived.changes]);
}
