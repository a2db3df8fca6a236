import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf } from "../../frames/box.ts";
import { namedBoxOf, pathTextOf } from "../../frames/path-text.ts";
import { usePanel } from "../parts/panel-context.ts";
import "./box-link.css";
import { openBoxMenuAt } from "./open-box-menu.ts";

/** Steps of the part of a path that may be cut. */
const MAX_LEAD_STEPS = 12;
/** The title gives more than a row has room for. */
const MAX_TITLE_STEPS = 40;

interface BoxLinkProps {
  readonly frames: FrameTable;
  readonly box: number;
  /** Up to what the app has a name for (default), or up to the box itself. */
  readonly path?: "named" | "exact";
}

/** Where a box is; leads to the box in the icicle. */
export function BoxLink({ frames, box, path = "named" }: BoxLinkProps) {
  const panel = usePanel();
  const { lead, end } = pathTextOf(frames, path === "named" ? namedBoxOf(frames, box) : box, MAX_LEAD_STEPS);
  return (
    <button
      type="button"
      class="box-link"
      title={`${boxPathTextOf(frames, box, MAX_TITLE_STEPS)}\nShow in the icicle`}
      onClick={() => panel.store.dispatch({ type: "box-revealed", box })}
      onContextMenu={(event) => openBoxMenuAt(panel, box, event)}
    >
      {lead !== "" && (
        <span class="box-link-lead">
          <bdi dir="ltr">{lead.trimEnd()}</bdi>
        </span>
      )}
      {/* The space between them is of the part that is not cut: in the other it would stand at the wrong end. */}
      <bdi class="box-link-end">{lead === "" ? end : ` ${end}`}</bdi>
    </button>
  );
}
