import { expect, test } from "vitest";
import { framesOfFolded } from "../frame-table.fixture.ts";
import { framePathOf } from "../frame-table.ts";
import { parseFolded } from "./parse-folded.ts";

/* Beginnings of one another, blanks, nothing, and what is no ASCII. */
const NAMES = ["a", "ab", "abc", "", "a b", "Uint8Array 10", "é", "日本", "😀", "constructor", "__proto__"];
const LINE_ENDS = ["\n", "\r\n", " \n", "\u00a0\n", "\n\n", "\t\u2003\n"];

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
}

test("agrees with taking each line apart, in whatever order they stand", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed);
    const naive = new Map<string, number>();
    const lines: string[] = [];
    for (let i = 0; i < 40; i++) {
      const names = Array.from({ length: 1 + random(5) }, () => NAMES[random(NAMES.length)]!);
      if (names.join(";") === "") names[0] = "root";
      const stack = names.join(";");
      const bytes = i === 0 ? 1 : random(1000);
      lines.push(`${stack} ${bytes}`);
      naive.set(stack, (naive.get(stack) ?? 0) + bytes);
    }
    if (seed % 2 === 0) lines.sort();
    const frames = framesOfFolded(lines.map((line) => line + LINE_ENDS[random(LINE_ENDS.length)]!).join(""));
    const read = new Map<string, number>();
    for (let f = 1; f < frames.count; f++) {
      const stack = framePathOf(frames, f).map((at) => frames.names[frames.name[at]!]!);
      if (frames.selfSize[f]! > 0) read.set(stack.join(";"), frames.selfSize[f]!);
    }
    expect(read).toEqual(new Map([...naive].filter(([, bytes]) => bytes > 0)));
  }
});

test("the largest number that can be counted is read digit by digit, whatever stands before it", () => {
  expect(framesOfFolded(`a 000000000000000000${Number.MAX_SAFE_INTEGER}\n`).totalSize[0]).toBe(Number.MAX_SAFE_INTEGER);
});

test("stacks 10,000 deep, each longer than the one before", () => {
  let stack = "root";
  let text = "";
  for (let i = 0; i < 2000; i++) {
    text += `${stack} 1\n`;
    stack += `;n${i}`;
  }
  for (let i = 2000; i < 10_000; i++) stack += `;n${i}`;
  const frames = framesOfFolded(`${text}${stack} 1\n`);
  expect(frames.count).toBe(10_002);
  expect(frames.totalSize[0]).toBe(2001);
});

test("a byte order mark is no part of the first name, bytes that are no UTF-8 are one name with their likes", () => {
  const bytes = [0xef, 0xbb, 0xbf, 0x61, 0x20, 0x31, 0x0a, 0xff, 0x20, 0x32, 0x0a, 0xfe, 0x20, 0x33, 0x0a];
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  const parsed = parseFolded(Uint8Array.from(bytes), (part) => utf8.decode(part));
  if (!parsed.ok) throw new Error(parsed.error);
  const { frames } = parsed;
  expect([...frames.name].map((row) => frames.names[row])).toEqual(["", "\ufffd", "a"]);
  expect([...frames.totalSize]).toEqual([6, 5, 1]);
});

test("half a million names", () => {
  const lines = Array.from({ length: 500_000 }, (_, i) => `table;entry-${i} ${i + 1}`);
  const frames = framesOfFolded(lines.join("\n"));
  expect(frames.count).toBe(500_002);
  expect(frames.names[frames.name[2]!]).toBe("entry-499999");
  expect(frames.names[frames.name[500_001]!]).toBe("entry-0");
});
