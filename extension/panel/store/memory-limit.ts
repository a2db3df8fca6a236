import type { DerivedSnapshot } from "../worker/frame-api.ts";
import { isMarked } from "./snapshot-list.ts";
import { type PanelState, type Snapshot, sidesOf } from "./state.ts";

/*
 * Snapshots are kept as long as there is room for them. Room is counted in bytes: the frames, which the panel has, and the graph, which its worker keeps.
 * The oldest goes first, one to which the user gave a name or a note never, and none that was not announced before the snapshot it makes room for.
 */

/** More would be a burden to DevTools, which shares its process with this panel. */
export const ROOM_BYTES = 1024 ** 3;

/** Bytes of the frames, as the panel has them. */
export function frameBytesOf({ derived }: { readonly derived: DerivedSnapshot }): number {
  let bytes = 0;
  for (const table of [derived.frames, derived.changes ?? {}, derived.changes?.rounds ?? {}]) {
    for (const column of Object.values(table)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  }
  return bytes;
}

/** Bytes that all of them take. What a snapshot and its diffs keep together is counted once. */
export function keptBytesOf(snapshots: readonly Snapshot[]): number {
  const kept = new Map<number, number>();
  let bytes = 0;
  for (const snapshot of snapshots) {
    bytes += frameBytesOf(snapshot);
    if (snapshot.kind !== "diff") kept.set(snapshot.number, snapshot.derived.keptBytes);
    else for (const side of sidesOf(snapshot)) kept.set(side.number, side.keptBytes);
  }
  for (const one of kept.values()) bytes += one;
  return bytes;
}

/** Numbers of those that make room for the next snapshot, oldest first, if that is as large as the last one. Those of a running check for leaks stay. */
export function leavingOf({ snapshots, leakCheck }: Pick<PanelState, "snapshots" | "leakCheck">): readonly number[] {
  const last = snapshots.findLast(({ kind }) => kind !== "diff");
  if (last === undefined) return [];
  return leavingFor(snapshots, keptBytesOf([last]), ({ number }) => !leakCheck.running?.taken.includes(number));
}

/** Numbers of those that go now, after one was added: of the announced ones as many as are needed. */
export function droppedOf({ snapshots, current }: PanelState, announced: readonly number[]): readonly number[] {
  return leavingFor(snapshots, 0, ({ number }) => announced.includes(number) && number !== current);
}

function leavingFor(
  snapshots: readonly Snapshot[],
  neededBytes: number,
  mayLeave: (snapshot: Snapshot) => boolean,
): readonly number[] {
  const leaving: number[] = [];
  let staying = snapshots;
  for (const snapshot of snapshots) {
    if (keptBytesOf(staying) + neededBytes <= ROOM_BYTES) break;
    if (isMarked(snapshot) || !mayLeave(snapshot)) continue;
    leaving.push(snapshot.number);
    staying = staying.filter((one) => one !== snapshot);
  }
  return leaving;
}
