import { expect, test } from "vitest";
import { diffFrames, type FrameDiff } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, TOP_BOX } from "./box.ts";
import { randomFrames, randomFrom } from "./frames.fixture.ts";
import { onceRowsOf, unevenRowsOf } from "./once-rows.ts";
import { diffOfRounds, many, Session } from "./rounds.fixture.ts";
import { steadyRowsOf } from "./steady-rows.ts";

const SNAPSHOTS = [0, 1, 2, 3];

/** A line for each row: the path, whether each round added bytes, and objects before and after. */
function linesOf({ frames, changes }: FrameDiff): string[] {
  const rows = onceRowsOf(frames, changes, TOP_BOX, steadyRowsOf(frames, changes, TOP_BOX).isExplained);
  return Array.from({ length: rows.count }, (_, row) => {
    const own = rows.ownBySnapshot.slice(row * rows.snapshots, (row + 1) * rows.snapshots);
    const rounds = [1, 2, 3].map((round) => (own[round]! > own[round - 1]! ? "more" : "same"));
    const counts = `${rows.countBefore[row]} → ${rows.countAfter[row]}`;
    return `${boxPathTextOf(frames, rows.box[row]!)} ${rounds.join(", ")}; ${counts}`;
  });
}

test("what grew once stands without what grew in every round, also in one holder", () => {
  class Chunk {
    readonly text = "a chunk of the app";
  }
  const app = { cache: [] as Session[], held: [] as object[] };
  const diff = diffOfRounds(app, ({ cache, held }, round) => {
    held.push(new Session(round));
    if (round === 0) cache.push(...many(50, (i) => new Session(i)));
    if (round === 1) held.push(...many(20, () => new Chunk()));
  });
  expect(linesOf(diff)).toEqual([
    "app › Object › cache: Array more, same, same; 0 → 50",
    "app › Object › held: Array same, more, same; 3 → 23",
  ]);
});

test("those that grew in every round, but unevenly, are counted", () => {
  const app = { log: [] as object[], cache: [] as Session[] };
  const { frames, changes } = diffOfRounds(app, ({ log, cache }, round) => {
    log.push(...many(4 ** round, (i) => ({ i })));
    if (round === 1) cache.push(new Session(1));
  });
  const once = onceRowsOf(frames, changes, TOP_BOX, steadyRowsOf(frames, changes, TOP_BOX).isExplained);
  expect([once.count, unevenRowsOf(once)]).toEqual([2, 1]);
});

test.each(Array.from({ length: 16 }, (_, seed) => seed))("both kinds of rows add up to the growth, seed %i", (seed) => {
  const random = randomFrom(seed);
  const first = randomFrames(seed, 150);
  /* Some frames grow in every round, some in one, and most never. */
  const grows = Array.from({ length: first.count }, (_, f) => (f === 0 ? 0 : Math.floor(random() * 6)));
  const tables = SNAPSHOTS.map((round): FrameTable => {
    const selfSize = first.selfSize.map((size, f) => {
      if (grows[f] === 1) return size + 100 * round;
      return grows[f] === 2 && round > 1 ? size + 1000 : size;
    });
    return { ...first, selfSize, selfMaxSize: selfSize };
  });
  const { frames, changes } = diffFrames(tables, "growth");
  const steady = steadyRowsOf(frames, changes, TOP_BOX);
  const once = onceRowsOf(frames, changes, TOP_BOX, steady.isExplained);
  let sum = once.own.reduce((bytes, own) => bytes + own, 0);
  for (let row = 0; row < steady.count; row++) {
    sum += steady.own[row * 4 + 3]! - steady.own[row * 4]!;
  }
  expect(sum).toBe(changes.afterTotal[0]! - changes.beforeTotal[0]!);
  expect(steady.count).toBeGreaterThan(0);
  for (let row = 0; row < once.count; row++) {
    expect(once.ownBySnapshot[row * 4 + 3]! - once.ownBySnapshot[row * 4]!).toBe(once.own[row]);
  }
});
