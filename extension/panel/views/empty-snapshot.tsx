import type { DiffScope } from "../../../core/flamegraph/diff.ts";
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

const NO_CHANGE: Readonly<Record<DiffScope, { readonly head: string; readonly text: string }>> = {
  growth: {
    head: "Nothing grew",
    text: "No path has more bytes or objects than before. Choose “All” or “Shrunk” to see what shrank and what was removed.",
  },
  all: { head: "Nothing to compare", text: "Both snapshots are empty." },
  shrunk: {
    head: "Nothing shrank",
    text: "No path has fewer bytes or objects than before. Choose “All” or “Growth” to see what grew and what is new.",
  },
};

function EmptyDiff({ snapshot }: { readonly snapshot: Diff }) {
  return (
    <div class="first-view">
      <h1>{NO_CHANGE[snapshot.scope].head}</h1>
      <p>{NO_CHANGE[snapshot.scope].text}</p>
    </div>
  );
}
