import { useMemo } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import type { Look } from "../../icicle/box-style.ts";
import { lookOf } from "../../icicle/box-style.ts";
import type { Snapshot } from "../../store/state.ts";
import { scopeOf } from "../../store/state.ts";

/** The meaning of the boxes of the snapshot. */
export function useLook(snapshot: Snapshot, arrangement: Arrangement): Look {
  const { changes } = snapshot.derived;
  const scope = scopeOf(snapshot) ?? "all";
  return useMemo(() => lookOf(arrangement, changes, scope), [arrangement, changes, scope]);
}
