import { describe, expect, test } from "vitest";
import { parseStacksText } from "../frame-table.fixture.ts";
import { writeFolded } from "./folded-text.ts";

interface Node {
  readonly callFrame: unknown;
  readonly selfSize: unknown;
  readonly children?: unknown;
}

const node = (functionName: string, selfSize: number, ...children: Node[]): Node => ({
  callFrame: { functionName, scriptId: "1", url: "app.js", lineNumber: 1, columnNumber: 2 },
  selfSize,
  children,
});

const parsed = (head: unknown, rest = {}) => parseStacksText(JSON.stringify({ head, ...rest }));

function foldedOf(head: unknown): string {
  const read = parsed(head, { samples: [{ size: 5, nodeId: 2, ordinal: 1 }] });
  if (!read.ok) throw new Error(read.error);
  return writeFolded(read.frames);
}

describe("an allocation sampling of Chrome", () => {
  test("is its functions with their own sizes; the top node is no frame", () => {
    const head = node("(root)", 0, node("main", 10, node("load", 20), node("", 5), node("load", 1)), node("idle", 0));
    expect(foldedOf(head)).toBe("main 10\nmain;(anonymous) 5\nmain;load 21\n");
  });

  test("has a frame for the top node if that has bytes, beside the others", () => {
    expect(foldedOf(node("(root)", 7, node("main", 1)))).toBe("(root) 7\nmain 1\n");
  });

  test("may have nodes without children, and fractions", () => {
    const { children, ...leaf } = node("leaf", 0.5);
    expect(foldedOf(node("(root)", 0, leaf, node("other", 0.5)))).toBe("leaf 1\n");
  });

  test("100,000 functions deep", () => {
    let text = "";
    for (let i = 0; i < 100_000; i++) text += `{"callFrame":{"functionName":"f${i % 3}"},"selfSize":1,"children":[`;
    const read = parseStacksText(`{"head":${text}${"]}".repeat(100_000)}}`);
    expect(read.ok && read.frames.totalSize[0]).toBe(100_000);
  });

  test.each([
    ["no bytes", node("(root)", 0), "no memory was sampled"],
    ["a size below zero", node("(root)", 0, node("f", -1)), '"selfSize" of "f" is -1, expected a number from 0 on'],
    ["more than can be counted", node("(root)", 0, node("f", 2 ** 53), node("g", 1)), "above 9007199254740991"],
    ["a node without a call frame", { callFrame: 3, selfSize: 1 }, '"callFrame" is 3'],
    ["children that are no list", { ...node("f", 1), children: {} }, '"children" of "f" is {}'],
    ["a child that is none", { ...node("f", 1), children: [null] }, 'a node of "head" is null'],
  ])("with %s gets a sentence", (_, head, sentence) => {
    expect(parsed(head)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });
});
