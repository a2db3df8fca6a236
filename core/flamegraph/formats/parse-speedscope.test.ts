import { describe, expect, test } from "vitest";
import { framesOfFolded, parseStacksText } from "../frame-table.fixture.ts";
import { randomFrom } from "../graph.fixture.ts";
import { writeFolded } from "./folded-text.ts";
import { writeSpeedscope } from "./write-speedscope.ts";

const shared = { frames: [{ name: "store" }, { name: "Object" }, { name: "items" }] };
const sampled = {
  type: "sampled",
  name: "heap",
  unit: "bytes",
  startValue: 0,
  endValue: 60,
  samples: [[0, 1, 2], [0, 1], [0, 1, 2], []],
  weights: [10, 20, 30, 5],
};
const evented = {
  type: "evented",
  name: "events",
  unit: "none",
  startValue: 0,
  endValue: 9,
  events: [
    { type: "O", frame: 0, at: 0 },
    { type: "O", frame: 1, at: 2 },
    { type: "C", frame: 1, at: 7 },
    { type: "C", frame: 0, at: 7 },
    { type: "O", frame: 2, at: 8 },
    { type: "C", frame: 2, at: 9 },
  ],
};
const fileOf = (...profiles: unknown[]) => ({ shared, profiles });

function foldedOf(file: unknown): string {
  const parsed = parseStacksText(JSON.stringify(file));
  if (!parsed.ok) throw new Error(parsed.error);
  return writeFolded(parsed.frames);
}

describe("a file of speedscope", () => {
  test("of samples: weights belong to the last frame of each", () => {
    expect(foldedOf(fileOf(sampled))).toBe("store;Object 20\nstore;Object;items 40\n");
  });

  test("of events: what passes belongs to the innermost open frame, and what passes with none open to nobody", () => {
    expect(foldedOf(fileOf(evented))).toBe("items 1\nstore 2\nstore;Object 5\n");
  });

  test("of several profiles shows the active one, and says so", () => {
    const file = { ...fileOf(sampled, evented), activeProfileIndex: 1 };
    expect(foldedOf(file)).toBe(foldedOf(fileOf(evented)));
    expect(parseStacksText(JSON.stringify(file))).toMatchObject({
      note: 'one of 2 profiles is shown: "events"',
      profiles: [{ name: "heap (bytes)" }, { name: "events" }],
      shown: 1,
    });
    expect(parseStacksText(JSON.stringify(fileOf(evented)))).not.toHaveProperty("note");
  });

  test("whose active profile counts times, or is broken, opens at the first in bytes; each is listed", () => {
    const times = { ...sampled, unit: "milliseconds" };
    const broken = { ...sampled, weights: [] };
    const parsed = parseStacksText(
      JSON.stringify({ ...fileOf(times, broken, sampled, evented), activeProfileIndex: 0 }),
    );
    if (!parsed.ok) throw new Error(parsed.error);
    expect(writeFolded(parsed.frames)).toBe(foldedOf(fileOf(sampled)));
    expect(parsed.shown).toBe(2);
    expect(parsed.profiles).toMatchObject([
      { name: "heap (milliseconds)", frames: null, note: expect.stringContaining('counts "milliseconds"') },
      { name: "heap (bytes)", frames: null, note: expect.stringContaining("not lists of the same length") },
      { name: "heap (bytes)", frames: parsed.frames, note: 'one of 4 profiles is shown: "heap"' },
      { name: "events" },
    ]);
    expect(parseStacksText(JSON.stringify(fileOf(times, times)))).toMatchObject({
      ok: false,
      error: expect.stringContaining('counts "milliseconds"'),
    });
  });

  test("of fractions: they are rounded in the sum", () => {
    expect(foldedOf(fileOf({ ...sampled, weights: [0.4, 0.4, 0.4, 0] }))).toBe("store;Object;items 1\n");
  });

  test("that we wrote shows all roots again, seeded", () => {
    const random = randomFrom(7);
    for (let round = 0; round < 50; round++) {
      const lines: string[] = [];
      for (let i = 0; i < 40; i++) {
        const depth = 1 + Math.floor(random() * 6);
        const stack = Array.from({ length: depth }, () => `frame ${Math.floor(random() * 4)}x`);
        lines.push(`${stack.join(";")} ${Math.floor(random() * 1000) + 1}\n`);
      }
      const frames = framesOfFolded(lines.join(""));
      const parsed = parseStacksText(writeSpeedscope(frames, "Snapshot 1"));
      expect(parsed.ok && writeFolded(parsed.frames)).toBe(writeFolded(frames));
    }
  });

  test("keeps names that folded text has no room for", () => {
    const parsed = parseStacksText(
      JSON.stringify({
        shared: { frames: [{ name: "a;b" }, { name: "__proto__" }] },
        profiles: [{ ...sampled, samples: [[0, 1]], weights: [1] }],
      }),
    );
    expect(parsed.ok && parsed.frames.names).toEqual(["a;b", "__proto__", ""]);
  });

  test("100,000 frames inside each other are read", () => {
    const stack = Array.from({ length: 100_000 }, (_, i) => i % 3);
    const parsed = parseStacksText(JSON.stringify(fileOf({ ...sampled, samples: [stack], weights: [1] })));
    expect(parsed.ok && parsed.frames.count).toBe(100_001);
  });
});

describe("gets a sentence:", () => {
  const events = (...list: unknown[]) => fileOf({ ...evented, events: list });
  test.each([
    ["a text that ends early", JSON.stringify(fileOf(sampled)).slice(0, -9), /it is cut off: its JSON ends too early/],
    ["other JSON", '{"nodes":[]}', /not a file of speedscope: expected "profiles" and "shared" in it/],
    ["no frames", { shared: {}, profiles: [sampled] }, /"shared\.frames" is nothing, expected a list/],
    ["a frame without a name", { shared: { frames: [{ name: "a" }, 3] }, profiles: [sampled] }, /frame 1 is 3/],
    ["no profile", fileOf(), /holds no profile/],
    ["no active profile", { ...fileOf(sampled), activeProfileIndex: 2 }, /"activeProfileIndex" is 2, expected 0 to 0/],
    [
      "times",
      fileOf({ ...sampled, unit: "milliseconds" }),
      /profile 0 \("heap"\) counts "milliseconds"; .* "bytes" or/,
    ],
    ["no unit", fileOf({ ...sampled, unit: undefined }), /counts nothing/],
    ["an unknown type", fileOf({ ...sampled, type: "tree" }), /type "tree", expected "evented" or "sampled"/],
    ["lists of two lengths", fileOf({ ...sampled, weights: [1] }), /not lists of the same length/],
    ["a weight below zero", fileOf({ ...sampled, weights: [1, -2, 3, 4] }), /weight 1 of profile 0 is -2/],
    ["a sample that is none", fileOf({ ...sampled, samples: [1, 2, 3, 4] }), /sample 0 of profile 0 is 1/],
    ["a frame that is not there", fileOf({ ...sampled, samples: [[9], [], [], []] }), /names frame 9; there are 3/],
    [
      "an event that goes back",
      events({ type: "O", frame: 0, at: 5 }, { type: "C", frame: 0, at: 4 }),
      /is at 4, before 5/,
    ],
    [
      "an event of another frame",
      events({ type: "O", frame: 0, at: 0 }, { type: "C", frame: 1, at: 4 }),
      /closes frame 1; 0 is/,
    ],
    ["an end without a beginning", events({ type: "C", frame: 1, at: 4 }), /closes frame 1; none is open/],
    ["a beginning without an end", events({ type: "O", frame: 0, at: 0 }), /ends with 1 frames open/],
    ["an event of no type", events({ type: "X", frame: 0, at: 0 }), /expected type "O" or "C"/],
    ["an event without a place", events({ type: "O", frame: 0 }), /expected a finite number "at"/],
    ["more than can be counted", fileOf({ ...sampled, weights: [9e15, 9e15, 1, 1] }), /more bytes than can be counted/],
    ["no bytes", fileOf({ ...sampled, weights: [0, 0, 0, 0] }), /hold no bytes/],
  ])("%s", (_, file, sentence) => {
    const parsed = parseStacksText(typeof file === "string" ? file : JSON.stringify(file));
    expect(parsed).toEqual({ ok: false, error: expect.stringMatching(sentence) });
  });

  test("whatever is cut off or replaced, seeded; nothing throws", () => {
    const valid = JSON.stringify({ ...fileOf(sampled, evented), activeProfileIndex: 1 });
    const random = randomFrom(11);
    let refused = 0;
    for (let round = 0; round < 3000; round++) {
      const at = Math.floor(random() * valid.length);
      const piece = ['"', "}", "]", "-", "9", "null", "{", "e9", ""][Math.floor(random() * 9)]!;
      const text =
        random() < 0.3 ? valid.slice(0, at) : valid.slice(0, at) + piece + valid.slice(at + 1 + piece.length);
      const parsed = parseStacksText(text);
      if (parsed.ok) expect(parsed.frames.totalSize[0]).toBeGreaterThan(0);
      else {
        expect(parsed.error).toMatch(/\S/);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(1500);
  });
});
