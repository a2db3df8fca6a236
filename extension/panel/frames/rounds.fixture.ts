import { diffFrames, type FrameDiff } from "../../../core/flamegraph/diff.ts";
import { type EntryFrames, entryFramesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../../core/flamegraph/owners/sharing-policy.ts";
import { takeSnapshot } from "../../../core/index.ts";

export const ROUNDS = 3;

export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The root `app` before and after each round, as a comparison. */
export function diffOfRounds<App extends object>(
  app: App,
  round: (app: App, round: number) => unknown,
  rounds = ROUNDS,
): FrameDiff {
  const taken = many(rounds + 1, (snapshot) => {
    if (snapshot > 0) round(app, snapshot - 1);
    return walked(app);
  });
  return diffFrames(
    taken.map(({ frames }) => frames),
    "growth",
    taken.map(({ entries }) => entries),
  );
}

function walked(app: object): EntryFrames {
  const { graph } = takeSnapshot({ roots: { app }, layout: "chrome" });
  return entryFramesOfGraph(graph, ownersOf(graph, "owner"));
}

export class Session {
  readonly id: number;
  readonly tags: string[];
  constructor(id: number, tags = 3) {
    this.id = id;
    this.tags = many(tags, (i) => `tag ${i} of session ${id}`);
  }
}
