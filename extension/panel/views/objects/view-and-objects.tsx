import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Snapshot } from "../../store/state.ts";
import { lowerHeightRangeOf } from "../panes/pane-plan.ts";
import { Splitter } from "../panes/splitter.tsx";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { usePanelState } from "../parts/panel-context.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import { ObjectsPane } from "./objects-pane.tsx";
import "./view-and-objects.css";

/** The part of the height that the list has below the view. */
const USUAL_SHARE = 0.35;
/** CSS pixels. Below it the view needs all of the height, and the list is closed to its head until the user opens it. */
const LEAST_SHARED_HEIGHT = 420;

interface ViewAndObjectsProps {
  readonly snapshot: Snapshot;
  /** The view. */
  readonly children: ComponentChildren;
}

/** A view, and below it the objects of what is selected there. */
export function ViewAndObjects({ snapshot, children }: ViewAndObjectsProps) {
  const element = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(element);
  const { sizes, objects } = usePanelState((state) => state.layout);
  const range = lowerHeightRangeOf(sizes.get("objects") ?? height * USUAL_SHARE, height);
  const isOpen = objects === "usual" ? height >= LEAST_SHARED_HEIGHT : objects === "open";
  return (
    <div ref={element} class="view-and-objects">
      {children}
      {isOpen ? (
        <Splitter pane="objects" name="Height of Objects" orientation="horizontal" growth={-1} range={range} />
      ) : (
        <hr class="objects-line" />
      )}
      <div class="objects-part" style={isOpen ? { height: `${range.size}px` } : undefined}>
        <ErrorBoundary key={`objects ${snapshot.number}`}>
          <ObjectsPane snapshot={snapshot} isOpen={isOpen} />
        </ErrorBoundary>
      </div>
    </div>
  );
}
