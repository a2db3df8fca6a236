import { PLACE_BACKING_STORE, PLACE_BUFFER, PLACE_DATA } from "../graph/standard-places.ts";
import {
  bufferByteLengthOf,
  dataViewBufferOf,
  hasBufferAtHand,
  isBufferView,
  ownKeysOf,
  typedArrayBufferOf,
  typedArrayByteLengthOf,
  typedArrayNameOf,
} from "../introspect.ts";
import { byteArraySizeOf } from "../layout/layout.ts";
import type { Sink } from "../visitor.ts";
import type { ImplContext } from "./impl.ts";

/** ArrayBuffer and SharedArrayBuffer. */
export function describeBuffer(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const byteLength = bufferByteLengthOf(object);
  if (byteLength < 0) return false;
  sink.begin(typeName, layout.arrayBufferSize);
  if (byteLength > 0) sink.bytes(PLACE_BACKING_STORE, byteLength);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  return true;
}

export function describeView(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  if (!isBufferView(object)) return false;
  if (typedArrayNameOf(object) === undefined) {
    sink.begin(typeName, layout.dataViewSize);
    sink.reference(PLACE_BUFFER, dataViewBufferOf(object));
    sink.fieldsOf(object, ownKeysOf(object), 0);
    return true;
  }
  const byteLength = typedArrayByteLengthOf(object);
  sink.begin(typeName, layout.typedArraySize);
  if (hasBufferAtHand(object, layout.typedArrayInHeapLimit)) {
    sink.reference(PLACE_BUFFER, typedArrayBufferOf(object));
  } else {
    /* Asking for the buffer would move the contents off the heap. Its object is there all the same. */
    sink.bytes(PLACE_BUFFER, layout.arrayBufferSize);
    if (byteLength > 0) sink.bytes(PLACE_DATA, byteArraySizeOf(layout, byteLength));
  }
  return true;
}
