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
  expect(() => writeFolded(deepFrames(20_000))).toThrow(/each line repeats its path, so the text would have about \d+/);
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
    ["", "0 lines hold no stack"],
    ["just text\n", "line 1"],
    ["a;b 12\na;c 1.5\n", 'line 2: expected "frame;frame bytes"'],
    ["a;b -3\n", "line 1"],
    ["a;b 99999999999999999999\n", "line 1"],
    ["a;b 0\n", "1 lines hold no stack"],
    ["a;b 10 12\na;c 3 0\n", "every line ends in two numbers, as difffolded.pl writes"],
  ])("%j gets a sentence", (text, sentence) => {
    expect(parseFoldedText(text)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });
});
