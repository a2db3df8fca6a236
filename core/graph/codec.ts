import { isCellWithin, MAX_NODES } from "./cell.ts";
import { DOM_COUNT_ROWS, DOM_NOT_KNOWN } from "./dom-counts.ts";
import { withFlags } from "./flags-of-names.ts";
import {
  type Graph,
  type GraphTables,
  type GraphWarning,
  KIND_FIELD,
  KIND_STORAGE,
  KIND_TYPE,
  type PlaceTable,
  ROOT_KIND_COUNT,
  type RootTable,
  SHAPE_COUNTED,
  type ShapeTable,
  type TimelineCounts,
} from "./graph.ts";
import { CellsDoNotFitError, toGraph } from "./locate-cells.ts";
import { MalformedSnapshotError, readSections, type Tables, type WritableTables, writeSections } from "./sections.ts";
import { totalsOf } from "./totals.ts";
import { MAX_WATCHED_ROWS, WATCHED_KIND_COUNT, type Watched, type WatchedKind, type WatchedRow } from "./watched.ts";

/** A walk writes places nested two deep. */
const MAX_PLACE_DEPTH = 16;

/* Taken at load: encoding runs in the page. */
const { call, bind } = Function.prototype;
const Bytes = Uint8Array;
const Words = Uint32Array;
const SignedWords = Int32Array;
const Halves = Uint16Array;
const Doubles = Float64Array;
const charCodeAt = /* @__PURE__ */ (bind as (this: unknown, ...args: unknown[]) => unknown).call(
  call,
  String.prototype.charCodeAt,
) as (self: string, at: number) => number;

/** The engine, where it is not V8. */
const SPIDER_MONKEY = 1;

/** The graph as bytes of SNAPSHOT_VERSION (sections.ts). Costs a copy of the columns. */
export function encodeGraph(graph: GraphTables): Uint8Array<ArrayBuffer> {
  return writeSections(tablesOf(graph), graph.wordSize);
}

/** Its columns as `writeSections` takes them: the first half of the encoding. */
export function tablesOf(graph: GraphTables): WritableTables {
  const { places, shapes, cells, largeBytes, roots } = graph;
  const shape = shapes.count <= 0x10000 ? new Halves(graph.nodeShape) : graph.nodeShape;
  const texts = textsOf(graph);
  const warnings = { node: warningNodesOf(graph) };
  /* From a list, the column would be filled by the iterator of the page. */
  const usedHeapSize = new Doubles(1);
  usedHeapSize[0] = graph.usedHeapSize;
  const engine = new Bytes(graph.engine === undefined ? 0 : 1);
  if (graph.engine !== undefined) engine[0] = SPIDER_MONKEY;
  const realm = { usedHeapSize, engine };
  const names = { minified: graph.minifiedNames ?? new Words(0) };
  const timeline = { counts: countsOfTimeline(graph.timeline) };
  const dom = { counts: graph.domCounts ?? new Doubles(0) };
  const watched = columnsOfWatched(graph.watched);
  return {
    texts,
    places,
    shapes: withScripts(shapes),
    nodes: { shape, cells, largeBytes },
    roots,
    warnings,
    realm,
    names,
    timeline,
    dom,
    watched,
  };
}

function withScripts(shapes: ShapeTable): WritableTables["shapes"] {
  const { typeName, flags, headerSize, headerMaxSize, firstSlot, firstRepeat, firstStorage } = shapes;
  const { slotPlace, slotSize, slotMaxSize, slotFlags } = shapes;
  const { storagePlace, storageSize, storageMaxSize, storageItemSize, storageItemMaxSize } = shapes;
  return {
    typeName,
    flags,
    headerSize,
    headerMaxSize,
    firstSlot,
    firstRepeat,
    firstStorage,
    slotPlace,
    slotSize,
    slotMaxSize,
    slotFlags,
    storagePlace,
    storageSize,
    storageMaxSize,
    storageItemSize,
    storageItemMaxSize,
    script: shapes.script ?? new Words(0),
  };
}

/** Rows of the section, in this order. */
const TIMELINE_COUNTS = 4;

function countsOfTimeline(timeline: TimelineCounts | undefined): Float64Array {
  if (timeline === undefined) return new Doubles(0);
  const counts = new Doubles(TIMELINE_COUNTS);
  counts[0] = timeline.marks;
  counts[1] = timeline.measures;
  counts[2] = timeline.resources;
  counts[3] = timeline.reactMeasures;
  return counts;
}

/** Of each row in this order: file, address of the script, function, event, target. They stand apart from the names of the graph, which have other names in minified code. */
const WATCHED_TEXTS = 5;

function columnsOfWatched(watched: Watched | undefined): Tables["watched"] {
  const rows = watched === undefined ? [] : watched.rows;
  const count = rows.length;
  const columns = {
    ageMs: new Doubles(watched === undefined ? 0 : 1),
    kind: new Bytes(count),
    line: new Words(count),
    column: new Words(count),
    count: new Words(count),
    size: new Doubles(count),
  };
  if (watched !== undefined) columns.ageMs[0] = watched.ageMs;
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    columns.kind[i] = row.kind;
    columns.line[i] = row.line;
    columns.column[i] = row.column;
    columns.count[i] = row.count;
    columns.size[i] = row.size;
  }
  const textAt = (i: number): string => {
    const row = rows[(i / WATCHED_TEXTS) | 0];
    switch (i % WATCHED_TEXTS) {
      case 0:
        return row.file;
      case 1:
        return row.script;
      case 2:
        return row.functionName;
      case 3:
        return row.event;
      default:
        return row.target;
    }
  };
  const { lengths, units } = runOf(count * WATCHED_TEXTS, textAt);
  return { ...columns, lengths, units };
}

/** All strings in one run: the names, then three for each warning. */
function textsOf(graph: GraphTables): Tables["texts"] {
  const { names, warnings } = graph;
  const count = names.length + warnings.length * 3;
  const textAt = (i: number): string => {
    if (i < names.length) return names[i];
    const warning = warnings[((i - names.length) / 3) | 0];
    const member = (i - names.length) % 3;
    return member === 0 ? warning.code : member === 1 ? warning.path : warning.detail;
  };
  return runOf(count, textAt);
}

function runOf(count: number, textAt: (index: number) => string): Tables["texts"] {
  const lengths = new Words(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    lengths[i] = textAt(i).length;
    total += lengths[i];
  }
  const units = new Halves(total);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const text = textAt(i);
    for (let c = 0; c < text.length; c++) units[at++] = charCodeAt(text, c);
  }
  return { lengths, units };
}

function warningNodesOf({ warnings }: GraphTables): Int32Array {
  const nodes = new SignedWords(warnings.length);
  for (let i = 0; i < warnings.length; i++) nodes[i] = warnings[i].node;
  return nodes;
}

export type Decoded =
  | { readonly ok: true; readonly graph: Graph }
  /** A sentence: the value found, the expected one, and the place. */
  | { readonly ok: false; readonly error: string };

/**
 * Reads bytes that may come from anywhere. Every length, index and flag is checked, so that no reader of the tables needs to; the graph may
 * still hold any reference between its nodes, cycles included. No table has more rows than there are bytes for them.
 */
export function decodeGraph(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, graph: decode(bytes) };
  } catch (error) {
    if (error instanceof MalformedSnapshotError || error instanceof CellsDoNotFitError || error instanceof RangeError)
      return { ok: false, error: error.message };
    throw error;
  }
}

function expect(holds: boolean, message: string): asserts holds {
  if (!holds) throw new MalformedSnapshotError(message);
}

function expectBelow(name: string, column: Uint32Array, limit: number): void {
  for (let i = 0; i < column.length; i++) {
    if (column[i] >= limit)
      throw new MalformedSnapshotError(`column "${name}", row ${i}: index ${column[i]}, expected less than ${limit}`);
  }
}

function expectCells(name: string, cells: Int32Array, nodeCount: number, largeBytes: Float64Array): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (!isCellWithin(cell, nodeCount, largeBytes.length)) {
      throw new MalformedSnapshotError(
        `column "${name}", row ${i}: ${cell} refers to nothing; there are ${nodeCount} nodes`,
      );
    }
  }
}

/** The sizes of a column, at least, are not above those at most. */
function expectOrdered(name: string, sizes: Uint32Array, maxSizes: Uint32Array): void {
  for (let i = 0; i < sizes.length; i++) {
    if (maxSizes[i] < sizes[i])
      throw new MalformedSnapshotError(
        `column "${name}", row ${i}: at least ${sizes[i]} bytes, at most ${maxSizes[i]}`,
      );
  }
}

function decode(bytes: Uint8Array): Graph {
  const { wordSize, tables } = readSections(bytes);
  expect(wordSize === 4 || wordSize === 8, `word size ${wordSize}, expected 4 or 8`);
  const { lengths, units } = tables.texts;
  const { shape: nodeShape, cells, largeBytes } = tables.nodes;
  const storedPlaces = checkedPlaces(tables.places);
  const storedShapes = checkedShapes(tables.shapes, storedPlaces.count);
  const roots = checkedRoots(tables.roots);
  const warningNodes = tables.warnings.node;
  const warningCount = warningNodes.length;

  const nameCount = lengths.length - 3 * warningCount;
  expect(nameCount >= 0, `${warningCount} warnings need three strings each; there are ${lengths.length} strings`);
  const texts = decodeTexts(lengths, units);
  const names = texts.slice(0, nameCount);
  const warnings: GraphWarning[] = [];
  for (let i = nameCount; i < texts.length; i += 3) {
    const node = warningNodes[warnings.length];
    if (node < -1 || node >= nodeShape.length)
      throw new MalformedSnapshotError(`warning ${warnings.length}: node ${node}; there are ${nodeShape.length}`);
    warnings.push({ code: texts[i], node, path: texts[i + 1], detail: texts[i + 2] });
  }
  const nodeCount = nodeShape.length;
  expect(nodeCount <= MAX_NODES, `${nodeCount} nodes, expected at most ${MAX_NODES}`);
  expectBelow("places.name", storedPlaces.name, nameCount);
  expectBelow("shapes.typeName", storedShapes.typeName, nameCount);
  if (storedShapes.script !== undefined) expectBelow("shapes.script", storedShapes.script, nameCount + 1);
  const { places, shapes } = withFlags({ names, places: storedPlaces, shapes: storedShapes });
  expectBelow("roots.name", roots.name, nameCount);
  expectBelow("roots.group", roots.group, nameCount + 1);
  expectDifferent(roots);
  expectBelow("node shapes", nodeShape, shapes.count);
  for (let i = 0; i < largeBytes.length; i++) {
    const size = largeBytes[i];
    if (!(Number.isSafeInteger(size) && size >= 0))
      throw new MalformedSnapshotError(`large size ${i} is ${size}, expected whole bytes`);
  }
  expectCells("roots.cell", roots.cell, nodeCount, largeBytes);
  expectCells("cells", cells, nodeCount, largeBytes);
  const usedHeapSize = tables.realm.usedHeapSize[0] ?? 0;
  expect(
    Number.isSafeInteger(usedHeapSize) && usedHeapSize >= 0,
    `column "realm.usedHeapSize": ${usedHeapSize}, expected whole bytes`,
  );
  const [engine] = tables.realm.engine;
  expect(
    engine === undefined || engine === SPIDER_MONKEY,
    `column "realm.engine": ${engine}, expected ${SPIDER_MONKEY}`,
  );
  const graph = toGraph({
    wordSize,
    engine: engine === undefined ? undefined : "SpiderMonkey",
    names,
    ...checkedMinified(tables.names.minified, nameCount),
    places,
    shapes,
    nodeCount,
    nodeShape,
    cells,
    largeBytes,
    roots,
    warnings,
    usedHeapSize,
    timeline: checkedTimeline(tables.timeline.counts),
    domCounts: checkedDom(tables.dom.counts),
    watched: checkedWatched(tables.watched),
  });
  /* Cells that do not fit are refused here: the totals need the first cell of each node. */
  const { maxSize } = totalsOf(graph);
  expect(
    maxSize <= Number.MAX_SAFE_INTEGER,
    `its sizes sum to ${maxSize}, above ${Number.MAX_SAFE_INTEGER}, the largest sum that can be counted exactly`,
  );
  return graph;
}

/** Files of earlier versions have none. */
function checkedTimeline(counts: Float64Array): TimelineCounts | undefined {
  if (counts.length === 0) return undefined;
  expect(counts.length === TIMELINE_COUNTS, `${counts.length} counts of a timeline, expected ${TIMELINE_COUNTS}`);
  for (let i = 0; i < TIMELINE_COUNTS; i++) {
    if (!(Number.isSafeInteger(counts[i]) && counts[i] >= 0))
      throw new MalformedSnapshotError(`column "timeline.counts", row ${i}: ${counts[i]}, expected a count`);
  }
  const [marks, measures, resources, reactMeasures] = counts;
  expect(reactMeasures <= measures, `${reactMeasures} measures of React, expected at most ${measures}`);
  return { marks, measures, resources, reactMeasures };
}

/** The same. */
function checkedDom(counts: Float64Array): Float64Array | undefined {
  if (counts.length === 0) return undefined;
  expect(counts.length === DOM_COUNT_ROWS, `${counts.length} counts of the DOM, expected ${DOM_COUNT_ROWS}`);
  expect(
    counts.every((count) => Number.isSafeInteger(count) && count >= DOM_NOT_KNOWN),
    `column "dom.counts": ${counts.join(", ")}, expected counts`,
  );
  return counts;
}

/** Most files have none. */
function checkedWatched({ ageMs, lengths, units, ...columns }: Tables["watched"]): Watched | undefined {
  if (ageMs.length === 0) return undefined;
  expect(ageMs.length === 1 && ageMs[0] >= 0, `column "watched.ageMs": ${ageMs[0]}, expected milliseconds`);
  const count = countOf("watched", columns);
  expect(count <= MAX_WATCHED_ROWS, `${count} watched rows, expected at most ${MAX_WATCHED_ROWS}`);
  expect(
    lengths.length === count * WATCHED_TEXTS,
    `${lengths.length} strings of ${count} watched rows, expected ${count * WATCHED_TEXTS}`,
  );
  const texts = decodeTexts(lengths, units);
  const rows: WatchedRow[] = [];
  for (let i = 0; i < count; i++) {
    const kind = columns.kind[i];
    const size = columns.size[i];
    if (kind >= WATCHED_KIND_COUNT)
      throw new MalformedSnapshotError(
        `column "watched.kind", row ${i}: ${kind}, expected less than ${WATCHED_KIND_COUNT}`,
      );
    if (!(Number.isSafeInteger(size) && size >= 0))
      throw new MalformedSnapshotError(`column "watched.size", row ${i}: ${size}, expected whole bytes`);
    const [file, script, functionName, event, target] = texts.slice(i * WATCHED_TEXTS, (i + 1) * WATCHED_TEXTS);
    rows.push({
      kind: kind as WatchedKind,
      event,
      target,
      file,
      script,
      line: columns.line[i],
      column: columns.column[i],
      functionName,
      count: columns.count[i],
      size,
    });
  }
  return { ageMs: ageMs[0], rows };
}

/** Most files have none. */
function checkedMinified(minified: Uint32Array, nameCount: number): Pick<Graph, "minifiedNames"> {
  if (minified.length === 0) return {};
  expect(
    minified.length === nameCount,
    `${minified.length} minified names, expected one for each of ${nameCount} names`,
  );
  expectBelow("names.minified", minified, nameCount + 1);
  return { minifiedNames: minified };
}

/** Files of earlier versions have neither kinds nor groups. */
function checkedRoots({ name, cell, kind, group }: Tables["roots"]): RootTable {
  const count = countOf("roots", { name, cell });
  const roots = {
    count,
    name,
    cell,
    kind: kind.length === 0 ? new Uint8Array(count) : kind,
    group: group.length === 0 ? new Uint32Array(count) : group,
  };
  countOf("roots", { name, kind: roots.kind, group: roots.group });
  for (let r = 0; r < count; r++) {
    if (roots.kind[r] >= ROOT_KIND_COUNT)
      throw new MalformedSnapshotError(
        `column "roots.kind", row ${r}: ${roots.kind[r]}, expected less than ${ROOT_KIND_COUNT}`,
      );
  }
  return roots;
}

function expectDifferent({ count, name, kind, group }: RootTable): void {
  const taken = new Set<string>();
  for (let r = 0; r < count; r++) taken.add(`${name[r]} ${kind[r]} ${group[r]}`);
  expect(taken.size === count, "two roots of one kind have the same name");
}

/** Strings that stand together are made at once and cut apart: there may be half a million short ones. */
const RUN_UNITS = 4096;

function decodeTexts(lengths: Uint32Array, units: Uint16Array): string[] {
  const texts: string[] = [];
  let at = 0;
  for (let i = 0; i < lengths.length; ) {
    const start = at;
    const first = i;
    for (; i < lengths.length && at - start < RUN_UNITS; i++) {
      at += lengths[i];
      if (at > units.length) throw new MalformedSnapshotError(`string ${i} ends at unit ${at} of ${units.length}`);
    }
    const run = textOfUnits(units, start, at);
    let end = 0;
    for (let t = first; t < i; t++) {
      const begin = end;
      end += lengths[t];
      texts.push(run.slice(begin, end));
    }
  }
  expect(at === units.length, `${units.length - at} units after the last string`);
  return texts;
}

/** `String.fromCharCode` takes its units as arguments: not too many at once. */
function textOfUnits(units: Uint16Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += 4096) {
    text += String.fromCharCode(...units.subarray(at, Math.min(end, at + 4096)));
  }
  return text;
}

/** The number of rows, which all columns of a table have. */
function countOf(name: string, table: Readonly<Record<string, { readonly length: number }>>): number {
  let count: number | undefined;
  for (const [column, { length }] of Object.entries(table)) {
    count ??= length;
    expect(length === count, `section "${name}.${column}": ${length} rows, expected ${count}`);
  }
  return count ?? 0;
}

function checkedPlaces(columns: Tables["places"]): PlaceTable {
  const places = { count: countOf("places", columns), ...columns };
  const { count, parent, kind } = places;
  expect(count > 0 && parent[0] === -1 && kind[0] === KIND_TYPE, "place 0 is not the type frame");
  const depth = new Uint8Array(count);
  for (let i = 1; i < count; i++) {
    /* A parent before its child: no place can enclose itself. */
    const at = parent[i];
    if (at < 0 || at >= i) throw new MalformedSnapshotError(`place ${i} has parent ${at}, expected 0 to ${i - 1}`);
    if (kind[i] !== KIND_FIELD && kind[i] !== KIND_STORAGE)
      throw new MalformedSnapshotError(`place ${i} has kind ${kind[i]}`);
    depth[i] = depth[at] + 1;
    if (depth[i] > MAX_PLACE_DEPTH)
      throw new MalformedSnapshotError(`place ${i} is nested more than ${MAX_PLACE_DEPTH} deep`);
  }
  return places;
}

function checkedShapes(columns: Tables["shapes"], placeCount: number): ShapeTable {
  const { typeName, flags, headerSize, headerMaxSize } = columns;
  const { firstSlot, firstRepeat, firstStorage } = columns;
  const { slotPlace, slotSize, slotMaxSize, slotFlags } = columns;
  const { storagePlace, storageSize, storageMaxSize, storageItemSize, storageItemMaxSize } = columns;
  const count = countOf("shapes", { typeName, flags, headerSize, headerMaxSize, firstRepeat });
  const firsts = countOf("shapes", { firstSlot, firstStorage });
  expect(firsts === count + 1, `section "shapes.firstSlot": ${firsts} rows, expected ${count + 1}`);
  const slotCount = countOf("shapes", { slotPlace, slotSize, slotMaxSize, slotFlags });
  const storages = { storagePlace, storageSize, storageMaxSize, storageItemSize, storageItemMaxSize };
  const storageCount = countOf("shapes", storages);
  expectBelow("shapes.slotPlace", slotPlace, placeCount);
  expectOrdered("shapes.headerSize", headerSize, headerMaxSize);
  expectOrdered("shapes.slotSize", slotSize, slotMaxSize);
  expectBelow("shapes.storagePlace", storagePlace, placeCount);
  expectOrdered("shapes.storageSize", storageSize, storageMaxSize);
  expectOrdered("shapes.storageItemSize", storageItemSize, storageItemMaxSize);
  expect(firstSlot[0] === 0 && firstSlot[count] === slotCount, "the slots of the shapes do not cover the slot columns");
  expect(
    firstStorage[0] === 0 && firstStorage[count] === storageCount,
    "the storages of the shapes do not cover the storage columns",
  );
  for (let s = 0; s < count; s++) {
    const start = firstSlot[s];
    const repeat = firstRepeat[s];
    const end = firstSlot[s + 1];
    if (start > repeat || repeat > end)
      throw new MalformedSnapshotError(`shape ${s}: slots ${start} to ${end} with repeats from ${repeat}`);
    if (repeat < end && (flags[s] & SHAPE_COUNTED) === 0)
      throw new MalformedSnapshotError(`shape ${s}: repeated slots without a number of repetitions`);
    if (firstStorage[s] > firstStorage[s + 1])
      throw new MalformedSnapshotError(`shape ${s}: storages ${firstStorage[s]} to ${firstStorage[s + 1]}`);
  }
  const { script } = columns;
  expect(
    script.length === 0 || script.length === count,
    `${script.length} scripts of shapes, expected one for each of ${count} shapes`,
  );
  return { count, ...columns, script: script.length === 0 ? undefined : script };
}
