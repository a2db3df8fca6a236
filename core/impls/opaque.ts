import { opaqueSizeOf, opaqueWordsOf } from "../layout/standard-sizes.ts";
import { ownKeysOf } from "../realm/introspect.ts";
import type { Impl } from "./impl.ts";

/**
 * The impl of standard objects that JavaScript cannot look into: iterators, generators, `Intl`, `Temporal`,
 * FinalizationRegistry, DisposableStack and some of `WebAssembly`. They are recognised by the tag of a prototype of the
 * engine. The object's own size and own properties count. What they hold (an iterator its collection, a generator its
 * variables, a registry its cells) and what the engine keeps for them outside the heap (ICU data, time zones) is not
 * counted.
 */
export function opaqueImplOf(tag: string, hasBuiltinConstructor: boolean): Impl | undefined {
  /* Prototypes of iterators and generators have no constructor function; those of page classes and polyfills have one that is not built in. */
  if (!hasBuiltinConstructor && !isIteratorTag(tag)) return undefined;
  if (opaqueWordsOf(tag) === 0) return undefined;
  return (object, sink, { layout, typeName }) => {
    sink.begin(typeName, opaqueSizeOf(layout, tag));
    sink.fieldsOf(object, ownKeysOf(object), 0);
    return true;
  };
}

function isIteratorTag(tag: string): boolean {
  switch (tag) {
    case "Generator":
    case "AsyncGenerator":
    case "Array Iterator":
    case "Map Iterator":
    case "Set Iterator":
    case "String Iterator":
    case "RegExp String Iterator":
    case "Segmenter String Iterator":
    case "Iterator Helper":
      return true;
    default:
      return false;
  }
}
