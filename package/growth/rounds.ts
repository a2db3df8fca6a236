import type { FrameChanges } from "../../core/flamegraph/diff.ts";
import { TOP_BOX } from "../../extension/panel/frames/box.ts";
import { type CountChange, steadyCountsOf } from "../../extension/panel/frames/count-changes.ts";
import { onceRowsOf } from "../../extension/panel/frames/once-rows.ts";
import {
  heapShareSentenceOf,
  type NothingSteadyText,
  nothingSteadyTextOf,
} from "../../extension/panel/frames/rounds-answer.ts";
import { type SteadyRows, steadyRowsOf } from "../../extension/panel/frames/steady-rows.ts";
import { Deriver } from "../../extension/panel/worker/derive.ts";
import type { DerivedSnapshot } from "../../extension/panel/worker/frame-api.ts";
import { USUAL_DERIVATION } from "../export/usual-derivation.ts";
import { type IgnoredPaths, ignoredPathsOf } from "./ignored-paths.ts";

/** What grew in every round, as the panel finds it. */
export interface RoundsAnswer {
  readonly rounds: number;
  readonly diff: DerivedSnapshot;
  /** Those of `diff`. */
  readonly changes: FrameChanges;
  /** The snapshot after the last round. */
  readonly last: DerivedSnapshot;
  readonly rows: SteadyRows;
  /** Rows that count, in their order. */
  readonly kept: readonly number[];
  readonly ignored: IgnoredPaths;
  /** Where no row grew: what the browser alone counts, and grew. */
  readonly counts: readonly CountChange[];
  /** In place of rows where no row grew. */
  readonly nothing: NothingSteadyText;
  /** How much of the growth of the JS heap the rows have; `null` where it is not known. */
  readonly heapShare: string | null;
  readonly hasGrown: boolean;
}

/** Snapshots of rounds: one before them, and one after each. */
export class Rounds {
  readonly #deriver = new Deriver();
  readonly #taken: DerivedSnapshot[] = [];

  /** Adds the next snapshot, given as a file of our own format. */
  add(bytes: Uint8Array): void {
    const number = this.#taken.length + 1;
    this.#taken.push(this.#deriver.openSnapshot(number, bytes, USUAL_DERIVATION, "merged"));
  }

  /** What grew in every round; rows at or below the ignored paths do not count. Only after two rounds at least. */
  answer(ignore: readonly string[] = []): RoundsAnswer {
    const sides = this.#taken;
    const last = sides[sides.length - 1];
    const numbers = sides.map((_, index) => index + 1);
    const diff = this.#deriver.diff(numbers.length + 1, numbers, USUAL_DERIVATION);
    const { frames, changes } = diff;
    if (changes === null) throw new Error("the comparison has no changes");
    const rows = steadyRowsOf(frames, changes, TOP_BOX);
    const ignored = ignoredPathsOf(frames, last.frames, ignore);
    const kept = [...rows.box.keys()].filter((row) => !ignored.has(rows.box[row]));
    /* Where rows grew, counts are those of their objects. */
    const grown = rows.count === 0 ? steadyCountsOf(sides.map(({ counts }) => counts)) : [];
    const counts = grown.filter(({ name }) => !ignore.includes(name));
    return {
      rounds: sides.length - 1,
      diff,
      changes,
      last,
      rows,
      kept,
      ignored,
      counts,
      nothing: nothingSteadyTextOf(sides, onceRowsOf(frames, changes, TOP_BOX, rows.isExplained)),
      heapShare: heapShareSentenceOf(sides, frames, changes, rows),
      hasGrown: kept.length > 0 || counts.length > 0,
    };
  }
}
