import { describe, expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, NO_BOX, TOP_BOX } from "./box.ts";
import { carryBox, carryBoxes, carryTrail, FrameCarrier } from "./carry.ts";
import { chainOf, framesOf, randomFrames } from "./frames.fixture.ts";

const before = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 1008
          storage elements 100
            type Object 12
      field user 4
        type User 96
          field friend 4
            type User 40
  root other 10
`);
/* "items" has a second type now, "user" lost its "friend", and "(shared)" came first. */
const after = framesOf(`
  shared (shared) 0
    type Config 5000
  root store 0
    type Object 12
      field items 4
        type Array 1008
          storage elements 100
            type Object 12
        type Set 40
      field user 4
        type User 96
  root other 10
`);

/** The box that the frames of these names lead to. */
function boxOf(frames: FrameTable, ...labels: string[]): number {
  for (let box = 0; box < frames.count; box++) {
    if (boxPathTextOf(frames, box) === labels.join(" › ")) return box;
  }
  throw new Error(`no box ${labels.join(" › ")}`);
}

function carried(...labels: string[]): string {
  return boxPathTextOf(after, carryBox(new FrameCarrier(before, after), boxOf(before, ...labels)));
}

describe("a box in another table", () => {
  test("is the one of the same path, wherever it stands", () => {
    expect(carried("other")).toBe("other");
    expect(carried("store", "Object")).toBe("store › Object");
    expect(carried("store", "Object", "user: User")).toBe("store › Object › user: User");
  });

  test("is the nearest one above, where the path ends earlier", () => {
    expect(carried("store", "Object", "user: User", "friend: User")).toBe("store › Object › user: User");
  });

  test("is known by its lower frame: of two types below a field, the one it had", () => {
    expect(carried("store", "Object", "items: Array")).toBe("store › Object › items › Array");
    expect(carried("store", "Object", "items: Array", "elements")).toBe("store › Object › items › Array › elements");
    const back = new FrameCarrier(after, before);
    expect(boxPathTextOf(before, carryBox(back, boxOf(after, "store", "Object", "items", "Array")))).toBe(
      "store › Object › items: Array",
    );
  });

  test("all roots and no box stay what they are", () => {
    const carrier = new FrameCarrier(before, after);
    expect(carryBox(carrier, TOP_BOX)).toBe(TOP_BOX);
    expect(carryBox(carrier, NO_BOX)).toBe(NO_BOX);
  });

  test("a frame of the same name and another kind is another frame", () => {
    const carrier = new FrameCarrier(framesOf("root a 0\n  field x 4"), framesOf("root a 0\n  storage x 4"));
    expect(carrier.sameFrame(2)).toBe(-1);
    expect(carrier.nearestFrame(2)).toBe(1);
  });
});

test("open rows stay open, both of those that were one; rows that are gone are left out", () => {
  const carrier = new FrameCarrier(before, after);
  const open = [
    boxOf(before, "store"),
    boxOf(before, "store", "Object", "items: Array"),
    boxOf(before, "store", "Object", "user: User", "friend: User"),
  ];
  expect([...carryBoxes(carrier, open)].map((box) => boxPathTextOf(after, box))).toEqual([
    "store",
    "store › Object › items",
    "store › Object › items › Array",
  ]);
});

test("steps that lead to one box are one step", () => {
  const carrier = new FrameCarrier(before, after);
  const user = boxOf(before, "store", "Object", "user: User");
  const friend = boxOf(before, "store", "Object", "user: User", "friend: User");
  expect(carryTrail(carrier, [TOP_BOX, user, friend])).toEqual([
    TOP_BOX,
    boxOf(after, "store", "Object", "user: User"),
  ]);
});

test("a chain of a thirty thousand links is carried without recursion", () => {
  const chain = chainOf(30_000);
  const carrier = new FrameCarrier(chain, chainOf(30_000));
  expect(carrier.sameFrame(chain.count - 1)).toBe(chain.count - 1);
  const shorter = new FrameCarrier(chain, chainOf(10));
  expect(shorter.nearestFrame(chain.count - 1)).toBe(20 + 1);
});

test("a frame is found in another table if, and only if, its path is there", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const from = randomFrames(seed, 500);
    for (const to of [from, randomFrames(seed + 100, 500)]) {
      const carrier = new FrameCarrier(from, to);
      const expected = framesByPath(to);
      pathsOf(from).forEach((path, frame) => {
        expect(carrier.sameFrame(frame)).toBe(expected.get(path) ?? -1);
      });
    }
  }
});

function pathsOf(frames: FrameTable): string[] {
  const paths = [""];
  for (let frame = 1; frame < frames.count; frame++) {
    paths.push(`${paths[frames.parent[frame]!]};${frames.kind[frame]} ${frames.names[frames.name[frame]!]}`);
  }
  return paths;
}

/** Where siblings are alike, only the first one counts. */
function framesByPath(frames: FrameTable): Map<string, number> {
  const paths = pathsOf(frames);
  const found = new Map([["", 0]]);
  for (let frame = 1; frame < frames.count; frame++) {
    const parent = frames.parent[frame]!;
    if (found.get(paths[parent]!) === parent && !found.has(paths[frame]!)) found.set(paths[frame]!, frame);
  }
  return found;
}
