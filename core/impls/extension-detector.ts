import { descriptionOf, hasOwn, ownPropertyOf } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";
import { visit } from "../visitor/allocative.ts";
import type { Extensions } from "./impl.ts";

/* What the prototypes of libraries carry; the full test of each is in libraries/. A scene of three.js (`lookAt`) is met long before the geometries and textures in it. */
const LIBRARY_MARKS = [
  "@@__IMMUTABLE_MAP__@@",
  "@@__IMMUTABLE_SET__@@",
  "@@__IMMUTABLE_LIST__@@",
  "@@__IMMUTABLE_STACK__@@",
  "removeBefore",
  "isMobXObservableValue",
  "isMobXComputedValue",
  "isMobXObservableObjectAdministration",
  "isMobXObservableArrayAdministration",
  "isMobXObservableMap",
  "isMobXObservableSet",
  "isMobXAtom",
  "isMobXReaction",
  "lookAt",
  "copyArray",
  "copyAt",
  "transformUv",
] as const;

/* And all with a point, as `Intl.Locale`, or a space, as `Map Iterator`. */
const RARE_TAGS = [
  "Generator",
  "AsyncGenerator",
  "FinalizationRegistry",
  "DisposableStack",
  "AsyncDisposableStack",
] as const;

/* What platform-contents.ts knows. */
const CONTENTS = [
  "Blob",
  "EncodedVideoChunk",
  "EncodedAudioChunk",
  "ImageBitmap",
  "OffscreenCanvas",
  "AudioBuffer",
  "GPUBuffer",
  "VideoFrame",
  "URL",
  "ImageData",
] as const;

const OBSERVABLE_MARK = "mobx administration";
const signalBrand = Symbol.for("preact-signals");

/** Knows what would be described by extensions, and describes nothing: tells an agent without them that it is not enough for the page. */
export class ExtensionDetector implements Extensions {
  /** Whether an object was met that extensions describe otherwise. */
  isNeeded = false;

  describePointee(): boolean {
    return false;
  }

  typeOf(_object: object, prototype: object | null): undefined {
    this.#find(prototype, (at) => hasOwn(at, visit));
  }

  describe(): boolean {
    return false;
  }

  describeByOwnVisit(object: object): boolean {
    if (hasOwn(object, visit)) this.isNeeded = true;
    return false;
  }

  rareImplOf(tag: string): undefined {
    this.#findName(RARE_TAGS, tag);
    for (let i = 0; i < tag.length; i++) if (tag[i] === "." || tag[i] === " ") this.isNeeded = true;
  }

  contentsImplOf(name: string): undefined {
    this.#findName(CONTENTS, name);
  }

  familyOf(prototype: object): undefined {
    this.#find(prototype, hasLibraryMark);
  }

  describeObservable(_object: object, keys: readonly (string | symbol)[]): boolean {
    const key = keys[keys.length - 1];
    if (typeof key === "symbol" && descriptionOf(key) === OBSERVABLE_MARK) this.isNeeded = true;
    return false;
  }

  #findName(names: readonly string[], name: string): void {
    for (let i = 0; i < names.length; i++) if (names[i] === name) this.isNeeded = true;
  }

  #find(start: object | null, isMarked: (at: object) => boolean): void {
    if (nearestOnChain(start, (at) => isMarked(at) || undefined) === true) this.isNeeded = true;
  }
}

function hasLibraryMark(prototype: object): boolean {
  for (let i = 0; i < LIBRARY_MARKS.length; i++) if (hasOwn(prototype, LIBRARY_MARKS[i]!)) return true;
  return ownPropertyOf(prototype, "brand")?.value === signalBrand;
}
