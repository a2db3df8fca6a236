import type { Snapshot } from "../store/state.ts";
import { RegisterHint } from "./register-hint.tsx";

export function EmptySnapshot({ snapshot }: { readonly snapshot: Snapshot }) {
  const hasOwnRoots = snapshot.source === "page";
  return (
    <div class="first-view">
      <h1>Nothing to measure</h1>
      {hasOwnRoots ? (
        <p>
          This snapshot has no roots: the page registered none, and it put nothing on its global object that is switched
          on. Add a root by an expression at “Roots”, switch on “Page globals”, or register one:
        </p>
      ) : (
        <p>The file “{snapshot.title}” holds no objects.</p>
      )}
      {hasOwnRoots && <RegisterHint />}
    </div>
  );
}
