import { PLACE_GPU } from "../../graph/standard-places.ts";
import {
  isArray,
  isBufferView,
  ownKeysOf,
  ownPropertyOf,
  prototypeOf,
  typedArrayByteLengthOf,
} from "../../realm/introspect.ts";
import { nativeGetterFrom } from "../../realm/introspect-native.ts";
import type { Sink } from "../../sink/sink.ts";
import type { Family, Impl } from "../impl.ts";
import { hasMethods } from "./marker.ts";

const { ceil } = Math;

/*
 * The GPU memory of three.js, as if everything had been drawn: a renderer uploads each buffer and each texture once and
 * remembers it in a private place. So the bytes are those of the upload, exact for buffers, for textures without the
 * padding of a driver. Geometry that was never drawn (for ray casts alone) counts too, and so do disposed objects that
 * are still referred to. Textures are counted once they are marked for upload (`needsUpdate`), or belong to a render
 * target. Clones of a texture share their upload in three.js; here each counts.
 */
export function threeFamilyOf(prototype: object, typeName: string): Family | undefined {
  if (hasMethods(prototype, ["copyArray", "applyNormalMatrix", "setUsage"])) return { typeName, impl: describeBuffer };
  if (hasMethods(prototype, ["copyAt", "setUsage", "addUpdateRange"])) return { typeName, impl: describeBuffer };
  if (hasMethods(prototype, ["transformUv", "updateMatrix", "toJSON"])) return { typeName, impl: describeTexture };
  return undefined;
}

/** A BufferAttribute, or an InterleavedBuffer that several attributes share: geometries refer to them, and each is uploaded once. */
const describeBuffer: Impl = (object, sink, { layout, typeName }) => {
  const array = ownValueOf(object, "array");
  sink.begin(typeName, layout.objectHeaderSize);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  if (isBufferView(array)) sink.bytes(PLACE_GPU, typedArrayByteLengthOf(array as object));
  return true;
};

const describeTexture: Impl = (object, sink, { layout, typeName }) => {
  if (ownValueOf(object, "isTexture") !== true) return false;
  sink.begin(typeName, layout.objectHeaderSize);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  const bytes = textureBytesOf(object, sink);
  if (bytes > 0) sink.bytes(PLACE_GPU, bytes);
  return true;
};

/** Cube maps have six faces. */
const MAX_FACES = 6;
/** Each level halves the one before, so there are no 2^64 texels; but a Proxy may claim any number of levels. */
const MAX_LEVELS = 64;

function textureBytesOf(texture: object, sink: Sink): number {
  const version = ownValueOf(texture, "version");
  if (!(typeof version === "number" && version > 0) && ownValueOf(texture, "isRenderTargetTexture") !== true) return 0;
  const compressed = sumOfMipmaps(ownValueOf(texture, "mipmaps"), sink);
  if (compressed > 0) return compressed;
  const source = ownValueOf(texture, "source");
  const data = isObject(source) ? ownValueOf(source, "data") : ownValueOf(texture, "image");
  if (!isObject(data)) return 0;
  let texels = 0;
  if (isArray(data)) {
    for (let i = 0; i < MAX_FACES; i++) {
      const face = ownValueOf(data, i);
      if (isObject(face)) texels += texelsOf(face);
    }
  } else texels = texelsOf(data);
  const bytes = texels * bytesPerTexelOf(texture);
  return hasMipmaps(texture) ? ceil((bytes * 4) / 3) : bytes;
}

/** Levels that come with the texture, as compressed ones do. */
function sumOfMipmaps(mipmaps: unknown, sink: Sink): number {
  if (!isArray(mipmaps)) return 0;
  const length = ownValueOf(mipmaps, "length");
  if (typeof length !== "number") return 0;
  if (length > MAX_LEVELS) {
    sink.warn(
      "texture-levels",
      `The bytes of the mipmaps from the ${MAX_LEVELS + 1}th to the ${length}th are not counted.`,
    );
  }
  let bytes = 0;
  for (let i = 0; i < length && i < MAX_LEVELS; i++) {
    const level = ownValueOf(mipmaps, i);
    const data = isObject(level) ? ownValueOf(level, "data") : undefined;
    if (isBufferView(data)) bytes += typedArrayByteLengthOf(data as object);
  }
  return bytes;
}

/** Width × height × depth of whatever three.js takes as an image: plain objects with sizes, or elements of the browser. */
function texelsOf(image: object): number {
  const nested = ownValueOf(image, "image");
  const at = isObject(nested) ? nested : image;
  const width = extentOf(at, ["naturalWidth", "videoWidth", "displayWidth", "width"]);
  const height = extentOf(at, ["naturalHeight", "videoHeight", "displayHeight", "height"]);
  const depth = ownValueOf(at, "depth");
  return width * height * (typeof depth === "number" && depth > 1 ? depth : 1);
}

function extentOf(image: object, keys: readonly string[]): number {
  const prototype = prototypeOf(image);
  for (let i = 0; i < keys.length; i++) {
    const own = ownValueOf(image, keys[i]);
    const value = own ?? (prototype === null ? undefined : nativeGetterFrom(prototype, keys[i])(image));
    if (typeof value === "number" && value >= 0 && value < 2 ** 20) return value;
  }
  return 0;
}

/* Numbers of three.js: src/constants.js. */
const BYTE = 1010;
const SHORT = 1011;
const UNSIGNED_SHORT = 1012;
const INT = 1013;
const UNSIGNED_INT = 1014;
const FLOAT = 1015;
const HALF_FLOAT = 1016;
const UNSIGNED_BYTE = 1009;
const ALPHA = 1021;
const DEPTH = 1026;
const RED = 1028;
const RED_INTEGER = 1029;
const RG = 1030;
const RG_INTEGER = 1031;
const MIPMAP_FILTERS = [1004, 1005, 1007, 1008] as const;

/** Four channels of a byte unless the texture says otherwise; three channels take the room of four. */
function bytesPerTexelOf(texture: object): number {
  return channelsOf(ownValueOf(texture, "format")) * bytesPerChannelOf(ownValueOf(texture, "type"));
}

function channelsOf(format: unknown): number {
  switch (format) {
    case ALPHA:
    case DEPTH:
    case RED:
    case RED_INTEGER:
      return 1;
    case RG:
    case RG_INTEGER:
      return 2;
    default:
      return 4;
  }
}

function bytesPerChannelOf(type: unknown): number {
  switch (type) {
    case SHORT:
    case UNSIGNED_SHORT:
    case HALF_FLOAT:
      return 2;
    case INT:
    case UNSIGNED_INT:
    case FLOAT:
      return 4;
    case BYTE:
    case UNSIGNED_BYTE:
      return 1;
    default:
      return 1;
  }
}

/** All levels together take a third more than the first. */
function hasMipmaps(texture: object): boolean {
  if (ownValueOf(texture, "generateMipmaps") !== true) return false;
  const filter = ownValueOf(texture, "minFilter");
  for (let i = 0; i < MIPMAP_FILTERS.length; i++) if (MIPMAP_FILTERS[i] === filter) return true;
  return false;
}

function ownValueOf(object: object, key: PropertyKey): unknown {
  return ownPropertyOf(object, key)?.value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
