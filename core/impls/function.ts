import { KIND_FIELD, PLACE_SELF } from "../graph/graph.ts";
import { PLACE_DATA, PLACE_PROPERTIES } from "../graph/standard-places.ts";
import { unseenBoundArgumentsSizeOf } from "../layout/unseen.ts";
import { isClassText, originOfFunction } from "../realm/function-origin.ts";
import { append, ownKeysOf, ownPropertyOf, ownTextOf, startsWith } from "../realm/introspect.ts";
import { MAX_FIELDS, type Sink } from "../sink/sink.ts";
import { describePrototype } from "./class-prototype.ts";
import type { ImplContext } from "./impl.ts";
import { describeAddedFields, describeDictionary } from "./own-fields.ts";

const BOUND = "bound ";

/**
 * Functions and classes: the closure object and its own added properties. The `prototype` of a function is not read: V8 makes the object
 * when it is first asked for. That of a class is always there. Variables in its scope, what a bound function is bound to, and fields that are `#private` are invisible to JavaScript:
 * a walk knows them where a debugger was asked.
 *
 * A function of the engine or the browser (`Array.prototype.slice`, `fetch`) belongs to its realm: no bytes, and nothing behind it.
 */
export function describeFunction(object: object, sink: Sink, context: ImplContext): boolean {
  const { layout } = context;
  const origin = originOfFunction(object);
  if (origin === "builtin") {
    sink.begin(context.typeName, 0);
    return true;
  }
  const keys = ownKeysOf(object);
  const added: (string | symbol)[] = [];
  let size = layout.functionSize;
  let hasPrototype = false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === "prototype") {
      size = layout.functionWithPrototypeSize;
      hasPrototype = true;
      /* `static name() {}` takes the place of the engine's own. */
      if (typeof ownPropertyOf(object, "name")?.value === "function") append(added, "name");
    } else if (key !== "length" && key !== "name" && key !== "arguments" && key !== "caller") append(added, key);
  }
  if (origin !== "nameless" || context.functions?.describeBound(object, sink, context.typeName) !== true) {
    const isBoundFunction = origin === "nameless" && isBound(object);
    sink.begin(context.typeName, isBoundFunction ? layout.boundFunctionSize : size);
    if (isBoundFunction) sink.storage(PLACE_DATA, 0, unseenBoundArgumentsSizeOf(layout));
    context.functions?.reportEnclosed(object, sink);
    if (hasPrototype && isClassText(object)) {
      describeClass(object, added, sink, context);
      return true;
    }
  } else sink.anchorReferences();
  if (added.length > context.dictionaryKeys || added.length > MAX_FIELDS)
    describeDictionary(object, added, 0, sink, layout);
  else describeAddedFields(object, added, 0, sink, layout);
  return true;
}

/** A class has its prototype, for which the word is among its own bytes, and an array with its static members and the place of its source code. */
function describeClass(object: object, added: readonly (string | symbol)[], sink: Sink, context: ImplContext): void {
  const { layout } = context;
  const prototype = ownPropertyOf(object, "prototype")?.value;
  if (typeof prototype === "object" && prototype !== null) {
    sink.part(prototype, describePrototype, true);
    sink.reference(sink.placeOf(PLACE_SELF, "prototype", KIND_FIELD), prototype);
  }
  if (added.length > context.dictionaryKeys || added.length > MAX_FIELDS) {
    describeDictionary(object, added, 0, sink, layout);
    return;
  }
  sink.storage(PLACE_PROPERTIES, 3 * layout.wordSize, 3 * layout.wordSize);
  sink.fieldsOf(object, added, 0);
}

function isBound(object: object): boolean {
  const name = ownTextOf(object, "name");
  return name !== undefined && startsWith(name, BOUND);
}
