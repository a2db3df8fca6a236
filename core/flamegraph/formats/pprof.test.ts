import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../index.ts";
import { deepFrames, framesOfFolded, wideFrames } from "../frame-table.fixture.ts";
import type { FrameTable } from "../frame-table.ts";
import { encodePprof } from "./pprof.ts";

/** One message of the wire format: its fields in order, numbers or bytes. */
type Field = readonly [number: number, value: number | Uint8Array];

function varintAt(bytes: Uint8Array, at: number): [value: number, end: number] {
  let value = 0;
  for (let scale = 1; ; scale *= 0x80) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error("a number is cut off");
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at];
  }
}

function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag, afterTag] = varintAt(bytes, at);
    const [value, end] = varintAt(bytes, afterTag);
    const number = tag >> 3;
    if ((tag & 7) === 0) {
      fields.push([number, value]);
      at = end;
    } else {
      if ((tag & 7) !== 2 || end + value > bytes.length) throw new Error(`no field of bytes at ${at}`);
      at = end + value;
      fields.push([number, bytes.subarray(end, at)]);
    }
  }
  return fields;
}

const numbersIn = (fields: readonly Field[], number: number): number[] =>
  fields.flatMap(([field, value]) => (field === number && typeof value === "number" ? [value] : []));
const bytesIn = (fields: readonly Field[], number: number): Uint8Array[] =>
  fields.flatMap(([field, value]) => (field === number && typeof value !== "number" ? [value] : []));

function packedNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [value, end] = varintAt(bytes, at);
    numbers.push(value);
    at = end;
  }
  return numbers;
}

/** A profile as https://github.com/google/pprof/blob/main/proto/profile.proto tells it. */
function decodePprof(bytes: Uint8Array) {
  const profile = fieldsOf(bytes);
  const strings = bytesIn(profile, 6).map((text) =>
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text),
  );
  const sampleTypes = bytesIn(profile, 1).map((message) => {
    const type = fieldsOf(message);
    return `${strings[numbersIn(type, 1)[0]!]}/${strings[numbersIn(type, 2)[0]!]}`;
  });
  const functions = new Map(
    bytesIn(profile, 5).map((message) => {
      const fields = fieldsOf(message);
      return [numbersIn(fields, 1)[0]!, strings[numbersIn(fields, 2)[0]!]!];
    }),
  );
  const locations = new Map(
    bytesIn(profile, 4).map((message) => {
      const fields = fieldsOf(message);
      const [line] = bytesIn(fields, 4);
      return [numbersIn(fields, 1)[0]!, functions.get(numbersIn(fieldsOf(line!), 1)[0]!)!];
    }),
  );
  const samples = bytesIn(profile, 2).map((message) => {
    const fields = fieldsOf(message);
    const stack = packedNumbers(bytesIn(fields, 1)[0]!).map((id) => locations.get(id)!);
    const values = packedNumbers(bytesIn(fields, 2)[0]!);
    expect(values).toHaveLength(sampleTypes.length);
    const [objects, space] = values.length === 2 ? values : [0, values[0]];
    return { stack, objects: objects!, space: space! };
  });
  return { strings, sampleTypes, functions, locations, samples, defaultType: strings[numbersIn(profile, 14)[0]!] };
}

const decoded = (frames: FrameTable) => decodePprof(encodePprof(frames));
const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe("a pprof profile", () => {
  test("tells objects and bytes of each stack, the leaf first", () => {
    const snapshot = takeSnapshot({ roots: { cart: { items: [{ sku: "a-1", qty: 2 }] } }, layout: "chrome" });
    const { strings, sampleTypes, defaultType, samples } = decoded(snapshot.flamegraph());
    expect(strings[0]).toBe("");
    expect(sampleTypes).toEqual(["objects/count", "space/bytes"]);
    expect(defaultType).toBe("space");
    expect(samples).toContainEqual({ stack: ["Object", "cart"], objects: 1, space: 12 });
    expect(samples).toContainEqual({
      stack: ["string", "sku", "Object", "elements", "Array", "items", "Object", "cart"],
      objects: 0,
      space: 16,
    });
    expect(sumOf(samples.map(({ space }) => space))).toBe(snapshot.totalSize);
    expect(sumOf(samples.map(({ objects }) => objects))).toBe(snapshot.objectCount);
  });

  test("has no objects where none are counted", () => {
    const { sampleTypes, samples, defaultType } = decoded(framesOfFolded("a;b 12\n"));
    expect(sampleTypes).toEqual(["space/bytes"]);
    expect(samples).toEqual([{ stack: ["b", "a"], objects: 0, space: 12 }]);
    expect(defaultType).toBe("space");
  });

  test("has one function and one location, from 1 on, for each name", () => {
    const { functions, locations } = decoded(framesOfFolded("a;Object;b;Object 1\nc;Object 1\n"));
    expect([...functions.values()].sort()).toEqual(["Object", "a", "b", "c"]);
    expect([...functions.keys()]).toEqual([1, 2, 3, 4]);
    expect(locations).toEqual(functions);
  });

  test.each(["a;b", "line\nbreak", "__proto__", "", "é ü", "\u2028", "\ufeffmark", "👍 ok", "nul\u0000"])(
    "keeps the name %j as it is",
    (name) => {
      const { samples } = decoded(takeSnapshot({ roots: { [name]: { a: 1 } } }).flamegraph());
      expect(samples[0]!.stack).toEqual(["Object", name]);
    },
  );

  test("has no half characters", () => {
    const { samples } = decoded(takeSnapshot({ roots: { "\ud800lone\udc00": {} } }).flamegraph());
    expect(samples[0]!.stack.at(-1)).toBe("\ufffdlone\ufffd");
  });

  test.each([127, 128, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, 2 ** 40, Number.MAX_SAFE_INTEGER])("of %d bytes", (bytes) => {
    expect(decoded(framesOfFolded(`a ${bytes}\n`)).samples).toEqual([{ stack: ["a"], objects: 0, space: bytes }]);
  });

  test("of a chain 2,000 deep", () => {
    const { samples } = decoded(deepFrames(2_000));
    expect(samples).toHaveLength(2_000);
    expect(samples[1_999]!.stack).toHaveLength(2_000);
    expect(samples[1_999]!.stack.slice(-2)).toEqual(["next1", "list"]);
  });

  test("of a chain 10,000 deep", () => {
    const bytes = encodePprof(deepFrames(10_000));
    const samples = bytesIn(fieldsOf(bytes), 2);
    expect(samples).toHaveLength(10_000);
    expect(packedNumbers(bytesIn(fieldsOf(samples[9_999]!), 1)[0]!)).toHaveLength(10_000);
  });

  test("of a frame with 500,000 frames inside", () => {
    const samples = bytesIn(fieldsOf(encodePprof(wideFrames(500_000))), 2);
    expect(samples).toHaveLength(500_000);
    const values = packedNumbers(bytesIn(fieldsOf(samples[499_999]!), 2)[0]!);
    expect(values).toEqual([1, 12]);
  });
});
