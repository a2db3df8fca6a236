import { emptyReasonOf } from "../store/roots.ts";
import type { Diff, Snapshot } from "../store/state.ts";
import { LimitsNote } from "./parts/limits-note.tsx";
import { MeasureFound } from "./parts/measure-found.tsx";
import { usePanelState } from "./parts/panel-context.ts";
import { RegisterHint } from "./register-hint.tsx";
import "./first-view.css";

export function EmptySnapshot({ snapshot }: { readonly snapshot: Snapshot }) {
  if (snapshot.kind === "diff") return <EmptyDiff snapshot={snapshot} />;
  if (snapshot.transforms.length > 0) return <NothingLeft />;
  const hasOwnRoots = snapshot.kind === "walked" && snapshot.source === "page";
  return (
    <div class="first-view">
      <h1>Nothing to measure</h1>
      {hasOwnRoots ? <WithoutRoots snapshot={snapshot} /> : <p>The file “{snapshot.title}” is empty.</p>}
      {hasOwnRoots && <MeasureFound size="large" />}
      {hasOwnRoots && <RegisterHint />}
      <LimitsNote snapshot={snapshot} />
    </div>
  );
}

function WithoutRoots({ snapshot }: { readonly snapshot: Snapshot }) {
  const reason = usePanelState((state) => emptyReasonOf(state.roots, snapshot.derived.warnings));
  return (
    <p>
      <bdi>{reason}</bdi>
    </p>
  );
}

function NothingLeft() {
  return (
    <div class="first-view">
      <h1>Nothing left to show</h1>
      <p>The changes in Path leave no box of this snapshot. Remove one of them there, or undo the last one.</p>
    </div>
  );
}

function EmptyDiff({ snapshot }: { readonly snapshot: Diff }) {
  return (
    <div class="first-view">
      <h1>{snapshot.scope === "growth" ? "Nothing grew" : "Nothing to compare"}</h1>
      <p>
        {snapshot.scope === "growth"
          ? "No path has more bytes or objects than before. Switch “Growth only” off to see what shrank and what was removed."
          : "Both snapshots are empty."}
      </p>
    </div>
  );
}
