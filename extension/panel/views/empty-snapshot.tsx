import type { Snapshot } from "../store/state.ts";
import { RegisterHint } from "./register-hint.tsx";

export function EmptySnapshot({ snapshot }: { readonly snapshot: Snapshot }) {
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
