import { describe, expect, test } from "vitest";
import { deepFrames, framesOfFolded, wideFrames } from "../frame-table.fixture.ts";
import type { FrameTable } from "../frame-table.ts";
import { writeSpeedscope } from "./write-speedscope.ts";

interface File {
  readonly name: string;
  readonly shared: { readonly frames: readonly { readonly name: string }[] };
  readonly profiles: readonly {
    readonly name: string;
    readonly type: string;
    readonly unit: string;
    readonly startValue: number;
    readonly endValue: number;
    readonly events: readonly { readonly type: "O" | "C"; readonly frame: number; readonly at: number }[];
  }[];
}

const fileOf = (frames: FrameTable): File => JSON.parse(writeSpeedscope(frames, "Snapshot 1"));

/** Own bytes by stack, as speedscope takes the events: properly nested, never backwards. */
function ownBytesOf({ shared, profiles }: File): Map<string, number> {
  const own = new Map<string, number>();
  for (const { events, startValue, endValue } of profiles) {
    const open: number[] = [];
    let at = startValue;
    for (const event of events) {
      expect(Number.isSafeInteger(event.at) && event.at >= at).toBe(true);
      if (event.at > at) {
        const stack = open.map((frame) => shared.frames[frame]!.name).join(";");
        own.set(stack, (own.get(stack) ?? 0) + event.at - at);
      }
      at = event.at;
      if (event.type === "O") open.push(event.frame);
      else expect(open.pop()).toBe(event.frame);
    }
    expect(open).toEqual([]);
    expect(at).toBe(endValue);
  }
  return own;
}

describe("a speedscope file", () => {
  test("has a profile for each root, in bytes", () => {
    const file = fileOf(framesOfFolded("cart;Object 12\ncart;Object;items 4\nuser 8\n"));
    expect(file.name).toBe("Snapshot 1");
    expect(file.profiles.map(({ name, type, unit, endValue }) => [name, type, unit, endValue])).toEqual([
      ["cart", "evented", "bytes", 16],
      ["user", "evented", "bytes", 8],
    ]);
    expect(file.profiles[0]!.events.map(({ type, frame, at }) => [type, file.shared.frames[frame]!.name, at])).toEqual([
      ["O", "cart", 0],
      ["O", "Object", 0],
      ["O", "items", 0],
      ["C", "items", 4],
      ["C", "Object", 16],
      ["C", "cart", 16],
    ]);
  });

  test("holds each stack's own bytes, whatever the names", () => {
    const stacks = new Map([
      ["cart", 1],
      ["cart;__proto__", 2],
      ["cart;__proto__;Uint8Array 1024", 3],
      ['cart;"quoted" \\ \u2028', 4],
      ["cart;Object;cart", 5],
      ["user;Object", 6],
    ]);
    expect(
      ownBytesOf(fileOf(framesOfFolded([...stacks].map(([stack, bytes]) => `${stack} ${bytes}\n`).join("")))),
    ).toEqual(stacks);
  });

  test("knows a name once", () => {
    const { shared } = fileOf(framesOfFolded("a;Object;b;Object 1\nc;Object 1\n"));
    expect(shared.frames.map(({ name }) => name).sort()).toEqual(["Object", "a", "b", "c"]);
  });

  test("leaves out what has no byte", () => {
    const { shared, profiles } = fileOf(framesOfFolded("a;b 1\na;empty 0\nnothing;at all 0\n"));
    expect(profiles.map(({ name }) => name)).toEqual(["a"]);
    expect(shared.frames).toEqual([{ name: "a" }, { name: "b" }]);
  });

  test("of a chain 10,000 deep", () => {
    const { events, endValue } = fileOf(deepFrames(10_000)).profiles[0]!;
    expect([events.length, endValue]).toEqual([20_000, 10_000]);
    expect(events[9_999]).toMatchObject({ type: "O", at: 0 });
    expect(events[10_000]).toMatchObject({ type: "C", at: 1 });
  });

  test("of a frame with 500,000 frames inside", () => {
    const { profiles, shared } = fileOf(wideFrames(500_000));
    expect(shared.frames).toHaveLength(500_001);
    expect([profiles[0]!.events.length, profiles[0]!.endValue]).toEqual([1_000_002, 6_000_000]);
  });
});
