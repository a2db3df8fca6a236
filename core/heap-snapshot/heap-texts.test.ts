import { expect, test } from "vitest";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { heapFileOf, heapOf, readHeap } from "./heap-file.fixture.ts";
import { heapTextOf, MAX_TEXT_BYTES, TextList } from "./heap-texts.ts";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As the file has it, cut as the reader cuts it. */
function shownOf(text: string): string {
  const list = new TextList();
  const raw = encode(JSON.stringify(text).slice(1, -1));
  list.add(raw.subarray(0, MAX_TEXT_BYTES), raw.length > MAX_TEXT_BYTES);
  return heapTextOf(list.finish(), 0, decode);
}

test.each([
  ["", ""],
  ["one", "one"],
  ['"quoted" \\ and\nlines', '"quoted" \\ and\nlines'],
  ["x".repeat(80), "x".repeat(80)],
  ["x".repeat(81), `${"x".repeat(80)}…`],
  ["\n".repeat(500), `${"\n".repeat(80)}…`],
  ["€".repeat(500), `${"€".repeat(80)}…`],
])("%j is shown as %j", (text, shown) => {
  expect(shownOf(text)).toBe(shown);
});

test("the same whatever the pieces in which the file comes", () => {
  const random = randomFrom(3);
  const texts = Array.from({ length: 60 }, (_, i) =>
    Array.from(
      { length: Math.floor(random() * 300) },
      () => ['"', "\\", "\n", "€", "a", "😀"][Math.floor(random() * 6)],
    )
      .join("")
      .concat(String(i)),
  );
  const nodes = heapOf(`root: synthetic "" 0`);
  for (const [i, name] of texts.entries()) nodes.set(`s${i}`, { kind: "string", name, size: 16, edges: [] });
  for (const lengths of [[1 << 16], [1], [7, 3, 64]]) {
    const { nodeText, texts: kept } = readHeap(heapFileOf(nodes), lengths);
    const shown = texts.map((_, i) => heapTextOf(kept, nodeText[i + 1]!, decode));
    expect(shown).toEqual(texts.map(shownOf));
  }
});
