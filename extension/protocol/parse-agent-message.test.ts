import { describe, expect, test } from "vitest";
import { CHUNK_BYTES } from "./messages.ts";
import { parseAgentMessage } from "./parse-agent-message.ts";

const figures = { objectCount: 3, nodeCount: 5, walkMs: 1.5, encodeMs: 0.5, longestPauseMs: 1.5, byteLength: 100 };

describe("messages of the agent", () => {
  test.each([
    {
      id: 1,
      type: "roots",
      roots: [
        { name: "store", origin: "registered", isCollected: true },
        { name: "__proto__", origin: "global", isCollected: false },
      ],
    },
    { id: 1, type: "borrowing", isReady: true },
    {
      id: 1,
      type: "watch",
      isWatched: true,
      steps: [{ site: 3, functionName: "poll", script: "http://localhost/poll.js", line: 7, column: 3 }],
    },
    { id: 1, type: "progress", objectCount: 1000 },
    { id: 1, type: "moment", marks: [{ name: "loaded", agoMs: 12.5, startMs: 3 }] },
    { id: 1, type: "snapshot-begin", figures, chunkCount: 1 },
    { id: 1, type: "snapshot-chunk", index: 0, bytes: new Uint8Array(10) },
    { id: 1, type: "error", code: "agent-failed", detail: "why" },
  ])("$type is taken as it is", (message) => {
    expect(parseAgentMessage(message)).toEqual({ ok: true, message });
  });
});

describe("what is no message gets a sentence", () => {
  const cyclic: Record<string, unknown> = { id: 1, type: "roots" };
  cyclic.roots = [cyclic];
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "message: expected an object; got undefined"],
    ["a text", "snapshot", 'message: expected an object; got "snapshot"'],
    ["a list", [], "message: expected an object; got a list"],
    ["no answer", { id: 1, type: "borrowing" }, "isReady: expected true or false; got undefined"],
    ["no id", { type: "progress", objectCount: 1 }, "id: expected a whole number; got undefined"],
    ["a negative id", { id: -1, type: "progress", objectCount: 1 }, "id: expected a whole number; got -1"],
    ["an inherited type", Object.create({ id: 1, type: "progress", objectCount: 1 }), "id: expected"],
    ["an unknown type", { id: 1, type: "take-over" }, 'type: expected the type of a message; got "take-over"'],
    ["a type called constructor", { id: 1, type: "constructor" }, "type: expected"],
    ["own __proto__", JSON.parse('{"__proto__":{"id":1,"type":"progress","objectCount":1}}'), "id: expected"],
    ["an infinite count", { id: 1, type: "progress", objectCount: Number.POSITIVE_INFINITY }, "objectCount: expected"],
    [
      "a count that is a text",
      { id: 1, type: "progress", objectCount: "5" },
      'objectCount: expected a whole number; got "5"',
    ],
    ["a watch that says nothing", { id: 1, type: "watch", steps: [] }, "isWatched: expected true or false"],
    [
      "steps without a place",
      {
        id: 1,
        type: "watch",
        isWatched: true,
        steps: [{ site: 1, functionName: "", script: "", line: -1, column: 1 }],
      },
      "steps[0]: expected whole numbers",
    ],
    [
      "too many steps",
      { id: 1, type: "watch", isWatched: true, steps: new Array(6_000) },
      "steps: expected at most 5000 steps",
    ],
    [
      "roots that are no list",
      { id: 1, type: "roots", roots: { length: 1e9 } },
      "roots: expected a list; got an object",
    ],
    [
      "endless roots",
      { id: 1, type: "roots", roots: new Array(20_000) },
      "roots: expected at most 10000 roots; got 20000",
    ],
    ["endless marks", { id: 1, type: "moment", marks: new Array(101) }, "marks: expected at most 100 marks"],
    [
      "a mark that is still to come",
      { id: 1, type: "moment", marks: [{ name: "a", agoMs: -1, startMs: 3 }] },
      "marks[0].agoMs: expected milliseconds; got -1",
    ],
    [
      "a mark at no time",
      { id: 1, type: "moment", marks: [{ name: "a", agoMs: 1 }] },
      "marks[0].startMs: expected milliseconds",
    ],
    ["a mark without name", { id: 1, type: "moment", marks: [{ agoMs: 1 }] }, "marks[0].name: expected a string"],
    [
      "a root without name",
      { id: 1, type: "roots", roots: [{ origin: "global" }] },
      "roots[0].name: expected a string",
    ],
    [
      "a root without a state",
      { id: 1, type: "roots", roots: [{ name: "a", origin: "global" }] },
      "roots[0].isCollected: expected true or false",
    ],
    ["a root of unknown origin", { id: 1, type: "roots", roots: [{ name: "a", origin: "x" }] }, "roots[0].origin"],
    ["a cycle", cyclic, "roots[0].name: expected a string; got undefined"],
    [
      "huge bytes",
      { id: 1, type: "snapshot-begin", figures: { ...figures, byteLength: 2 ** 39 }, chunkCount: 1 },
      "figures.byteLength",
    ],
    [
      "no bytes",
      { id: 1, type: "snapshot-begin", figures: { ...figures, byteLength: 0 }, chunkCount: 0 },
      "figures.byteLength",
    ],
    [
      "negative time",
      { id: 1, type: "snapshot-begin", figures: { ...figures, walkMs: -1 }, chunkCount: 1 },
      "figures.walkMs",
    ],
    [
      "a wrong number of chunks",
      { id: 1, type: "snapshot-begin", figures, chunkCount: 7 },
      "chunkCount: expected 1; got 7",
    ],
    [
      "bytes that are a list",
      { id: 1, type: "snapshot-chunk", index: 0, bytes: [1, 2] },
      "bytes: expected a Uint8Array; got a list",
    ],
    [
      "a chunk before the first",
      { id: 1, type: "snapshot-chunk", index: -1, bytes: new Uint8Array(1) },
      "index: expected",
    ],
    [
      "a chunk too large",
      { id: 1, type: "snapshot-chunk", index: 0, bytes: new Uint8Array(CHUNK_BYTES + 1) },
      "bytes: expected at most",
    ],
    ["an error without words", { id: 1, type: "error", code: "x" }, "detail: expected a string; got undefined"],
  ])("%s", (_name, value, sentence) => {
    const parsed = parseAgentMessage(value);
    expect(parsed).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  test("a text of a megabyte is cut", () => {
    const parsed = parseAgentMessage({ id: 1, type: "error", code: "x", detail: "d".repeat(1_000_000) });
    expect(parsed.ok && parsed.message.type === "error" && parsed.message.detail.length).toBeLessThan(3000);
  });
});
