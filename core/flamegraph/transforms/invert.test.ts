import { expect, test } from "vitest";
import { type FrameKind, KIND_FIELD } from "../../graph/graph.ts";
import { randomTable } from "../frame-table.fixture.ts";
import {
  FRAME_INVERTED,
  FRAME_MERGED,
  FRAME_OFF_HEAP,
  FRAME_SPARE,
  type FrameTable,
  framePathOf,
} from "../frame-table.ts";
import { randomFrom } from "../graph.fixture.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";
import { invert } from "./invert.ts";

interface Bundle {
  readonly around: number;
  /** By frame that has something of its own: the frames from there up to the root. */
  readonly paths: readonly (readonly number[])[];
}

function groupsOf<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The same without columns and a heap: the largest bundle of all is looked for at each step. */
function simplyInverted(frames: FrameTable, maxFrames: number, maxSteps: number): FrameTable {
  const { name, kind, flags, selfSize, selfMaxSize, selfCount } = frames;
  const tree = new FrameTree(new FrameNames(frames.names));
  const add = (frame: number, own: number): void => {
    tree.selfSize[frame]! += selfSize[own]!;
    tree.selfMaxSize[frame]! += selfMaxSize[own]!;
    tree.selfCount[frame]! += selfCount[own]!;
  };
  const bundlesOf = (around: number, depth: number, paths: readonly (readonly number[])[]): Bundle[] => {
    const bundles = groupsOf(paths, (path) => `${kind[path[depth]!]} ${name[path[depth]!]}`);
    return [...bundles.values()].map((inside) => ({ around, paths: inside }));
  };
  const sizeOf = ({ paths }: Bundle): number => paths.reduce((sum, path) => sum + selfSize[path[0]!]!, 0);

  const owners = Array.from({ length: frames.count - 1 }, (_, i) => i + 1).filter(
    (f) => selfSize[f]! > 0 || selfMaxSize[f]! > 0 || selfCount[f]! > 0,
  );
  const depths = [-1];
  let left = bundlesOf(
    0,
    0,
    owners.map((f) => framePathOf(frames, f).reverse()),
  );
  for (let steps = 0; left.length > 0 && tree.count < maxFrames && steps < maxSteps; ) {
    const largest = left.reduce((one, other) => (sizeOf(other) > sizeOf(one) ? other : one));
    left = left.filter((bundle) => bundle !== largest);
    const { around, paths } = largest;
    const depth = depths[around]! + 1;
    const like = paths[0]![depth]!;
    const frame = tree.add(around, name[like]!, kind[like]! as FrameKind);
    depths[frame] = depth;
    const kept = FRAME_INVERTED | FRAME_MERGED | FRAME_SPARE;
    tree.flags[frame] = ((flags[like]! & kept) ^ FRAME_INVERTED) | (around === 0 ? flags[like]! & FRAME_OFF_HEAP : 0);
    for (const path of paths) if (path.length === depth + 1) add(frame, path[0]!);
    left.push(
      ...bundlesOf(
        frame,
        depth + 1,
        paths.filter((path) => path.length > depth + 1),
      ),
    );
    steps += paths.length;
  }
  for (const [around, inside] of [...groupsOf(left, (bundle) => bundle.around)].sort(([a], [b]) => a - b)) {
    const rest = tree.child(around, tree.names.rowOf(`(${inside.length} more)`), KIND_FIELD);
    tree.flags[rest]! |= FRAME_INVERTED | FRAME_MERGED;
    for (const { paths } of inside) for (const [own] of paths) add(rest, own!);
  }
  return tree.finish();
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed);

test.each(seeds)("seed %i: as a simple inversion, to the last row", (seed) => {
  const random = randomFrom(seed);
  const frames = randomTable(seed, 20 + Math.floor(random() * 300));
  /* Half of the limit is for frames "(N more)". */
  for (const half of [1, 2 + Math.floor(random() * 50), 100_000]) {
    for (const maxSteps of [Math.floor(random() * 300), 1_000_000]) {
      expect(invert(frames, { maxFrames: 2 * half, maxSteps })).toEqual(simplyInverted(frames, half, maxSteps));
    }
  }
});
