import { useRef } from "preact/hooks";
import type { Snapshot } from "../../store/state.ts";
import { heightRangeOf } from "../panes/pane-plan.ts";
import { Splitter } from "../panes/splitter.tsx";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { usePanelState } from "../parts/panel-context.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import { Details } from "./details.tsx";
import { HeldBy } from "./held-by.tsx";
import { RootsGroup } from "./roots-group.tsx";
import { SnapshotsList } from "./snapshots-list.tsx";
import "./rail.css";

interface RailProps {
  /** Its details stand here, where they have no column of their own. */
  readonly detailed: Snapshot | null;
}

/** What there is to look at, and what the next snapshot measures. */
export function Rail({ detailed }: RailProps) {
  const rail = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(rail);
  const hasSnapshots = usePanelState(({ snapshots, deletion }) => snapshots.length > 0 || deletion !== null);
  return (
    <div ref={rail} class="rail">
      {hasSnapshots && <SnapshotsPane railHeight={height} />}
      <div class="rail-rest">
        {detailed !== null && (
          <>
            <ErrorBoundary key={`details ${detailed.number}`}>
              <Details snapshot={detailed} />
            </ErrorBoundary>
            <ErrorBoundary key={`held by ${detailed.number}`}>
              <HeldBy snapshot={detailed} />
            </ErrorBoundary>
          </>
        )}
        <ErrorBoundary>
          <RootsGroup />
        </ErrorBoundary>
      </div>
    </div>
  );
}

/** As high as its list, up to a part of the rail, until it is dragged. */
function SnapshotsPane({ railHeight }: { readonly railHeight: number }) {
  const pane = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(pane);
  const dragged = usePanelState(({ layout }) => layout.sizes.get("snapshots"));
  const range = heightRangeOf(dragged ?? height, railHeight);
  return (
    <>
      <div
        ref={pane}
        class={dragged === undefined ? "rail-snapshots" : "rail-snapshots dragged"}
        style={dragged === undefined ? undefined : { height: `${range.size}px` }}
      >
        <ErrorBoundary>
          <SnapshotsList />
        </ErrorBoundary>
      </div>
      <Splitter pane="snapshots" name="Height of Snapshots" orientation="horizontal" growth={1} range={range} />
    </>
  );
}
