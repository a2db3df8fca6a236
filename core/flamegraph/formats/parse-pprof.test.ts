import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../index.ts";
import { framesOfFolded, randomTable } from "../frame-table.fixture.ts";
import { randomFrom } from "../graph.fixture.ts";
import { ByteWriter } from "./byte-writer.ts";
import { writeFolded } from "./folded-text.ts";
import { isPprof } from "./parse-pprof.ts";
import { parseStacks } from "./parse-stacks.ts";
import { encodePprof } from "./pprof.ts";

const utf8 = new TextDecoder();
const parsed = (bytes: Uint8Array) => parseStacks(bytes, (part) => utf8.decode(part));

function foldedOf(bytes: Uint8Array): string {
  const read = parsed(bytes);
  if (!read.ok) throw new Error(read.error);
  return writeFolded(read.frames);
}

type Value = number | string | readonly (readonly [field: number, value: Value])[] | readonly number[];

/** A message of these fields: numbers, strings, messages, packed lists of numbers. */
function message(fields: readonly (readonly [field: number, value: Value])[]): ByteWriter {
  const writer = new ByteWriter();
  for (const [field, value] of fields) {
    if (typeof value === "number") writer.numberField(field, value);
    else {
      const inner = typeof value === "string" ? new ByteWriter() : isFields(value) ? message(value) : packed(value);
      if (typeof value === "string") inner.text(value);
      writer.bytesField(field, inner);
    }
  }
  return writer;
}

const isFields = (value: readonly unknown[]): value is readonly (readonly [number, Value])[] => Array.isArray(value[0]);

function packed(values: readonly number[]): ByteWriter {
  const writer = new ByteWriter();
  for (const value of values) writer.varint(value);
  return writer;
}

/** As Go's runtime writes: strings last, one location for two functions, of which the first is inlined in the second. */
const GO = [
  [
    1,
    [
      [1, 1],
      [2, 2],
    ],
  ],
  [
    1,
    [
      [1, 3],
      [2, 4],
    ],
  ],
  [
    1,
    [
      [1, 5],
      [2, 2],
    ],
  ],
  [
    1,
    [
      [1, 6],
      [2, 4],
    ],
  ],
  [
    2,
    [
      [1, [1, 2]],
      [2, [3, 3000, 1, 1000]],
      [
        3,
        [
          [1, 4],
          [3, 1000],
        ],
      ],
    ],
  ],
  [
    2,
    [
      [1, [2]],
      [2, [1, 64, 0, 0]],
    ],
  ],
  [
    2,
    [
      [1, 3],
      [1, 2],
      [2, 1],
      [2, 5],
      [2, 1],
      [2, 5],
    ],
  ],
  [
    3,
    [
      [1, 1],
      [2, 4096],
    ],
  ],
  [
    4,
    [
      [1, 1],
      [2, 1],
      [3, 4097],
      [
        4,
        [
          [1, 1],
          [2, 10],
        ],
      ],
      [
        4,
        [
          [1, 2],
          [2, 20],
        ],
      ],
    ],
  ],
  [
    4,
    [
      [1, 2],
      [4, [[1, 3]]],
    ],
  ],
  [
    4,
    [
      [1, 3],
      [3, 255],
    ],
  ],
  [
    5,
    [
      [1, 1],
      [2, 7],
      [3, 7],
    ],
  ],
  [
    5,
    [
      [1, 2],
      [2, 8],
    ],
  ],
  [
    5,
    [
      [1, 3],
      [2, 0],
      [3, 9],
    ],
  ],
  ...[
    "",
    "alloc_objects",
    "count",
    "alloc_space",
    "bytes",
    "inuse_objects",
    "inuse_space",
    "append",
    "load",
    "main;1",
  ].map((text) => [6, text] as const),
] as const satisfies readonly (readonly [number, Value])[];

const goWith = (...more: readonly (readonly [number, Value])[]): Uint8Array => message([...GO, ...more]).written;

describe("a profile of pprof", () => {
  test("that we wrote has the same stacks again", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const frames = randomTable(seed, 60);
      if (frames.totalSize[0] === 0) continue;
      expect(foldedOf(encodePprof(frames))).toBe(writeFolded(frames));
    }
    const frames = takeSnapshot({ roots: { "a;b": { "# x": ["ä".repeat(200), { y: 1.5 }] } } }).flamegraph();
    expect(foldedOf(encodePprof(frames))).toBe(writeFolded(frames));
  });

  test("of Go opens at the last type; inlined functions and addresses are frames", () => {
    expect(foldedOf(goWith())).toBe("main；1;0xff 5\nmain；1;load;append 1000\n");
  });

  test("opens at its default type; the others in bytes can be chosen", () => {
    const read = parsed(goWith([14, 3]));
    if (!read.ok) throw new Error(read.error);
    expect(read.frames.totalSize[0]).toBe(3069);
    expect(read.shown).toBe(1);
    expect(read.profiles?.map(({ name, frames, note }) => [name, frames?.totalSize[0], note])).toEqual([
      ["alloc_objects (count)", undefined, "it counts count, not bytes"],
      ["alloc_space (bytes)", 3069, ""],
      ["inuse_objects (count)", undefined, "it counts count, not bytes"],
      ["inuse_space (bytes)", 1005, ""],
    ]);
  });

  test("whose default type is no number of bytes opens at the last that is", () => {
    const read = parsed(goWith([14, 1]));
    expect(read.ok && read.shown).toBe(3);
  });

  test("is known by its first bytes; text and our own files are not taken for one", () => {
    expect(isPprof(goWith().subarray(0, 100))).toBe(true);
    expect(isPprof(encodePprof(framesOfFolded("a 1\n")).subarray(0, 100))).toBe(true);
    for (const text of ["", "\n", "\n\n\na;b 5\n", "\n5 7\n", '\n{"a":1}', "a;b 5\n", "ALLO\x02"]) {
      expect(isPprof(new TextEncoder().encode(text)), JSON.stringify(text)).toBe(false);
    }
  });

  const types = (unit: string) =>
    [
      [
        1,
        [
          [1, 1],
          [2, 2],
        ],
      ],
      [6, ""],
      [6, "cpu"],
      [6, unit],
    ] as const;
  const NO_TYPE = "it counts cpu (nanoseconds); frames here are bytes, so one sample type must be in bytes";
  test.each<readonly [string, Uint8Array, string]>([
    ["times alone", message(types("nanoseconds")).written, NO_TYPE],
    ["no stacks", message(types("bytes")).written, "cpu (bytes): its stacks hold no bytes"],
    [
      "a missing location",
      goWith([
        2,
        [
          [1, [9]],
          [2, [1, 1, 1, 1]],
        ],
      ]),
      "sample 3 refers to location 9, which is missing",
    ],
    [
      "a missing function",
      goWith([
        4,
        [
          [1, 9],
          [4, [[1, 8]]],
        ],
      ]),
      "a location refers to function 8, which is missing",
    ],
    [
      "a missing string",
      goWith(
        [
          5,
          [
            [1, 9],
            [2, 99],
          ],
        ],
        [
          4,
          [
            [1, 9],
            [4, [[1, 9]]],
          ],
        ],
      ),
      "refers to string 99; there are 10",
    ],
    ["two functions of one id", goWith([5, [[1, 1]]]), "two functions have the id 1"],
    [
      "a value too few",
      goWith([
        2,
        [
          [1, [1]],
          [2, [1, 1, 1]],
        ],
      ]),
      "sample 3 has 3 values, expected one for each of the 4",
    ],
    ["a cut", goWith().subarray(0, 150), "it is cut off"],
    [
      "a sum too large",
      message([...types("bytes"), ...[1, 2].map(() => [2, [[2, 2 ** 53 - 1]]] as const)]).written,
      "above 9007199254740991",
    ],
  ])("with %s gets a sentence", (_, bytes, sentence) => {
    expect(parsed(bytes)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  test("with negative numbers is a difference, and refused", () => {
    const bytes = message([...types("bytes"), [2, [[2, [1]]]]]).written.slice();
    /* The last byte is the value; minus one takes ten. */
    const minusOne = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    const grown = Uint8Array.from([...bytes.subarray(0, -1), ...minusOne]);
    grown[bytes.length - 2]! += 9;
    grown[bytes.length - 4]! += 9;
    expect(parsed(grown)).toEqual({ ok: false, error: expect.stringContaining("it holds negative numbers") });
  });

  test("whatever is cut off or replaced, seeded; nothing throws, and no sum is above what can be counted", () => {
    const random = randomFrom(5);
    const valid = goWith();
    let refused = 0;
    for (let round = 0; round < 3000; round++) {
      const bytes = valid.slice(0, random() < 0.2 ? Math.floor(random() * valid.length) : valid.length);
      for (let i = 0; i < 3; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      if (!isPprof(bytes)) continue;
      const read = parsed(bytes);
      if (read.ok) expect(read.frames.totalSize[0]).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
      else refused++;
    }
    expect(refused).toBeGreaterThan(1000);
  });
});
