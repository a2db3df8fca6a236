import { useEffect, useMemo } from "preact/hooks";
import type { DiffScope, FrameChanges } from "../../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import type { TypeChanges } from "../../frames/type-changes.ts";
import { TypeChangesPass } from "../../frames/type-changes.ts";
import type { TypedChanges } from "../../frames/typed-changes.ts";
import { typedChangesOf } from "../../frames/typed-changes.ts";
import type { TypedRows } from "../../frames/typed-rows.ts";
import { typedRowsOf } from "../../frames/typed-rows.ts";
import type { TypeTable } from "../../frames/types.ts";
import { TypesPass } from "../../frames/types.ts";
import { isWholePanel } from "../../store/panel.ts";
import type { Diff, Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import type { TypePartsOfSides } from "../../worker/frame-api.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { useFinished } from "./finished-pass.ts";

/** Of each table, the types of the focus that was asked for last: two views of them share a pass. */
const PASSES = new WeakMap<FrameTable, { readonly focus: number; readonly pass: TypesPass }>();

function passOf(frames: FrameTable, focus: number): TypesPass {
  const known = PASSES.get(frames);
  if (known?.focus === focus) return known.pass;
  const pass = new TypesPass(frames, focus);
  PASSES.set(frames, { focus, pass });
  return pass;
}

/** The types in focus; `null` until they are added up. */
export function useTypes(snapshot: Snapshot): TypeTable | null {
  return useFinished(passOf(snapshot.derived.frames, focusOf(snapshot)));
}

/** Asks the worker for the parts of the types in focus. */
export function useTypePartsQuestion(snapshot: Snapshot): void {
  const panel = usePanel();
  const { derived } = snapshot;
  const focus = focusOf(snapshot);
  useEffect(() => {
    if (isWholePanel(panel)) void panel.objects.askTypeParts();
  }, [panel, derived, focus]);
}

/** The answer; `null` until it is there. */
export function useTypeParts(snapshot: Snapshot): TypePartsOfSides | null {
  const focus = focusOf(snapshot);
  return usePanelState(({ typeParts }) =>
    typeParts !== null && typeParts.derived === snapshot.derived && typeParts.focus === focus ? typeParts.sides : null,
  );
}

interface ChangesAsked {
  readonly scope: DiffScope;
  readonly focus: number;
  readonly pass: TypeChangesPass;
}

const CHANGE_PASSES = new WeakMap<FrameTable, ChangesAsked>();

/** What became of the types in focus; `null` until that is added up. */
export function useTypeChanges(snapshot: Diff, changes: FrameChanges): TypeChanges | null {
  const { scope } = snapshot;
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  let asked = CHANGE_PASSES.get(frames);
  if (asked === undefined || asked.focus !== focus || asked.scope !== scope) {
    asked = { scope, focus, pass: new TypeChangesPass(frames, changes, scope, focus) };
    CHANGE_PASSES.set(frames, asked);
  }
  return useFinished(asked.pass);
}

/** The same with their parts. */
export function useTypedChanges(snapshot: Diff, types: TypeChanges): TypedChanges {
  const { scope } = snapshot;
  const { frames } = snapshot.derived;
  const sides = useTypeParts(snapshot);
  return useMemo(() => typedChangesOf(frames, types, sides, scope), [frames, types, sides, scope]);
}

/** The types with their parts. */
export function useTypedRows(snapshot: Snapshot, types: TypeTable): TypedRows {
  const { frames } = snapshot.derived;
  const parts = useTypeParts(snapshot)?.after ?? null;
  return useMemo(() => typedRowsOf(frames, types, parts), [frames, types, parts]);
}
