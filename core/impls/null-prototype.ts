import { NAMESPACE_WORDS } from "../layout/standard-sizes.ts";
import { type OwnProperty, ownKeysOf, ownPropertyOf, ownTextOf } from "../realm/introspect.ts";
import { isSealedNotFrozen } from "../realm/introspect-native.ts";
import { MAX_FIELDS, type Sink } from "../sink/sink.ts";
import type { ImplContext } from "./impl.ts";
import { describeObject } from "./object.ts";

const { toStringTag, isConcatSpreadable } = Symbol;

/** Objects without a prototype: dictionaries, namespaces of modules, and what a page of another origin lets us have of it. */
export function describeNullPrototype(object: object, sink: Sink, context: ImplContext): boolean {
  if (ownPropertyOf(object, toStringTag) !== undefined) {
    if (
      ownTextOf(object, toStringTag) === "Module" &&
      isSealedNotFrozen(object) &&
      describeNamespace(object, sink, context)
    ) {
      return true;
    }
    if (describeForeign(object, sink)) return true;
  }
  return describeObject(object, sink, context);
}

/**
 * `import * as namespace`: a word for each export. One that is not initialised yet has no value to read. False for an
 * object with too many keys to be one.
 */
function describeNamespace(object: object, sink: Sink, { layout }: ImplContext): boolean {
  const keys = ownKeysOf(object);
  if (keys.length > MAX_FIELDS) return false;
  sink.begin("Module", NAMESPACE_WORDS * layout.wordSize);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === toStringTag) continue;
    let property: OwnProperty | undefined;
    try {
      property = ownPropertyOf(object, key);
    } catch {
      property = undefined;
    }
    if (property === undefined) sink.opaqueField(key);
    else if (property.get === undefined && property.set === undefined) sink.field(key, property.value);
    else sink.accessorField(key, property.get, property.set);
  }
  return true;
}

/**
 * A window or location of another origin. It shows the same few keys wherever it comes from, the last of them `Symbol.isConcatSpreadable`, and
 * throws for any other; none of its values is asked for.
 */
function describeForeign(object: object, sink: Sink): boolean {
  const keys = ownKeysOf(object);
  if (keys.length < 4 || keys[keys.length - 1] !== isConcatSpreadable) return false;
  let isWindow = false;
  let isLocation = false;
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === "postMessage") isWindow = true;
    else if (keys[i] === "replace") isLocation = true;
  }
  if (!isWindow && !isLocation) return false;
  const typeName = isWindow ? "Window" : "Location";
  sink.begin(typeName, 0);
  sink.warn(
    "cross-origin",
    `A ${typeName} of another origin cannot be read. The objects that belong to it are not counted.`,
  );
  return true;
}
