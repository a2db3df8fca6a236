import { SHAPE_PLAIN } from "../graph/graph.ts";
import { PLACE_UNUSED } from "../graph/standard-places.ts";
import { ownKeysOf } from "../realm/introspect.ts";
import { MAX_FIELDS, type Sink } from "../sink/sink.ts";
import { describeArguments } from "./arguments.ts";
import type { ImplContext } from "./impl.ts";
import { describeObservable } from "./libraries/mobx-observable.ts";
import { countIndexKeys, describeDictionary, describeIndexed } from "./own-fields.ts";

const { iterator } = Symbol;

/** Objects of frameworks that are met anywhere have at least so many keys. */
const LEAST_PART_KEYS = 5;

/** Plain objects, class instances, and whatever no other impl knows: their own properties. */
export function describeObject(object: object, sink: Sink, context: ImplContext): boolean {
  const { layout, typeName, shapeFlags } = context;
  const keys = ownKeysOf(object);
  if (typeof keys[keys.length - 1] === "symbol") {
    if (context.describeByOwnVisit(object, sink, typeName)) return true;
    if (describeObservable(object, keys, sink, context)) return true;
  }
  if (keys.length >= LEAST_PART_KEYS && context.describeMet?.(object, keys, sink)) {
    sink.anchorReferences();
    return true;
  }
  const indexCount = countIndexKeys(keys);
  const named = keys.length - indexCount;
  if (keys[keys.length - 1] === iterator && describeArguments(object, keys, indexCount, sink, layout)) return true;
  sink.begin(typeName, layout.objectHeaderSize, shapeFlags);
  if (named > context.dictionaryKeys || named > MAX_FIELDS || (named > 0 && !sink.hasRoomForShapes)) {
    describeDictionary(object, keys, indexCount, sink, layout);
    return true;
  }
  const spare = layout.emptyObjectSlots * layout.wordSize;
  if (named === 0 && spare > 0 && (shapeFlags & SHAPE_PLAIN) !== 0) {
    sink.storage(PLACE_UNUSED, spare, spare);
  }
  sink.fieldsOf(object, keys, indexCount);
  if (indexCount > 0) describeIndexed(object, keys, indexCount, sink, layout);
  return true;
}
