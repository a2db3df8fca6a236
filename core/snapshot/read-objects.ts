import type { ObjectPaths, PathShape } from "../graph/object-paths.ts";
import { isContext } from "../impls/closures/closure-context.ts";
import { createDescribers } from "../impls/describe.ts";
import { describeMetPart } from "../impls/frameworks/met-parts.ts";
import { createNamedLibraries } from "../impls/libraries/named-libraries.ts";
import { shownOfListener } from "../impls/listeners.ts";
import { createPreviewer, isIdentifier, quoted } from "../impls/preview.ts";

import { stringSizeOf } from "../layout/layout.ts";
import { originOfFunction } from "../realm/function-origin.ts";
import {
  descriptionOf,
  isArray,
  mapSizeOf,
  ownPropertyOf,
  prepareToRead,
  prototypeOf,
  stringWidthOf,
  textOfKey,
} from "../realm/introspect.ts";
import { createSafeList, type SafeList } from "../realm/safe-collections.ts";
import type { Describe } from "../sink/sink.ts";
import type { Anchors, Identity } from "../walk/anchors.ts";
import { isNode } from "../walk/node-list.ts";
import { type ValueKey, ValueReader, type WantedValue } from "../walk/value-reader.ts";
import { customImplsOfPage } from "./create-walk.ts";
import { type SnapshotOptions, walkSettingsOf } from "./snapshot-options.ts";

/** Where a component that is no function has one: in a memo, a reference that is handed on, an object of options. */
const COMPONENT_MEMBERS = ["type", "render", "setup"] as const;

/** Longest literal in an expression that leads to an object. */
const MAX_LITERAL_LENGTH = 1_000;

export { createPreviewer };

/** What is shown of a part: of a listener its function, of the variables of a function nothing, as no script has them in one object. */
export function shownOfPart(part: object): object | undefined {
  return isContext(part) ? undefined : shownOfListener(part);
}

/* What was found at the end of a path. */
export const READ_SAME = 0;
/** There is the object, with other fields than it had, or another type. */
export const READ_CHANGED = 1;
/** Nothing stands there any more. */
export const READ_GONE = 2;
/** No path leads there. */
export const READ_UNREACHED = 3;
/** There is a value, and it is another one, or may be. */
export const READ_MOVED = 4;
export type ReadState =
  | typeof READ_SAME
  | typeof READ_CHANGED
  | typeof READ_GONE
  | typeof READ_UNREACHED
  | typeof READ_MOVED;

/** What stands where an object of a snapshot stood. */
export interface FoundValue {
  readonly state: ReadState;
  /** undefined where nothing was found. */
  readonly value: unknown;
  /** How the holder refers to it, to be read: `"session-617"`, `3`, `rows`; "" where that is not known. */
  readonly key: string;
  /** The same as the end of an expression: `.get("session-617")`, `[3]`, `.rows`; "" where there is none. */
  readonly code: string;
}

/** A row of the paths. */
interface Row extends WantedValue {
  readonly row: number;
  readonly node: number;
  state: ReadState;
  /** Whether another value may stand at its position by now. */
  isMoved: boolean;
  held: SafeList<Row>;
}

/** Of rows that hold no others. */
const NOTHING_HELD: SafeList<Row> = /* @__PURE__ */ createSafeList<Row>();

/** Finds the values at the paths again, by describing what leads to them. `anchors` are those of the walk that the paths are of. Nothing is kept alive. @throws SnapshotOptionError */
export function findValues(paths: ObjectPaths, anchors: Anchors, options: SnapshotOptions): SafeList<FoundValue> {
  prepareToRead();
  const { layout, dictionaryKeys } = walkSettingsOf(options);
  const { describe } = createDescribers({
    layout,
    dictionaryKeys,
    customImpls: customImplsOfPage(layout.wordSize),
    namedLibraries: createNamedLibraries(),
    describeMet: describeMetPart,
    functions: undefined,
    reportListeners: undefined,
  });
  const reader = new ValueReader(layout, paths.places);
  const rows = rowsOf(paths);
  for (let r = 0; r < rows.length; r++) readRow(rows[r], rows, paths, anchors, reader, describe);
  const found = createSafeList<FoundValue>();
  const previewOf = createPreviewer();
  for (let i = 0; i < paths.askedCount; i++) {
    const row = rows[paths.asked[i]];
    const holder = paths.holder[row.row];
    const { key } = row;
    const other = paths.otherwise[i];
    const { state, value } = row.state === READ_UNREACHED && other !== -1 ? rows[other] : row;
    found[i] = {
      state,
      value,
      key: keyTextOf(key, previewOf),
      code: holder === -1 ? "" : codeOf(key, rows[holder].value),
    };
  }
  return found;
}

function rowsOf({ count, node, holder, place, nth }: ObjectPaths): SafeList<Row> {
  const rows = createSafeList<Row>();
  for (let row = 0; row < count; row++) {
    rows[row] = {
      row,
      node: node[row],
      place: place[row],
      nth: nth[row],
      isFound: false,
      value: undefined,
      key: { kind: "none" },
      again: undefined,
      state: READ_UNREACHED,
      isMoved: false,
      held: NOTHING_HELD,
    };
    if (holder[row] === -1) continue;
    const above = rows[holder[row]];
    if (above.held === NOTHING_HELD) above.held = createSafeList<Row>();
    above.held[above.held.length] = rows[row];
  }
  return rows;
}

/** The value of the row is found by its anchor, or was by its holder. Reads what it holds of the rows. */
function readRow(
  row: Row,
  rows: SafeList<Row>,
  paths: ObjectPaths,
  anchors: Anchors,
  reader: ValueReader,
  describe: Describe,
): void {
  const { node } = row;
  const isAnchor = node !== -1 && anchors.has(node);
  if (isAnchor && anchors.kindOf(node) === "ours") row.state = READ_UNREACHED;
  else if (isAnchor) {
    row.value = anchors.objectOf(node);
    row.isMoved = false;
    row.state = row.value === undefined ? READ_GONE : READ_SAME;
  } else if (row.isFound) row.state = READ_SAME;
  else {
    const holder = paths.holder[row.row];
    const isHolderRead = holder !== -1 && rows[holder].state === READ_SAME;
    const isHolderGone = holder !== -1 && rows[holder].state !== READ_UNREACHED;
    row.state = isHolderRead || isHolderGone ? READ_GONE : READ_UNREACHED;
  }
  if (row.state !== READ_SAME) return;
  const isKnown = isAnchor && anchors.kindOf(node) === "part";
  const identity = isAnchor ? "same" : identityOf(row.value, node, anchors);
  if (identity !== "unknown") row.isMoved = identity === "other";
  readValue(row, paths, isKnown ? "of any type" : "of its type", reader, describe);
  settle(row, identity, anchors);
}

function settle(row: Row, identity: Identity, anchors: Anchors): void {
  const { isMoved, state, value } = row;
  const isUnknown = identity === "unknown";
  /* Of what is not known by its identity, another type or other fields are the sign of another value. */
  if (isMoved || (state === READ_CHANGED && isUnknown)) row.state = READ_MOVED;
  else if (state === READ_SAME && isUnknown && isReference(value)) anchors.see(row.node, value);
}

function isReference(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function identityOf(value: unknown, node: number, anchors: Anchors): Identity {
  /* What has no node is no object, no string and no symbol. */
  if (node === -1) return isNode(value) ? "other" : "unknown";
  return isReference(value) ? anchors.compare(node, value) : "unknown";
}

/** Compares the value of a row with what it was, and reads what it holds of the rows. */
function readValue(
  row: Row,
  paths: ObjectPaths,
  wanted: "of its type" | "of any type",
  reader: ValueReader,
  describe: Describe,
): void {
  const shape = paths.shape[row.row];
  const expected = shape === -1 ? undefined : paths.shapes[shape];
  const { value, held } = row;
  if ((typeof value !== "object" && typeof value !== "function") || value === null) {
    if (expected !== undefined && !isSameContent(value, expected, reader)) row.state = READ_CHANGED;
    /* A symbol refers to its description alone. */
    for (let i = 0; typeof value === "symbol" && i < held.length; i++) {
      held[i].value = descriptionOf(value);
      held[i].isFound = held[i].value !== undefined;
    }
    return;
  }
  if (expected !== undefined && !expected.isObject && held.length === 0) {
    row.state = READ_CHANGED;
    return;
  }
  try {
    const isCompared = wanted === "of its type" && expected?.isObject === true && typeof value === "object";
    const read = reader.read(value, describe, held, isCompared ? expected : undefined);
    const had = paths.repetitions[row.row];
    const isShifted = had !== -1 && reader.repetitions !== had;
    for (let i = 0; i < held.length; i++) {
      held[i].isMoved = row.isMoved || (isShifted && held[i].nth >= 0);
      /* What an object of another type holds is not what the walk met. */
      if (read === "type changed") held[i].isFound = false;
    }
    if (read !== "same") row.state = READ_CHANGED;
  } catch {
    /* A trap of a Proxy threw: what is behind it cannot be read. */
    for (let i = 0; i < held.length; i++) held[i].isFound = false;
    row.state = READ_CHANGED;
  }
}

function isSameContent(value: unknown, { typeName, isObject, size }: PathShape, { layout }: ValueReader): boolean {
  if (isObject || typeof value !== typeName) return false;
  if (typeof value !== "string") return true;
  const width = stringWidthOf(value);
  /* Strings of the engine take nothing. */
  return size === 0 || size === stringSizeOf(layout, value.length, width === "two-byte" ? 2 : 1);
}

function keyTextOf(key: ValueKey, previewOf: (value: unknown) => string): string {
  switch (key.kind) {
    case "index":
      return `${key.index}`;
    case "property":
      return typeof key.key === "string" && !isIdentifier(key.key) ? quoted(key.key, 80) : textOfKey(key.key);
    case "entry":
      return previewOf(key.key);
    default:
      return "";
  }
}

function codeOf(key: ValueKey, holder: unknown): string {
  switch (key.kind) {
    case "index":
      return typeof holder === "object" && isArray(holder) ? `[${key.index}]` : "";
    case "property":
      if (typeof key.key !== "string" || key.key.length > MAX_LITERAL_LENGTH) return "";
      return isIdentifier(key.key) ? `.${key.key}` : `[${quoted(key.key, MAX_LITERAL_LENGTH * 6)}]`;
    case "entry":
      return typeof holder === "object" && holder !== null && mapSizeOf(holder) >= 0 ? entryCodeOf(key.key) : "";
    default:
      return "";
  }
}

function entryCodeOf(key: unknown): string {
  switch (typeof key) {
    case "string":
      return key.length > MAX_LITERAL_LENGTH ? "" : `.get(${quoted(key, MAX_LITERAL_LENGTH * 6 + 2)})`;
    case "number":
    case "boolean":
    case "undefined":
      return `.get(${key})`;
    default:
      return key === null ? ".get(null)" : "";
  }
}

/** The function whose source code a value has: itself, that of a component, or its class; undefined where that is of the engine or the browser, or there is none. */
export function sourceFunctionOf(value: unknown): object | undefined {
  if (typeof value === "function") return ofPage(value);
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return componentFunctionOf(value) ?? classOf(value);
  } catch {
    /* A trap of a Proxy threw. */
    return undefined;
  }
}

/** That of a fiber, an instance of a component or a virtual node: its `type`, or what that renders by. */
function componentFunctionOf(object: object): object | undefined {
  let type = ownPropertyOf(object, "type")?.value;
  for (let depth = 0; depth < 4 && typeof type === "object" && type !== null; depth++) {
    const inner: object = type;
    type = undefined;
    for (let m = 0; m < COMPONENT_MEMBERS.length && type === undefined; m++) {
      type = ownPropertyOf(inner, COMPONENT_MEMBERS[m])?.value;
    }
  }
  return typeof type === "function" ? ofPage(type) : undefined;
}

function classOf(object: object): object | undefined {
  const prototype = prototypeOf(object);
  const made = prototype === null ? undefined : ownPropertyOf(prototype, "constructor")?.value;
  return typeof made === "function" ? ofPage(made) : undefined;
}

function ofPage(fn: object): object | undefined {
  return originOfFunction(fn) === "page" ? fn : undefined;
}
