import { PLACE_DATA } from "../graph/standard-places.ts";
import { isSpiderMonkey, type Layout } from "../layout/layout.ts";
import { maxRegExpDataSizeOf, unseenPromiseSizeOf } from "../layout/unseen.ts";
import { append, isDate, isWindow, ownKeysOf, regExpSourceOf } from "../realm/introspect.ts";
import type { Sink } from "../sink/sink.ts";
import type { ImplContext } from "./impl.ts";

/** What the engine keeps for ten calls, and the text it makes of them when it is asked. */
const MOST_STACK_BYTES = 4096;

export function describeDate(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  if (!isDate(object)) return false;
  sink.beginBetween(typeName, layout.dateSize, layout.most.dateSize);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  return true;
}

export function describeRegExp(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const source = regExpSourceOf(object);
  if (source === undefined) return false;
  /* `lastIndex` has its word in the header: it is a field of every RegExp. */
  sink.begin(typeName, layout.regExpSize - layout.wordSize);
  sink.storage(PLACE_DATA, layout.regExpDataSize, maxRegExpDataSizeOf(layout));
  sink.reference(PLACE_DATA, source);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  return true;
}

/** An Error's own properties, but never `stack`: the engine writes the text when it is first read. */
export function describeError(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const keys = ownKeysOf(object);
  const fields: (string | symbol)[] = [];
  let hasStack = false;
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === "stack") hasStack = true;
    else append(fields, keys[i]);
  }
  sink.begin(typeName, layout.errorSize - wordsInHeader(fields, hasStack, layout) * layout.wordSize);
  if (hasStack) sink.opaqueField("stack");
  /* In Firefox it is an accessor of all errors. */
  if (hasStack || isSpiderMonkey(layout)) sink.possibleBytes(PLACE_DATA, MOST_STACK_BYTES);
  sink.fieldsOf(object, fields, 0);
  return true;
}

/** Fields for which there is room in the header's figure: `stack` and `message`, in Firefox where the error was made, too. */
function wordsInHeader(fields: readonly (string | symbol)[], hasStack: boolean, layout: Layout): number {
  if (!isSpiderMonkey(layout)) return (hasStack ? 1 : 0) + (fields.length > 0 && fields[0] === "message" ? 1 : 0);
  let words = 0;
  for (let i = 0; i < fields.length; i++) {
    switch (fields[i]) {
      case "fileName":
      case "lineNumber":
      case "columnNumber":
      case "message":
      case "cause":
        words++;
    }
  }
  return words;
}

/** A Promise: its own properties. What it waits for and what it came to are invisible to JavaScript. */
export function describePromise(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  sink.begin(typeName, layout.promiseSize);
  const unseen = unseenPromiseSizeOf(layout);
  if (unseen > 0) sink.storage(PLACE_DATA, 0, unseen);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  return true;
}

/** A WeakRef is described without its target, which it does not hold. */
export function describeWeakRef(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  sink.begin(typeName, layout.weakRefSize);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  return true;
}

/** The global object of a window: all of the page hangs on it, and nothing of it belongs to the object that refers to it. */
export function describeWindow(object: object, sink: Sink, { typeName }: ImplContext): boolean {
  if (!isWindow(object)) return false;
  sink.begin(typeName, 0);
  return true;
}
