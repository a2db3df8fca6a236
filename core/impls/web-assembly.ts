import { PLACE_BUFFER, PLACE_ELEMENTS, PLACE_EXPORTS } from "../graph/standard-places.ts";
import { fixedArraySizeOf, isSpiderMonkey } from "../layout/layout.ts";
import { WASM_INSTANCE_WORDS, WASM_MEMORY_WORDS } from "../layout/standard-sizes.ts";
import { ownKeysOf } from "../realm/introspect.ts";
import { nativeGetterFrom } from "../realm/introspect-native.ts";
import type { Impl } from "./impl.ts";

/**
 * The impl of a `WebAssembly.Memory`, `Table` or `Instance`, by the tag of its prototype. A Module does not expose its
 * code: see opaque.ts.
 */
export function webAssemblyImplOf(tag: string, prototype: object): Impl | undefined {
  if (tag === "WebAssembly.Memory") return memoryImpl(prototype);
  if (tag === "WebAssembly.Table") return tableImpl(prototype);
  if (tag === "WebAssembly.Instance") return instanceImpl(prototype);
  return undefined;
}

/** The buffer is the only way to a memory's size. The engine makes its object (52 bytes in Chrome) when it is first asked for, which whoever uses the memory has done. */
function memoryImpl(prototype: object): Impl {
  const bufferOf = nativeGetterFrom(prototype, "buffer");
  return (object, sink, { layout, typeName }) => {
    const buffer = bufferOf(object);
    if (buffer === undefined) return false;
    sink.begin(typeName, WASM_MEMORY_WORDS * layout.wordSize);
    sink.reference(PLACE_BUFFER, buffer);
    sink.fieldsOf(object, ownKeysOf(object), 0);
    return true;
  };
}

/** A table with a word an entry. The entries are not read: that would make a function for each. */
function tableImpl(prototype: object): Impl {
  const lengthOf = nativeGetterFrom(prototype, "length");
  return (object, sink, { layout, typeName }) => {
    const length = lengthOf(object);
    if (typeof length !== "number") return false;
    sink.begin(typeName, layout.wasmTableSize);
    /* Firefox has the entries outside of its heap. */
    if (isSpiderMonkey(layout)) sink.possibleBytes(PLACE_ELEMENTS, fixedArraySizeOf(layout, length));
    else sink.bytes(PLACE_ELEMENTS, fixedArraySizeOf(layout, length));
    sink.fieldsOf(object, ownKeysOf(object), 0);
    return true;
  };
}

/** An instance and its exports. Memories, tables and globals that it does not export are invisible. */
function instanceImpl(prototype: object): Impl {
  const exportsOf = nativeGetterFrom(prototype, "exports");
  return (object, sink, { layout, typeName }) => {
    const exports = exportsOf(object);
    if (exports === undefined) return false;
    sink.begin(typeName, WASM_INSTANCE_WORDS * layout.wordSize);
    sink.reference(PLACE_EXPORTS, exports);
    sink.fieldsOf(object, ownKeysOf(object), 0);
    return true;
  };
}
