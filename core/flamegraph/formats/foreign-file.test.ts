import { describe, expect, test } from "vitest";
import { parseStacksText } from "../frame-table.fixture.ts";
import { foreignHeadOf, isFirefoxSnapshot } from "./foreign-file.ts";

const call = { functionName: "f", scriptId: "1", url: "", lineNumber: 0, columnNumber: 0 };

/** As their programs write them. */
const JSON_FILES: readonly (readonly [string, unknown, RegExp])[] = [
  [
    "a CPU profile",
    { nodes: [{ id: 1, callFrame: call, hitCount: 0 }], startTime: 1, endTime: 2, samples: [1], timeDeltas: [1] },
    /a CPU profile/,
  ],
  [
    "an old CPU profile",
    { head: { functionName: "(root)", hitCount: 0, children: [] }, startTime: 1, endTime: 2, samples: [] },
    /a CPU profile/,
  ],
  [
    "a trace as a list",
    [{ pid: 1, tid: 2, ts: 3, ph: "X", cat: "v8", name: "a", args: {} }],
    /a trace of Chrome's Performance/,
  ],
  [
    "a trace as an object",
    { metadata: { source: "DevTools" }, traceEvents: [{ pid: 1, ph: "M", ts: 0 }] },
    /a trace of Chrome's Performance/,
  ],
  [
    "a heap snapshot of Safari",
    { version: 2, type: "Inspector", nodes: [0, 0, 0, 0], nodeClassNames: ["<root>"], edges: [] },
    /Safari or JavaScriptCore.*Bun\.generateHeapSnapshot\("v8"\)/,
  ],
  [
    "a timeline of Safari",
    { version: 1, recording: { displayName: "Timeline 1" }, overview: {} },
    /Safari's Timelines/,
  ],
  [
    "about:memory",
    { version: 1, hasMozMallocUsableSize: true, reports: [{ process: "Main", path: "explicit/a", amount: 5 }] },
    /Firefox's about:memory/,
  ],
  [
    "a profile of Firefox",
    { meta: { interval: 1, startTime: 5, processType: 0, version: 29 }, libs: [], threads: [{ name: "GeckoMain" }] },
    /Firefox Profiler/,
  ],
];

describe("JSON of other programs", () => {
  test.each(JSON_FILES)("%s is known by its keys", (_, file, sentence) => {
    for (const text of [JSON.stringify(file), `\ufeff${JSON.stringify(file, null, 2)}`])
      expect(parseStacksText(text)).toEqual({ ok: false, error: expect.stringMatching(sentence) });
  });

  test.each(JSON_FILES)("%s is known by its beginning, without the rest", (_, file, sentence) => {
    for (const text of [JSON.stringify(file), JSON.stringify(file, null, 2)]) {
      expect(foreignHeadOf(text)).toMatch(sentence);
      expect(parseStacksText(text.slice(0, -2))).toEqual({ ok: false, error: expect.stringMatching(sentence) });
    }
  });

  test("files that are read here are not taken for others", () => {
    const heap = '{"snapshot":{"meta":{"node_fields":["type"]}},"nodes":[9,1,1,0,4,0,0],"edges":[]}';
    const speedscope = '{"shared":{"frames":[{"name":"\\"traceEvents\\":"}]},"profiles":[]}';
    const sampling = JSON.stringify({ head: { callFrame: call, selfSize: 5, children: [] } });
    for (const text of [
      heap,
      speedscope,
      sampling,
      "main;load 5\n",
      "[unknown];main 5\n",
      "{closure} 5\n",
      "<div>;a 5\n",
    ])
      expect(foreignHeadOf(text), text).toBeNull();
  });

  test.each(["[unknown];main 5\n", "{closure};a 5\n", "[[Scopes]];a 5\n"])(
    "stacks may begin with a bracket: %j",
    (text) => {
      const parsed = parseStacksText(text);
      expect(parsed.ok && parsed.frames.totalSize[0]).toBe(5);
    },
  );

  test.each([
    ["{}", /not a file of speedscope/],
    ["[]", /not a file of speedscope/],
    ['{"a":1,}', /it is not valid JSON/],
    ['{"a":[1,{"b":"}', /it is cut off/],
  ])("%j gets a sentence", (text, sentence) => {
    expect(parseStacksText(text)).toEqual({ ok: false, error: expect.stringMatching(sentence) });
  });
});

describe("other files are known by their first bytes:", () => {
  test.each([
    ["<!DOCTYPE html><html></html>", /an HTML page/],
    ["\xef\xbb\xbf\n<!-- saved -->\n<html lang=en>", /an HTML page/],
    ['<?xml version="1.0"?>\n<svg version="1.1">', /a picture/],
    ['<?xml version="1.0"?>\n<trace-query-result>\n<node', /Instruments/],
    ["bplist00\xd4\x01", /Instruments/],
    ["PK\x03\x04\x14\0", /a zip archive/],
  ])("%j", (head, sentence) => expect(foreignHeadOf(head)).toMatch(sentence));

  test("a snapshot of Firefox's Memory panel", () => {
    /* Metadata { timeStamp }, Node { id, … }, each after its length. */
    const head = [7, 0x08, 0x80, 0x81, 0x82, 0x83, 0x84, 0x05, 0x96, 0x01, 0x08, 0x8c, 0x8d, 0x01, 0x12];
    expect(isFirefoxSnapshot(Uint8Array.from(head))).toBe(true);
    for (const text of ["", "\n\b", "ALLO\x02\0\0\0", "\n\x04\b\x01\x10\x02"])
      expect(isFirefoxSnapshot(new TextEncoder().encode(text))).toBe(false);
  });
});
