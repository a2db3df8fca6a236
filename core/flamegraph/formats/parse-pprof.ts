import { FrameNames } from "../tree/frame-tree.ts";
import { StackTree } from "../tree/stack-tree.ts";
import { expect, InvalidFile, parsedOr } from "./invalid-file.ts";
import type { TextOf } from "./parse-folded.ts";
import { type ParsedFrames, parsedProfiles, readProfiles, type StackProfile, sumError } from "./parsed-frames.ts";
import { FUNCTION, LINE, LOCATION, PROFILE, SAMPLE, VALUE_TYPE } from "./pprof-fields.ts";
import { BYTES, ProtobufReader, VARINT } from "./protobuf-reader.ts";
import { withStackFlags } from "./stack-flags.ts";

/** Numbers from here on are negative, as signed ones of 64 bits. */
const FIRST_NEGATIVE = 2 ** 63;

/** A file of stacks has some sample types; a file of millions is made to take memory. */
const MAX_SAMPLE_TYPES = 100;

/** Whether the bytes begin as a profile of pprof does, unpacked: with a sample type, two numbers. No text begins so. */
export function isPprof(head: Uint8Array): boolean {
  try {
    const fields = new ProtobufReader(head);
    if (!fields.next() || fields.field !== PROFILE.sampleType || fields.type !== BYTES) return false;
    const type = fields.message();
    let count = 0;
    for (; type.next(); count++) if (type.type !== VARINT || type.field > VALUE_TYPE.unit) return false;
    return count > 0;
  } catch (error) {
    if (error instanceof InvalidFile) return false;
    throw error;
  }
}

/**
 * A profile of pprof (protocol buffer, unpacked) as frames: each sample type in bytes is one set of stacks, and the file opens at its default one, or at the last. The outermost function of each stack is a root,
 * all others are types; inlined functions are frames of their own. Counts of objects are 0.
 */
export function parsePprof(bytes: Uint8Array, textOf: TextOf): ParsedFrames {
  return parsedOr(() => {
    const tables = tablesOf(bytes, textOf);
    const { sampleTypes } = tables;
    expect(sampleTypes.length > 0, "it has no sample type");
    const counted = sampleTypes.map(({ type, unit }) => `${type} (${unit})`);
    const active =
      tables.defaultType === 0
        ? sampleTypes.length - 1
        : sampleTypes.findIndex(({ typeRow }) => typeRow === tables.defaultType);
    const profiles = readProfiles(counted, active, (index, maxFrames) => {
      const { unit } = sampleTypes[index];
      return unit === "bytes"
        ? framesOf(tables, index, maxFrames)
        : { frames: null, note: `it counts ${unit}, not bytes` };
    });
    const inBytes = profiles.filter((_, index) => sampleTypes[index].unit === "bytes");
    return parsedProfiles(
      profiles,
      active,
      "last",
      inBytes.length > 0
        ? inBytes.map(({ name, note }) => `${name}: ${note}`).join("; ")
        : `it counts ${counted.join(", ")}; frames here are bytes, so one sample type must be in bytes. Save a heap profile`,
    );
  });
}

interface SampleType {
  readonly type: string;
  readonly typeRow: number;
  readonly unit: string;
}

interface PprofTables {
  readonly bytes: Uint8Array;
  readonly sampleTypes: readonly SampleType[];
  /** Row of the string with its type; 0 if the file does not name one. */
  readonly defaultType: number;
  /** Where each sample begins and ends. */
  readonly samples: readonly number[];
  readonly names: FrameNames;
  /** By id of a location: rows of `names`, the innermost function first. */
  readonly rowsOf: ReadonlyMap<number, readonly number[]>;
}

function tablesOf(bytes: Uint8Array, textOf: TextOf): PprofTables {
  const strings: string[] = [];
  const types: { type: number; unit: number }[] = [];
  const samples: number[] = [];
  const functions = new Map<number, number>();
  const locations = new Map<number, { readonly functions: readonly number[]; readonly address: number }>();
  let defaultType = 0;
  const fields = new ProtobufReader(bytes);
  while (fields.next()) {
    if (fields.type === VARINT) {
      if (fields.field === PROFILE.defaultSampleType) defaultType = fields.value;
      continue;
    }
    if (fields.type !== BYTES) continue;
    switch (fields.field) {
      case PROFILE.sampleType:
        types.push(valueTypeOf(fields.message()));
        expect(types.length <= MAX_SAMPLE_TYPES, `it has more than ${MAX_SAMPLE_TYPES} sample types`);
        break;
      case PROFILE.sample:
        samples.push(fields.start, fields.end);
        break;
      case PROFILE.location:
        addLocation(locations, fields.message());
        break;
      case PROFILE.function:
        addFunction(functions, fields.message());
        break;
      case PROFILE.stringTable:
        strings.push(textOf(bytes.subarray(fields.start, fields.end)));
        break;
    }
  }
  const stringAt = (row: number): string => {
    const string = strings[row];
    if (string === undefined) throw new InvalidFile(`it refers to string ${row}; there are ${strings.length}`);
    return string;
  };
  const names = new FrameNames();
  const nameRowOf = (id: number): number => {
    const row = functions.get(id);
    if (row === undefined) throw new InvalidFile(`a location refers to function ${id}, which is missing`);
    return names.rowOf(stringAt(row) || "(anonymous)");
  };
  const rowsOf = new Map<number, readonly number[]>();
  for (const [id, location] of locations) {
    const rows = location.functions.map(nameRowOf);
    /* Without symbols there is the address alone. */
    rowsOf.set(id, rows.length > 0 ? rows : [names.rowOf(`0x${location.address.toString(16)}`)]);
  }
  const sampleTypes = types.map(({ type, unit }) => ({ type: stringAt(type), typeRow: type, unit: stringAt(unit) }));
  return { bytes, sampleTypes, defaultType, samples, names, rowsOf };
}

function valueTypeOf(message: ProtobufReader): { type: number; unit: number } {
  const read = { type: 0, unit: 0 };
  while (message.next()) {
    if (message.field === VALUE_TYPE.type) read.type = message.value;
    else if (message.field === VALUE_TYPE.unit) read.unit = message.value;
  }
  return read;
}

function addFunction(functions: Map<number, number>, message: ProtobufReader): void {
  let [id, name, systemName] = [0, 0, 0];
  while (message.next()) {
    if (message.field === FUNCTION.id) id = message.value;
    else if (message.field === FUNCTION.name) name = message.value;
    else if (message.field === FUNCTION.systemName) systemName = message.value;
  }
  expectId(id, functions.has(id), "function");
  functions.set(id, name === 0 ? systemName : name);
}

function addLocation(
  locations: Map<number, { readonly functions: readonly number[]; readonly address: number }>,
  message: ProtobufReader,
): void {
  let [id, address] = [0, 0];
  const functions: number[] = [];
  while (message.next()) {
    if (message.field === LOCATION.id) id = message.value;
    else if (message.field === LOCATION.address) address = message.value;
    else if (message.field === LOCATION.line && message.type === BYTES) {
      const line = message.message();
      while (line.next()) if (line.field === LINE.functionId) functions.push(line.value);
    }
  }
  expectId(id, locations.has(id), "location");
  locations.set(id, { functions, address });
}

function expectId(id: number, isTaken: boolean, kind: string): void {
  expect(Number.isSafeInteger(id), () => `the id ${id} of a ${kind} is above ${Number.MAX_SAFE_INTEGER}`);
  expect(!isTaken, () => `two ${kind}s have the id ${id}`);
}

/** The stacks of one sample type. A sum that cannot be counted or a negative value is the note. */
function framesOf(tables: PprofTables, valueIndex: number, maxFrames: number): Pick<StackProfile, "frames" | "note"> {
  const { bytes, samples, names, rowsOf } = tables;
  const tree = new StackTree(names, maxFrames);
  /** Names of a stack, and beyond it of those before. */
  const stack: number[] = [];
  let total = 0;
  for (let i = 0; i < samples.length; i += 2) {
    const { ids, values } = sampleOf(new ProtobufReader(bytes, samples[i], samples[i + 1]));
    expect(
      values.length === tables.sampleTypes.length,
      () =>
        `sample ${i / 2} has ${values.length} values, expected one for each of the ${tables.sampleTypes.length} sample types`,
    );
    const value = values[valueIndex];
    if (value >= FIRST_NEGATIVE)
      return {
        frames: null,
        note: "it holds negative numbers, as a difference of two profiles does; open the two profiles themselves",
      };
    total += value;
    if (total > Number.MAX_SAFE_INTEGER) return { frames: null, note: sumError(total) };
    if (value === 0) continue;
    let depth = 0;
    for (let at = ids.length - 1; at >= 0; at--) {
      const rows = rowsOf.get(ids[at]);
      if (rows === undefined) throw new InvalidFile(`sample ${i / 2} refers to location ${ids[at]}, which is missing`);
      for (let r = rows.length - 1; r >= 0; r--) stack[depth++] = rows[r];
    }
    if (depth === 0) stack[depth++] = names.rowOf("(no stack)");
    tree.openStack(stack, depth);
    tree.add(value);
  }
  return total === 0
    ? { frames: null, note: "its stacks hold no bytes" }
    : { frames: withStackFlags(tree.finish()), note: "" };
}

function sampleOf(message: ProtobufReader): { readonly ids: readonly number[]; readonly values: readonly number[] } {
  const ids: number[] = [];
  const values: number[] = [];
  while (message.next()) {
    const list = message.field === SAMPLE.locationId ? ids : message.field === SAMPLE.value ? values : null;
    if (list === null) continue;
    if (message.type === VARINT) list.push(message.value);
    else {
      const packed = message.message();
      while (packed.hasMore) list.push(packed.varint());
    }
  }
  return { ids, values };
}
