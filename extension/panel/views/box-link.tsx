import { boxPathTextOf } from "../frames/box.ts";
import type { Snapshot } from "../store/state.ts";
import { usePanel } from "./panel-context.ts";

/** The title gives as much again as a row has room for. */
const MAX_STEPS = 12;

/** The path of a box; leads to the box in the icicle. */
export function BoxLink({ snapshot, box }: { readonly snapshot: Snapshot; readonly box: number }) {
  const { dispatch } = usePanel().store;
  const path = boxPathTextOf(snapshot.derived.frames, box, MAX_STEPS);
  return (
    <button
      type="button"
      class="box-link"
      title={`${path}\nShow in the icicle`}
      onClick={() => dispatch({ type: "box-revealed", box })}
    >
      <bdi>{path}</bdi>
    </button>
  );
}
