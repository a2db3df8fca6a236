import { KIND_STORAGE, PLACE_SELF } from "../graph/graph.ts";
import { PLACE_ITEMS } from "../graph/standard-places.ts";
import { leastOf, mostOf, type SizeByVersion } from "../layout/calibrated-versions.ts";
import { isSpiderMonkey, type Layout } from "../layout/layout.ts";
import { platformSizeOf } from "../layout/platform-sizes.ts";
import { type PlatformKind, platformRoomOf } from "../layout/spider-monkey.ts";
import { append, ownKeysOf, ownPropertyOf } from "../realm/introspect.ts";
import {
  isBuiltinFunction,
  type NativeReader,
  nativeGetterFrom,
  nativeMethodFrom,
} from "../realm/introspect-native.ts";
import { MAX_FIELDS, type Sink } from "../sink/sink.ts";
import { frameworkKeyOf } from "./frameworks/expandos.ts";
import type { Impl } from "./impl.ts";
import { describeInParts, indexOfKey } from "./own-fields.ts";

/**
 * The impl of a browser's object, by the name of its interface or of one that it inherits from; undefined where nothing is known about `name`. `prototype` is
 * the first of the object's chain, `interfaceName` the nearest interface.
 */
export function platformImplOf(name: string, prototype: object, interfaceName: string): Impl | undefined {
  switch (name) {
    /* Who holds a context holds its canvas. */
    case "CanvasRenderingContext2D":
    case "OffscreenCanvasRenderingContext2D":
    case "WebGLRenderingContext":
    case "WebGL2RenderingContext":
    case "ImageBitmapRenderingContext":
    case "GPUCanvasContext":
      return holderImpl(prototype, interfaceName, "canvas");
    case "AudioBufferSourceNode":
      return holderImpl(prototype, interfaceName, "buffer");
    case "CustomEvent":
      return holderImpl(prototype, interfaceName, "detail");
    case "AbortSignal":
      return holderImpl(prototype, interfaceName, "reason");
    case "NodeList":
    case "FileList":
      return listImpl(prototype, interfaceName);
    /* What they show as own properties is the browser's, and reading it makes a string or an object for each. */
    case "HTMLCollection":
    case "HTMLAllCollection":
    case "NamedNodeMap":
    case "DOMStringMap":
    case "DOMTokenList":
    case "CSSStyleDeclaration":
    case "CSSRuleList":
    case "StyleSheetList":
    case "Storage":
    case "Location":
      return boundaryImpl(interfaceName);
    default:
      return undefined;
  }
}

/** Any other object of the browser: its size and the properties that the page gave it. What it holds inside is invisible. */
export function otherPlatformImpl(interfaceName: string): Impl {
  return platformImpl(
    interfaceName,
    () => true,
    () => {},
  );
}

/** Something that belongs to the page as a whole, not to the object that refers to it: its own bytes, nothing behind it. */
export function boundaryImpl(interfaceName: string): Impl {
  const size = platformSizeOf(interfaceName, false);
  return (_object, sink, { layout, typeName }) => {
    beginPlatformObject(sink, typeName, size, layout);
    return true;
  };
}

/** Starts the description of a browser's object of that size, which is Chromium's. */
export function beginPlatformObject(
  sink: Sink,
  typeName: string,
  size: SizeByVersion,
  layout: Layout,
  shapeFlags = 0,
  kind: PlatformKind = "other",
): void {
  let least = leastOf(size, layout.chromium);
  let most = mostOf(size, layout.chromium);
  /* What belongs to the page as a whole has no bytes. */
  if (most > 0 && isSpiderMonkey(layout)) ({ least, most } = platformRoomOf(kind, most));
  sink.beginBetween(typeName, least, most, shapeFlags);
}

/**
 * The properties that the page gave an object of the browser: neither items nor what the browser itself puts on each instance. Those that a framework put on an element
 * lead nowhere while the element is in the page (`isInPage`): what they lead to belongs to the framework's root.
 */
export function describeExpandos(object: object, sink: Sink, isInPage = false): void {
  const keys = ownKeysOf(object);
  if (keys.length === 0) return;
  const added: (string | symbol)[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (indexOfKey(key) >= 0) continue;
    const property = ownPropertyOf(object, key);
    if (property === undefined || isBuiltinFunction(property.get) || isBuiltinFunction(property.value)) continue;
    const name = added.length < MAX_FIELDS ? frameworkKeyOf(key) : undefined;
    if (name === undefined) append(added, key);
    else if (isInPage) sink.opaqueField(name);
    else sink.field(name, property.value);
  }
  sink.fieldsOf(object, added, 0);
}

/** The product of all readings times `factor`; undefined if one of them is not a number. */
export function productOf(readers: readonly NativeReader[], object: object, factor: number): number | undefined {
  let product = factor;
  for (let i = 0; i < readers.length; i++) {
    const value = readers[i](object);
    if (typeof value !== "number" || !(value >= 0)) return undefined;
    product *= value;
  }
  return product;
}

export function nativeGettersFrom(prototype: object, keys: readonly string[]): readonly NativeReader[] {
  const readers: NativeReader[] = [];
  for (let i = 0; i < keys.length; i++) append(readers, nativeGetterFrom(prototype, keys[i]));
  return readers;
}

/**
 * The size of the object, the properties that the page gave it, and the parts that `describe` reports from the result
 * of `read`. `read` gives undefined for an object that is not of the interface.
 */
export function platformImpl<Read>(
  interfaceName: string,
  read: (object: object) => Read | undefined,
  describe: (read: Read, object: object, sink: Sink) => void,
): Impl {
  const size = platformSizeOf(interfaceName, false);
  return (object, sink, { layout, typeName, reportListeners }) => {
    const found = read(object);
    if (found === undefined) return false;
    beginPlatformObject(sink, typeName, size, layout);
    describeExpandos(object, sink);
    reportListeners?.(object, "other", sink);
    describe(found, object, sink);
    return true;
  };
}

/** An object that refers to another one, which is there already: asking for it makes nothing. */
function holderImpl(prototype: object, interfaceName: string, key: string): Impl {
  const heldOf = nativeGetterFrom(prototype, key);
  return platformImpl(
    interfaceName,
    () => true,
    (_read, object, sink) => {
      const held = heldOf(object);
      if (held !== null && held !== undefined) sink.reference(sink.placeOf(PLACE_SELF, key, KIND_STORAGE), held);
    },
  );
}

/** What `querySelectorAll` found keeps its nodes, also after they left the document. */
function listImpl(prototype: object, interfaceName: string): Impl {
  const lengthReaders = nativeGettersFrom(prototype, ["length"]);
  const itemOf = nativeMethodFrom(prototype, "item");
  return platformImpl(
    interfaceName,
    (object) => productOf(lengthReaders, object, 1),
    (length, object, sink) => {
      sink.beginItems(PLACE_ITEMS);
      let i = 0;
      describeInParts(sink, () => {
        if (i < length) sink.item(itemOf(object, i++));
        return i >= length;
      });
    },
  );
}
