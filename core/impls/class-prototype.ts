import { PLACE_PROPERTIES } from "../graph/standard-places.ts";
import { ownKeysOf } from "../realm/introspect.ts";
import type { Sink } from "../sink/sink.ts";
import { countIndexKeys, describeDictionary, describeIndexed } from "./own-fields.ts";

/** Methods, getters and setters beyond which a prototype is described as a dictionary. */
const MAX_MEMBERS = 1000;

/** The prototype of a class with its methods, as the engine makes it with the class: their words are in an array of their own, without any to spare. */
export function describePrototype(prototype: object, sink: Sink): void {
  const { layout } = sink;
  const keys = ownKeysOf(prototype);
  const indexCount = countIndexKeys(keys);
  sink.begin("Object", layout.objectHeaderSize);
  if (keys.length - indexCount > MAX_MEMBERS || !sink.hasRoomForShapes) {
    describeDictionary(prototype, keys, indexCount, sink, layout);
    return;
  }
  const words = sink.fieldsOf(prototype, keys, indexCount);
  if (words > 0) sink.storage(PLACE_PROPERTIES, 2 * layout.wordSize, 2 * layout.wordSize);
  if (indexCount > 0) describeIndexed(prototype, keys, indexCount, sink, layout);
}
