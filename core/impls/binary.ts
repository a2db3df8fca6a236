import { PLACE_BACKING_STORE, PLACE_BUFFER, PLACE_DATA } from "../graph/standard-places.ts";
import { byteArraySizeOf, isSpiderMonkey } from "../layout/layout.ts";
import { unseenBufferSizeOf } from "../layout/spider-monkey.ts";
import {
  bufferByteLengthOf,
  dataViewBufferOf,
  hasBufferAtHand,
  isBufferView,
  ownKeysOf,
  typedArrayBufferOf,
  typedArrayByteLengthOf,
  typedArrayNameOf,
} from "../realm/introspect.ts";
import type { Sink } from "../sink/sink.ts";
import type { ImplContext } from "./impl.ts";
import { countIndexKeys } from "./own-fields.ts";

/** Up to this many bytes the fields of a subclass are looked for: to find them, the engine spells every index. */
const LISTED_BYTES = 1024;

/**
 * ArrayBuffer and SharedArrayBuffer: the bytes that it has now (none once detached). What a resizable one may grow to is only reserved.
 */
export function describeBuffer(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const byteLength = bufferByteLengthOf(object);
  if (byteLength < 0) return false;
  sink.beginBetween(typeName, layout.arrayBufferSize, layout.most.arrayBufferSize);
  if (byteLength > 0) {
    sink.bytes(PLACE_BACKING_STORE, byteLength);
    if (isSpiderMonkey(layout)) sink.possibleBytes(PLACE_BACKING_STORE, unseenBufferSizeOf(byteLength));
  }
  sink.fieldsOf(object, ownKeysOf(object), 0);
  return true;
}

/**
 * Typed arrays and DataViews. A view of more than 64 bytes, or one that starts further in, refers to its buffer, and so
 * keeps all of it. A smaller typed array that starts at the beginning may have bytes of its own or the first of a
 * larger buffer. JavaScript cannot find out without changing it, so the bytes count as its own. Fields that a page adds
 * to a typed array without a class of its own are not looked for.
 */
export function describeView(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  if (!isBufferView(object)) return false;
  if (typedArrayNameOf(object) === undefined) {
    sink.beginBetween(typeName, layout.dataViewSize, layout.most.dataViewSize);
    sink.reference(PLACE_BUFFER, dataViewBufferOf(object));
    sink.fieldsOf(object, ownKeysOf(object), 0);
    return true;
  }
  const byteLength = typedArrayByteLengthOf(object);
  sink.beginBetween(typeName, layout.typedArraySize, layout.most.typedArraySize);
  if (typeName !== typedArrayNameOf(object) && byteLength <= LISTED_BYTES) describeNamedFields(object, sink);
  if (hasBufferAtHand(object, layout.typedArrayInHeapLimit)) {
    sink.reference(PLACE_BUFFER, typedArrayBufferOf(object));
    sink.viewed(byteLength);
  } else {
    /* Asking for the buffer would move the contents off the heap. Its object is there all the same in V8. */
    sink.storage(PLACE_BUFFER, isSpiderMonkey(layout) ? 0 : layout.arrayBufferSize, layout.most.arrayBufferSize);
    if (byteLength > 0) sink.bytes(PLACE_DATA, byteArraySizeOf(layout, byteLength));
  }
  return true;
}

function describeNamedFields(object: object, sink: Sink): void {
  const keys = ownKeysOf(object);
  sink.fieldsOf(object, keys, countIndexKeys(keys));
}
