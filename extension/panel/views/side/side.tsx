import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Snapshot } from "../../store/state.ts";
import { heightRangeOf } from "../panes/pane-plan.ts";
import { Splitter } from "../panes/splitter.tsx";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { usePanelState } from "../parts/panel-context.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import { Details } from "./details.tsx";
import { ObjectTree } from "./object-tree.tsx";
import { PaneHead } from "./pane-head.tsx";
import "./side.css";

/** The part of the height that the object tree has above the details. */
const USUAL_TREE_SHARE = 0.5;

interface SideProps {
  readonly snapshot: Snapshot;
  readonly hasTree: boolean;
  /** What stands below the details, where there are objects. */
  readonly children?: ComponentChildren;
}

/** The object tree above the details of the selected box. */
export function Side({ snapshot, hasTree, children }: SideProps) {
  const side = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(side);
  const { closed, sizes } = usePanelState((state) => state.layout);
  const range = heightRangeOf(sizes.get("tree") ?? height * USUAL_TREE_SHARE, height);
  const isTreeOpen = !closed.has("tree");
  const isRestOpen = !closed.has("details") || !closed.has("holders");
  const isSplit = isTreeOpen && isRestOpen;
  return (
    <div ref={side} class="side">
      {hasTree && (
        <>
          <div
            class={isTreeOpen ? "side-tree open" : "side-tree"}
            style={isSplit ? { flex: "none", height: `${range.size}px` } : undefined}
          >
            <PaneHead pane="tree" name="Object tree" />
            <ErrorBoundary key={`tree ${snapshot.number}`}>
              <ObjectTree snapshot={snapshot} isInView={isTreeOpen} />
            </ErrorBoundary>
          </div>
          {isSplit ? (
            <Splitter pane="tree" name="Height of Object tree" orientation="horizontal" growth={1} range={range} />
          ) : (
            <hr class="side-line" />
          )}
        </>
      )}
      <div class={isRestOpen ? "side-details open" : "side-details"}>
        <ErrorBoundary key={`details ${snapshot.number}`}>
          <Details snapshot={snapshot} />
        </ErrorBoundary>
        <ErrorBoundary key={`below ${snapshot.number}`}>{children}</ErrorBoundary>
      </div>
    </div>
  );
}
