import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../index.ts";
import { deepFrames, parseFoldedText } from "../frame-table.fixture.ts";
import { frameNameOf } from "../frame-table.ts";
import { toSafeName, writeFolded } from "./folded-text.ts";

/** Lines as flamegraph.pl takes them apart; throws for one that it would skip or read as a differential line. */
function readByFlamegraphPl(text: string): Map<string, number> {
  const stacks = new Map<string, number>();
  for (const line of text.split("\n").slice(0, -1)) {
    const [, stack, count] = /^(.*)\s+?(\d+(?:\.\d*)?)$/.exec(line) ?? [];
    if (stack === undefined) throw new Error(`not a folded line: ${line}`);
    if (/^(.*)\s+?(\d+(?:\.\d*)?)$/.test(stack)) throw new Error(`a differential line: ${line}`);
    stacks.set(stack, (stacks.get(stack) ?? 0) + Number(count));
  }
  return stacks;
}

/** Lines as speedscope takes them apart. */
function readBySpeedscope(text: string): number {
  let total = 0;
  for (const line of text.split("\n")) {
    const match = /^(.*) (\d+)$/gm.exec(line);
    if (match) {
      if (match[0] !== line) throw new Error(`only a part is read: ${line}`);
      total += Number(match[2]);
    }
  }
  return total;
}

const HOSTILE_NAMES = [
  "a;b",
  "line\nbreak",
  "carriage\rreturn",
  "separator\u2028here",
  "para\u2029graph",
  "tab\there",
  "Uint8Array 1024",
  "v 1.",
  "v 1.5",
  "--",
  "-",
  "foo_[k]",
  "__proto__",
  "constructor",
  "",
  " ",
  "  edge  ",
  "\ud800lone",
  "lone\udc00",
  "nul\u0000",
  "\u0085next line",
  "\u00a0",
  "\ufeff",
  "x 1 2",
  "#",
  "# of users",
  "#codes",
  "; ",
  "👍",
];

describe("hostile names", () => {
  const text = takeSnapshot({
    roots: Object.fromEntries(HOSTILE_NAMES.map((name) => [name, { [name]: { [name]: "value of it" } }])),
    dictionaryKeys: 1000,
  }).toFolded();
  const { totalSize } = takeSnapshot({
    roots: Object.fromEntries(HOSTILE_NAMES.map((name) => [name, { [name]: { [name]: "value of it" } }])),
    dictionaryKeys: 1000,
  });

  test("are read whole by flamegraph.pl and speedscope, with the same total", () => {
    const total = [...readByFlamegraphPl(text).values()].reduce((a, b) => a + b, 0);
    expect(total).toBe(totalSize);
    expect(readBySpeedscope(text)).toBe(totalSize);
  });

  test("leave no line that a reader would trip over", () => {
    for (const line of text.trimEnd().split("\n")) {
      expect(line).not.toMatch(/^# /);
      expect(line).toMatch(/^[^\s;][^;]*(;[^;]+)* [1-9]\d*$/u);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this is about
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\s\s|_\[[kwij]\]( |;)/);
      expect(new TextDecoder().decode(new TextEncoder().encode(line)), "no lone surrogate").toBe(line);
    }
  });

  test.each([
    ["a;b", "a；b"],
    ["", "(anonymous)"],
    ["--", "(--)"],
    ["foo_[k]", "(foo_[k])"],
    ["# of users", "(# of users)"],
    ["#codes", "#codes"],
    [" a \n b ", "a b"],
    ["\ud800x", "\ufffdx"],
  ])("%j is written %j", (name, safe) => expect(toSafeName(name)).toBe(safe));
});

test("lines are in ascending order, each stack once", () => {
  const lines = takeSnapshot({ layout: "chrome", roots: { b: { x: 1.5 }, a: [{}, {}] } })
    .toFolded()
    .trimEnd()
    .split("\n");
  const stacks = lines.map((line) => line.slice(0, line.lastIndexOf(" ")));
  expect(stacks).toEqual([...new Set(stacks)].sort());
});

test("bytes of a frame with frames inside can be written as a frame of their own", () => {
  const frames = takeSnapshot({ layout: "chrome", roots: { cart: { items: "some text" } } }).flamegraph();
  expect(writeFolded(frames, { selfLines: "child" })).toBe(
    "cart;Object;(self) 12\ncart;Object;items;(self) 4\ncart;Object;items;string 24\n",
  );
});

test("a chain whose paths are longer than a text can be gets a sentence, at once", () => {
  expect(() => writeFolded(deepFrames(20_000))).toThrow(/each line repeats its path, so the file would have about \d+/);
  expect(writeFolded(deepFrames(1000)).split("\n")).toHaveLength(1001);
});

describe("reading folded stacks", () => {
  test("gives back what was written", () => {
    const text = takeSnapshot({
      layout: "chrome",
      roots: { store: { users: [{ name: "Ann" }], map: new Map([[1, 2.5]]) } },
    }).toFolded();
    const parsed = parseFoldedText(text);
    if (!parsed.ok) throw new Error(parsed.error);
    expect(writeFolded(parsed.frames)).toBe(text);
  });

  test("takes what the Rust crate writes, and Windows line ends", () => {
    const parsed = parseFoldedText("Struct 2\r\nStruct;a 6\r\n\r\nStruct;p 12\r\n");
    if (!parsed.ok) throw new Error(parsed.error);
    expect(parsed.frames.totalSize[0]).toBe(20);
    expect(frameNameOf(parsed.frames, 1)).toBe("Struct");
  });

  test("takes a number at the end of one name for a part of the name", () => {
    const parsed = parseFoldedText("a;Uint8Array 1024 20\na;b 12\n");
    if (!parsed.ok) throw new Error(parsed.error);
    expect(parsed.frames.names).toContain("Uint8Array 1024");
  });

  test.each([
    [
      "comments and a name that begins with #",
      "# interval: 10000\n#\na;b 5\n#codes 7\n# 3\n",
      "#codes 7\na;b 5\n",
      undefined,
    ],
    ["fractions, rounded in the sum", "a 0.4\na;b 0.4\na;c 0.4\n", "a;b 1\n", undefined],
    ["fractions of no digit", "a 31.\nb 2.0\n", "a 31\nb 2\n", undefined],
    ["tabs and several blanks before the number", "a;b\t5\na;c \t 6\na\tb  7\n", "a b 7\na;b 5\na;c 6\n", undefined],
    [
      "line ends of old Macs, and of three systems together",
      "a 1\rb 2\r\r\nc 3\nd 4\r",
      "a 1\nb 2\nc 3\nd 4\n",
      undefined,
    ],
    [
      "numbers at the end of names, where the names recur",
      "main;loop 1 500\nmain;loop 2 600\n",
      "main;loop (1) 500\nmain;loop (2) 600\n",
      undefined,
    ],
    ["one line with two numbers", "main;loop 1 500\n", "main;loop (1) 500\n", undefined],
    [
      "bad lines, which are left out",
      "// perf\r\na;b 1\r\nnone here\r\n.5\r\n 7\r\na;b 12V.43\r\na;b -3\r\n",
      "a;b 1\n",
      '6 lines were left out because they do not end in a number; the first is line 1: "// perf"',
    ],
    ["one bad line", "a 1\nb\n", "a 1\n", 'line 2 was left out because it does not end in a number: "b"'],
  ])("reads %s", (_, text, folded, note) => {
    const parsed = parseFoldedText(text);
    if (!parsed.ok) throw new Error(parsed.error);
    expect(writeFolded(parsed.frames)).toBe(folded);
    expect(parsed.note).toBe(note);
  });

  test("the sum of a thousand fractions is rounded once, and no frame is off by a byte", () => {
    const parsed = parseFoldedText(Array.from({ length: 1000 }, (_, i) => `r${i % 10};f${i} 0.45\n`).join(""));
    if (!parsed.ok) throw new Error(parsed.error);
    const { count, depth, totalSize } = parsed.frames;
    expect(totalSize[0]).toBe(450);
    for (let f = 1; f < count; f++) if (depth[f] === 1) expect(Math.abs(totalSize[f]! - 45)).toBeLessThan(1);
    for (let f = 0; f < count; f++) expect(Number.isInteger(totalSize[f])).toBe(true);
  });

  test.each([
    ["", "0 lines hold no stack"],
    ["# a comment alone\n", "1 lines hold no stack"],
    ["just text\n", 'line 1: expected "frame;frame bytes"'],
    ["\n# x\njust text\nmore\n", "line 3"],
    ["a;b -3\n", "line 1"],
    ["a;b 99999999999999999999\n", "line 1"],
    ["a;b 9007199254740991\na;b 1\n", "line 2: the sum of its numbers is above 9007199254740991"],
    ["a;b 0\n", "1 lines hold no stack"],
    ["a;b 0.2\n", "1 lines hold no stack"],
    ["a;b 10 12\na;c 3 0\n", "every line ends in two numbers, as difffolded.pl writes"],
  ])("%j gets a sentence", (text, sentence) => {
    expect(parseFoldedText(text)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });
});
