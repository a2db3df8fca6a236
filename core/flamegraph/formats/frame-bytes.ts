import type { FrameTable } from "../frame-table.ts";
import { totalsOf } from "../tree/frame-order.ts";
import { ByteWriter } from "./byte-writer.ts";
import { expect, InvalidFile } from "./invalid-file.ts";
import { BYTES, ProtobufReader } from "./protobuf-reader.ts";

/** Tables that belong together, such as the sides of a comparison, with a text of their reader's own. */
export interface TableFile {
  readonly about: string;
  readonly tables: readonly FrameTable[];
  /** As those of `diffFrames`: of each table by frame; `null` where they are not known. */
  readonly entries: readonly (Float64Array | null)[];
}

/*
 * A message of protocol buffers, in which a later version may have more fields:
 *
 *     1 about, a text    2 names, a JSON array    3 table, for each of them:
 *         1 frames      2 how many frames end before this one begins, but for frame 0      3 name
 *         4 kind        5 flags      6 self size      7 maximum self size, above the other      8 objects      9 entries
 *
 * 2 to 9 are columns, packed numbers by frame. Sizes that are not whole, as in files of sampled stacks, are fields 16 and 17 instead: columns of 64-bit floats. All else
 * of a table follows from these.
 */
const ABOUT = 1;
const NAMES = 2;
const TABLE = 3;
const FRAMES = 1;
const ENDED = 2;
const NAME = 3;
const KIND = 4;
const FLAGS = 5;
const SELF_SIZE = 6;
const MORE_SIZE = 7;
const SELF_COUNT = 8;
const ENTRIES = 9;
const SELF_SIZE_FLOATS = 16;
const MORE_SIZE_FLOATS = 17;

type Column = Float64Array | Uint32Array | Uint8Array;

/** The bytes, which compress well. Names that no frame has are left out. */
export function encodeTables({ about, tables, entries }: TableFile): Uint8Array<ArrayBuffer> {
  const file = new ByteWriter();
  const content = new ByteWriter();
  const names = new Map<string, number>();
  const rows = tables.map((table) => namesOf(table, names));
  content.text(about);
  file.bytesField(ABOUT, content);
  content.clear();
  content.text(JSON.stringify([...names.keys()]));
  file.bytesField(NAMES, content);
  const column = new ByteWriter();
  tables.forEach((table, index) => {
    const { count, kind, flags, selfSize, selfMaxSize, selfCount } = table;
    const more = selfMaxSize.map((most, f) => most - selfSize[f]);
    content.clear();
    content.numberField(FRAMES, count);
    const add = (field: number, values: Column): void => {
      column.clear();
      for (let f = 0; f < count; f++) column.varint(values[f]);
      content.bytesField(field, column);
    };
    const addSizes = (field: number, floats: number, sizes: Float64Array): void => {
      if (sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) {
        add(field, sizes);
        return;
      }
      column.clear();
      const bytes = new Uint8Array(sizes.slice(0, count).buffer);
      column.bytes(bytes);
      content.bytesField(floats, column);
    };
    add(ENDED, endedOf(table));
    add(NAME, rows[index]);
    add(KIND, kind);
    add(FLAGS, flags);
    addSizes(SELF_SIZE, SELF_SIZE_FLOATS, selfSize);
    addSizes(MORE_SIZE, MORE_SIZE_FLOATS, more);
    add(SELF_COUNT, selfCount);
    const known = entries[index];
    if (known !== null) add(ENTRIES, known);
    file.bytesField(TABLE, content);
  });
  return file.written.slice();
}

/** The name of each frame, as its number among `names`, which gets those that are new. */
function namesOf({ count, names, name }: FrameTable, all: Map<string, number>): Uint32Array {
  const rows = new Uint32Array(count);
  for (let f = 0; f < count; f++) {
    const text = names[name[f]];
    let row = all.get(text);
    if (row === undefined) {
      row = all.size;
      all.set(text, row);
    }
    rows[f] = row;
  }
  return rows;
}

function endedOf({ count, depth }: FrameTable): Uint32Array {
  const ended = new Uint32Array(count);
  for (let f = 1; f < count; f++) ended[f] = depth[f - 1] + 1 - depth[f];
  return ended;
}

/** @throws InvalidFile for what is no such file, or not all of it. */
export function decodeTables(bytes: Uint8Array, textOf: (bytes: Uint8Array) => string): TableFile {
  const file = new ProtobufReader(bytes);
  let about = "";
  let names: readonly string[] = [];
  const tables: FrameTable[] = [];
  const entries: (Float64Array | null)[] = [];
  while (file.next()) {
    if (file.type !== BYTES) continue;
    const content = bytes.subarray(file.start, file.end);
    if (file.field === ABOUT) about = textOf(content);
    else if (file.field === NAMES) names = parseNames(textOf(content));
    else if (file.field === TABLE) {
      const columns = decodeColumns(file.message());
      tables.push(tableOf(columns, names));
      entries.push(columns.byField.get(ENTRIES) ?? null);
    }
  }
  expect(tables.length > 0, "it has no frames");
  return { about, tables, entries };
}

function parseNames(text: string): readonly string[] {
  const names: unknown = JSON.parse(text);
  expect(
    Array.isArray(names) && names.every((name) => typeof name === "string"),
    "its names are not a list of strings",
  );
  return names;
}

interface Columns {
  readonly count: number;
  readonly byField: ReadonlyMap<number, Float64Array>;
}

function decodeColumns(table: ProtobufReader): Columns {
  let count = 0;
  const byField = new Map<number, Float64Array>();
  while (table.next()) {
    if (table.field === FRAMES && table.type !== BYTES) count = table.value;
    else if (table.type === BYTES) byField.set(table.field, decodeColumn(table, count));
  }
  expect(count > 0, "a table has no frames");
  return { count, byField };
}

function tableOf({ count, byField }: Columns, names: readonly string[]): FrameTable {
  const columnOf = (field: number, or = field): Float64Array => {
    const column = byField.get(field) ?? byField.get(or);
    expect(column !== undefined, `a table of ${count} frames has no column ${field}`);
    return column;
  };
  const name = Uint32Array.from(columnOf(NAME));
  expect(
    name.every((row) => row < names.length),
    `a frame has a name beyond the ${names.length} of the list`,
  );
  const tree = treeOf(columnOf(ENDED));
  const selfSize = columnOf(SELF_SIZE, SELF_SIZE_FLOATS);
  const more = columnOf(MORE_SIZE, MORE_SIZE_FLOATS);
  const selfMaxSize = selfSize.map((least, f) => least + more[f]);
  const selfCount = Uint32Array.from(columnOf(SELF_COUNT));
  const total = { count, parent: tree.parent };
  return {
    count,
    names,
    ...tree,
    name,
    kind: Uint8Array.from(columnOf(KIND)),
    flags: Uint8Array.from(columnOf(FLAGS)),
    selfSize,
    selfMaxSize,
    totalSize: totalsOf(total, selfSize),
    totalMaxSize: totalsOf(total, selfMaxSize),
    selfCount,
    totalCount: Uint32Array.from(totalsOf(total, selfCount)),
  };
}

function decodeColumn(table: ProtobufReader, count: number): Float64Array {
  const { field, start, end, bytes } = table;
  if (field === SELF_SIZE_FLOATS || field === MORE_SIZE_FLOATS) {
    expect(end - start === count * 8, `column ${field} has ${end - start} bytes for ${count} frames`);
    return new Float64Array(bytes.slice(start, end).buffer);
  }
  expect(count <= end - start, `column ${field} has ${end - start} bytes for ${count} frames`);
  const column = new Float64Array(count);
  const numbers = table.message();
  for (let f = 0; f < count; f++) column[f] = numbers.varint();
  expect(!numbers.hasMore, `column ${field} has more numbers than there are frames`);
  return column;
}

/** The columns of the tree's form, from how many frames end before each begins. */
function treeOf(ended: Float64Array): Pick<FrameTable, "parent" | "subtreeEnd" | "depth"> {
  const count = ended.length;
  const parent = new Int32Array(count);
  const depth = new Uint32Array(count);
  const subtreeEnd = new Uint32Array(count);
  parent[0] = -1;
  for (let f = 1; f < count; f++) {
    let around = f - 1;
    if (ended[f] > depth[around]) throw new InvalidFile(`frame ${f} stands outside of all`);
    for (let ends = ended[f]; ends > 0; ends--) around = parent[around];
    parent[f] = around;
    depth[f] = depth[around] + 1;
  }
  for (let f = count - 1; f >= 0; f--) {
    /* The last frame inside has set it, where there is one. */
    if (subtreeEnd[f] === 0) subtreeEnd[f] = f + 1;
    if (f > 0 && subtreeEnd[parent[f]] === 0) subtreeEnd[parent[f]] = subtreeEnd[f];
  }
  return { parent, subtreeEnd, depth };
}
