import type { Snapshot } from "../store/state.ts";
import { RegisterHint } from "./register-hint.tsx";

export function EmptySnapshot({ snapshot }: { readonly snapshot: Snapshot }) {
  if (snapshot.transforms.length > 0) return <NothingLeft />;
  const hasOwnRoots = snapshot.source === "page";
  return (
    <div class="first-view">
      <h1>Nothing to measure</h1>
      {hasOwnRoots ? (
        <p>
          This snapshot has no roots: the page registered none, and none of its globals is switched on. Under “Roots”,
          add an expression or switch on “Page globals”; then take another snapshot.
        </p>
      ) : (
        <p>The file “{snapshot.title}” holds no objects.</p>
      )}
      {hasOwnRoots && <RegisterHint />}
    </div>
  );
}

function NothingLeft() {
  return (
    <div class="first-view">
      <h1>Nothing left to show</h1>
      <p>What was chosen in Path leaves no box of this snapshot. Remove a part of it there, or undo the last one.</p>
    </div>
  );
}
