import { expect, test } from "vitest";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import { TOP_BOX } from "./box.ts";
import { framesOf } from "./frames.fixture.ts";
import { diffOfRounds, many } from "./rounds.fixture.ts";
import { steadyRowsOf } from "./steady-rows.ts";
import { plainSentence, steadySentenceOf } from "./steady-sentence.ts";

/** The sentence about the first row after three rounds. */
function sentenceOf<App extends object>(app: App, round: (app: App, round: number) => unknown): string {
  const { frames, changes } = diffOfRounds(app, round);
  return plainSentence(steadySentenceOf(frames, steadyRowsOf(frames, changes, TOP_BOX), 0));
}

class Session {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

test("names what there is more of, where, and how many a round", () => {
  const token = () => ({ source: { token: { _listeners: [] as unknown[] } } });
  const add = (items: (n: number) => readonly unknown[]) => (app: ReturnType<typeof token>, n: number) =>
    app.source.token._listeners.push(...items(n));
  const place = "in _listeners of app.source.token";
  expect(
    sentenceOf(
      token(),
      add(() => [() => 1]),
    ),
  ).toBe(`3 more functions ${place}: one a round.`);
  expect(
    sentenceOf(
      token(),
      add(() => many(7, (i) => [i])),
    ),
  ).toBe(`21 more arrays ${place}: 7 a round.`);
  expect(
    sentenceOf(
      token(),
      add((n) => many(n === 0 ? 60 : 2, (i) => ({ i }))),
    ),
  ).toBe(`64 more objects ${place}: 60 in the first round, then 2 a round.`);
  expect(
    sentenceOf(
      token(),
      add((n) => many(3 - (n % 2), (i) => new Session(i))),
    ),
  ).toBe(`8 more objects of class Session ${place}: about 3 a round.`);
  expect(
    sentenceOf(
      token(),
      add(() => [new Session(1), () => 1, new Map()]),
    ),
  ).toBe(`9 more objects ${place}: 3 a round.`);
  expect(
    sentenceOf(
      token(),
      add((n) => many(100, (i) => `text ${i} of ${n}`)),
    ),
  ).toBe(`300 more entries ${place}: 100 a round.`);
});

test("names a box without a name by its type, and what holds a shared one", () => {
  const maps = new Map([["all", new Map<number, object>()]]);
  expect(sentenceOf({ maps }, (_, n) => maps.get("all")?.set(n, { n }))).toBe(
    "3 more objects in a Map of app.maps: one a round.",
  );
  const text = { log: "" };
  expect(sentenceOf(text, (app) => (app.log += "x".repeat(1024)))).toMatch(
    /^3\.0 KiB more in log of app: 1\.0 KiB a round\.$/,
  );
});

test("of roots, one is named", () => {
  const side = (n: number) =>
    framesOf(
      `\n${many(n, (i) => `        root x${i} 0\n          type string ${40 + i}\n`).join("")}        root app 8\n`,
    );
  const { frames, changes } = diffFrames(many(4, side), "growth");
  const rows = steadyRowsOf(frames, changes, TOP_BOX);
  expect(plainSentence(steadySentenceOf(frames, rows, 0))).toBe("3 more roots, such as x2: one a round.");
});
