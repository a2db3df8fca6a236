import {
  PLACE_CONTENTS,
  PLACE_DATA,
  PLACE_GPU,
  PLACE_PIXELS,
  PLACE_SAMPLES,
  PLACE_TEXT,
} from "../graph/standard-places.ts";
import { ownPropertyOf } from "../realm/introspect.ts";
import { nativeGetterFrom, nativeMethodFrom } from "../realm/introspect-native.ts";
import type { Impl } from "./impl.ts";
import { nativeGettersFrom, platformImpl, productOf } from "./platform.ts";

const BYTES_PER_PIXEL = 4;
const BYTES_PER_SAMPLE = 4;

/** The impl of a browser's object that keeps contents outside the heap, as `platformImplOf`; undefined for any other. */
export function contentsImplOf(name: string, prototype: object, interfaceName: string): Impl | undefined {
  switch (name) {
    /*
     * A file that the user picked stays on the disk until it is read; JavaScript cannot distinguish it from one made in
     * memory. Slices share the bytes of their blob.
     */
    case "Blob":
      return measuredImpl(prototype, interfaceName, PLACE_CONTENTS, ["size"], 1);
    case "EncodedVideoChunk":
    case "EncodedAudioChunk":
      return measuredImpl(prototype, interfaceName, PLACE_CONTENTS, ["byteLength"], 1);
    case "ImageBitmap":
    case "OffscreenCanvas":
      return measuredImpl(prototype, interfaceName, PLACE_PIXELS, ["width", "height"], BYTES_PER_PIXEL);
    /* A channel that was asked for (`getChannelData`) shares these bytes; whoever keeps it as well has them counted twice. */
    case "AudioBuffer":
      return measuredImpl(prototype, interfaceName, PLACE_SAMPLES, ["length", "numberOfChannels"], BYTES_PER_SAMPLE);
    case "GPUBuffer":
      return measuredImpl(prototype, interfaceName, PLACE_GPU, ["size"], 1);
    case "VideoFrame":
      return videoFrameImpl(prototype, interfaceName);
    case "URL":
      return urlImpl(prototype, interfaceName);
    case "ImageData":
      return imageDataImpl(prototype, interfaceName);
    default:
      return undefined;
  }
}

/** An object that keeps bytes outside the heap: the product of the values at `keys`, times `factor`. */
function measuredImpl(
  prototype: object,
  interfaceName: string,
  place: number,
  keys: readonly string[],
  factor: number,
): Impl {
  const readers = nativeGettersFrom(prototype, keys);
  return platformImpl(
    interfaceName,
    (object) => productOf(readers, object, factor),
    (bytes, _object, sink) => {
      if (bytes > 0) sink.bytes(place, bytes);
    },
  );
}

/** What a copy of the frame would take; four bytes a pixel where it is in no format that can be copied. Nothing once closed. */
function videoFrameImpl(prototype: object, interfaceName: string): Impl {
  const allocationSizeOf = nativeMethodFrom(prototype, "allocationSize");
  const readers = nativeGettersFrom(prototype, ["codedWidth", "codedHeight"]);
  return platformImpl(
    interfaceName,
    (object) => productOf(readers, object, BYTES_PER_PIXEL),
    (pixelBytes, object, sink) => {
      const copyBytes = pixelBytes > 0 ? allocationSizeOf(object) : undefined;
      sink.bytes(PLACE_PIXELS, typeof copyBytes === "number" ? copyBytes : pixelBytes);
    },
  );
}

/** A URL keeps its text, which is ASCII once parsed, outside the heap. */
function urlImpl(prototype: object, interfaceName: string): Impl {
  const hrefOf = nativeGetterFrom(prototype, "href");
  return platformImpl(
    interfaceName,
    (object) => {
      const href = hrefOf(object);
      return typeof href === "string" ? href : undefined;
    },
    (href, _object, sink) => sink.bytes(PLACE_TEXT, href.length),
  );
}

/** ImageData and its array of pixels, which in Chromium is an own property. */
function imageDataImpl(prototype: object, interfaceName: string): Impl {
  const dataOf = nativeGetterFrom(prototype, "data");
  return platformImpl(
    interfaceName,
    () => true,
    (_read, object, sink) => {
      if (ownPropertyOf(object, "data") === undefined) sink.reference(PLACE_DATA, dataOf(object));
    },
  );
}
