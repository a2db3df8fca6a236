import type { Layout } from "../layout/layout.ts";
import { append, ownPropertyOf } from "../realm/introspect.ts";
import { isBuiltinFunction } from "../realm/introspect-native.ts";
import type { Sink } from "../sink/sink.ts";
import { describeIndexed } from "./own-fields.ts";

const { iterator } = Symbol;

/**
 * The `arguments` of a call, recognised by their keys: indices, `length`, `callee`, and the engine's iterator. `callee`
 * is a field in sloppy functions only; the iterator is never a field. False for any other object.
 */
export function describeArguments(
  object: object,
  keys: readonly (string | symbol)[],
  indexCount: number,
  sink: Sink,
  layout: Layout,
): boolean {
  if (keys[indexCount] !== "length" || keys[indexCount + 1] !== "callee") return false;
  const callee = ownPropertyOf(object, "callee");
  if (callee === undefined || !isBuiltinFunction(ownPropertyOf(object, iterator)?.value)) return false;
  sink.begin("Arguments", layout.objectHeaderSize);
  const isSloppy = callee.get === undefined && callee.set === undefined;
  const fields: (string | symbol)[] = ["length"];
  for (let i = indexCount + (isSloppy ? 1 : 2); i < keys.length - 1; i++) append(fields, keys[i]);
  sink.fieldsOf(object, fields, 0);
  if (indexCount > 0) describeIndexed(object, keys, indexCount, sink, layout);
  return true;
}
