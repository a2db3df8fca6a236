import { describe, expect, test } from "vitest";
import { parseStacksText, textOf } from "../frame-table.fixture.ts";
import { randomFrom } from "../graph.fixture.ts";
import { parsedOr } from "./invalid-file.ts";
import { isJson, parseJson } from "./parse-json.ts";
import { isSpeedscope, parseSpeedscope } from "./parse-speedscope.ts";
import { EventList, SampleList, WeightList } from "./profile-lists.ts";
import { scanProfiles } from "./scan-profiles.ts";

const UTF8 = new TextEncoder();

function scan(text: string) {
  return scanProfiles(UTF8.encode(text), textOf);
}

/** A scanned list as JSON has it. */
function asJson(value: unknown): unknown {
  if (value instanceof EventList) {
    const { count, frame, isOpening, at } = value;
    return Array.from({ length: count }, (_, i) => ({
      at: at[i],
      frame: frame[i],
      type: isOpening[i] === 1 ? "O" : "C",
    }));
  }
  if (value instanceof WeightList) return [...value.weight.subarray(0, value.count)];
  if (!(value instanceof SampleList)) return value;
  const { count, frame, end } = value;
  return Array.from({ length: count }, (_, i) => [...frame.subarray(i === 0 ? 0 : end[i - 1], end[i])]);
}

function scannedJson(text: string): unknown {
  const scanned = scan(text);
  if (scanned === null) return null;
  const profiles = (scanned.profiles as readonly unknown[]).map((profile) =>
    isJson(profile)
      ? Object.fromEntries(Object.entries(profile).map(([key, value]) => [key, asJson(value)] as const))
      : profile,
  );
  return { ...scanned, profiles };
}

/** What the whole text gives as JSON. */
function parsedAsJson(text: string): unknown {
  const file = parseJson(text);
  if (isJson(file) && isSpeedscope(file)) return parsedOr(() => parseSpeedscope(file));
  return { ok: false, error: expect.stringContaining("it is JSON, but not a file of speedscope") };
}

const shared = { frames: [{ name: "store" }, { name: 'a "quoted" [name]' }, { name: "süß", file: "a{b.ts", line: 3 }] };
const sampled = {
  type: "sampled",
  name: "samples",
  unit: "bytes",
  samples: [[0, 1, 2], [0, 1], [], [0, 1, 2, 2]],
  weights: [10, 20.25, 0.1, 1e3],
};
const evented = {
  type: "evented",
  name: "events",
  unit: "none",
  startValue: 0,
  endValue: 9,
  events: [
    { type: "O", frame: 0, at: 0 },
    { type: "O", frame: 1, at: 2.5 },
    { type: "C", frame: 1, at: 7 },
    { type: "C", frame: 0, at: 7 },
  ],
};
const file = { $schema: "x", exporter: "y", activeProfileIndex: 1, shared, profiles: [sampled, evented] };

describe("the long lists of a file of speedscope are read as JSON has them:", () => {
  test.each([
    ["without blanks", JSON.stringify(file)],
    ["with all blanks", JSON.stringify(file, null, "\t").replaceAll("\n", " \r\n")],
    ["profiles before frames", JSON.stringify({ profiles: file.profiles, shared })],
    ["no items", JSON.stringify({ shared, profiles: [{ ...sampled, samples: [], weights: [] }, { events: [] }] })],
    [
      "members of an event in another order",
      JSON.stringify(file).replaceAll(/"type":"(.)","frame":(\d+)/g, '"frame":$2,"type":"$1"'),
    ],
    ["a member twice", JSON.stringify(file).replaceAll('"frame":1', '"frame":2,"frame":1')],
  ])("%s", (_, text) => {
    expect(scannedJson(text)).toEqual(JSON.parse(text));
    expect(parseStacksText(text)).toEqual(parsedAsJson(text));
  });

  test.each([
    "0",
    "7",
    "0.5",
    "12.0625",
    "1e3",
    "1E+2",
    "12.5e-1",
    "-0",
    "123456789012345",
    "9007199254740993",
    "0.1234567890123456789",
    "5e-324",
  ])("a number %s", (number) => {
    const text = `{"profiles":[{"weights":[${number}]}]}`;
    expect(scannedJson(text)).toEqual(JSON.parse(text));
  });

  test("fractions, seeded", () => {
    const random = randomFrom(5);
    const numbers = Array.from({ length: 3000 }, () => {
      const digits = String(Math.floor(random() * 10 ** Math.ceil(random() * 15)));
      const point = Math.floor(random() * digits.length);
      return `${digits.slice(0, point) || "0"}.${digits.slice(point)}`.replace(/^0+(?=\d)/, "");
    });
    const text = `{"profiles":[{"weights":[${numbers.join(",")}]}]}`;
    expect(scannedJson(text)).toEqual(JSON.parse(text));
  });
});

describe("is left to JSON:", () => {
  test.each([
    ["a list that is none", '{"profiles":[{"events":3}]}'],
    ["a number where a list is elsewhere", '{"profiles":[{"events":0},{"events":[]}]}'],
    ["a key with an escape", '{"profiles":[{"weights":[1],"event\\u0073":0}]}'],
    ["a list that is there twice", '{"profiles":[{"weights":[1],"weights":[2]}]}'],
    ["a list of no profile", '{"profiles":[{"weights":[1]}],"x":[{"weights":[2]}]}'],
    ["an event with more in it", '{"profiles":[{"events":[{"type":"O","frame":0,"at":1,"x":1}]}]}'],
    ["an event with less", '{"profiles":[{"events":[{"type":"O","frame":0}]}]}'],
    ["an event of another type", '{"profiles":[{"events":[{"type":"X","frame":0,"at":1}]}]}'],
    ["a frame that is no index", '{"profiles":[{"samples":[[0.5]]}]}'],
    ["a number without an end", '{"profiles":[{"weights":[1e999]}]}'],
    ["other JSON", '{"head":{"selfSize":1}}'],
    ["no colon", '{"profiles":[{"events":[{"type" "O","frame":0,"at":1}]}]}'],
    ["a comma too many", '{"profiles":[{"weights":[1,]}]}'],
    ["one in a sample", '{"profiles":[{"samples":[[1,]]}]}'],
    ["one in an event", '{"profiles":[{"events":[{"type":"O","frame":0,"at":1,}]}]}'],
    ["a number that JSON does not know", '{"profiles":[{"weights":[01]}]}'],
    ["one that ends in a point", '{"profiles":[{"weights":[1.]}]}'],
    ["one that begins with a point", '{"profiles":[{"weights":[.5]}]}'],
    ["an index that JSON does not know", '{"profiles":[{"samples":[[01]]}]}'],
    ["a blank that JSON does not allow", '{"profiles":[{"weights":[\u000b1]}]}'],
    ["a text that ends early", '{"profiles":[{"weights":[1'],
    ["more after the end", '{"profiles":[{"weights":[1]}]}]'],
  ])("%s", (_, text) => {
    expect(scan(text)).toBeNull();
  });
});

test("whatever is cut off, doubled or replaced gives what it gives as JSON, seeded", () => {
  const valid = JSON.stringify(file);
  const random = randomFrom(17);
  const pieces = [
    '"',
    "}",
    "]",
    "-",
    "9",
    "null",
    "{",
    "e9",
    "",
    ",",
    ":",
    "0",
    ".",
    " ",
    "[",
    '"events":',
    '"weights":[1],',
    "\\",
    "\\u0073",
  ];
  let scanned = 0;
  let accepted = 0;
  for (let round = 0; round < 6000; round++) {
    const at = Math.floor(random() * valid.length);
    const piece = pieces[Math.floor(random() * pieces.length)]!;
    const kind = random();
    const end = at + Math.floor(random() * 3);
    const text =
      kind < 0.1
        ? valid.slice(0, at)
        : kind < 0.2
          ? valid.slice(0, end) + valid.slice(at)
          : valid.slice(0, at) + piece + valid.slice(end);
    const json = scannedJson(text);
    if (json === null) continue;
    scanned++;
    expect(json, text).toEqual(JSON.parse(text));
    const parsed = parseStacksText(text);
    expect(parsed, text).toEqual(parsedAsJson(text));
    if (parsed.ok) accepted++;
  }
  expect(scanned).toBeGreaterThan(1000);
  expect(accepted).toBeGreaterThan(500);
});
