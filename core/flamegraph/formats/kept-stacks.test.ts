import { expect, test } from "vitest";
import { framesOfFolded, parseStacksText } from "../frame-table.fixture.ts";
import { framesOfStacks, keptStacksOf } from "./kept-stacks.ts";

import { writeSpeedscope } from "./write-speedscope.ts";

/** Stacks of few names, so that many begin alike, some of them inside others. */
function randomFolded(seed: number): string {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
  const lines: string[] = [];
  for (let i = 0; i < 60; i++) {
    const stack = Array.from({ length: 1 + random(6) }, () => `f${random(4)}`);
    lines.push(`${stack.join(";")} ${random(1000)}`);
  }
  return lines.join("\n");
}

test("frames of stacks are made again as they were", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const frames = framesOfFolded(randomFolded(seed));
    const again = framesOfStacks(keptStacksOf(frames));
    expect(again).toEqual(frames);
    expect(again.parent.buffer).not.toBe(frames.parent.buffer);
  }
});

test("so are those of a speedscope file", () => {
  const parsed = parseStacksText(writeSpeedscope(framesOfFolded(randomFolded(3)), "stacks"));
  if (!parsed.ok) throw new Error(parsed.error);
  expect(framesOfStacks(keptStacksOf(parsed.frames))).toEqual(parsed.frames);
});
