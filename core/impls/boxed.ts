import { PLACE_VALUE } from "../graph/standard-places.ts";
import { append, ownKeysOf } from "../realm/introspect.ts";
import { wrappedPrimitiveOf } from "../realm/introspect-native.ts";
import type { Sink } from "../sink/sink.ts";
import type { ImplContext } from "./impl.ts";
import { indexOfKey } from "./own-fields.ts";

/** Up to this length the fields that a page added to a String are looked for. */
const LISTED_LENGTH = 1024;

/** `new Number(1)`, `Object("text")` and so on: a wrapper that refers to its primitive. The characters of a String are no fields of it. */
export function describeBoxed(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const value = wrappedPrimitiveOf(object);
  if (value === undefined) return false;
  sink.begin(typeName, layout.boxedSize);
  sink.reference(PLACE_VALUE, value);
  /* The engine spells the index of each character: of a long string they would not fit the memory. */
  if (typeof value === "string" && value.length > LISTED_LENGTH) return true;
  const keys = ownKeysOf(object);
  const added: (string | symbol)[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof value === "string" && (key === "length" || indexOfKey(key) >= 0)) continue;
    append(added, key);
  }
  sink.fieldsOf(object, added, 0);
  return true;
}
