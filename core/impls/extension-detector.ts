import { descriptionOf, hasOwn, ownPropertyOf, prototypeOf } from "../introspect.ts";
import { visit } from "../visitor/allocative.ts";
import type { Extensions } from "./impl.ts";

/** Prototypes looked at: a chain of proxies may have no end. */
const MAX_CHAIN = 64;

/* What the prototypes of libraries carry; the full test of each is in libraries/. */
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
  "copyArray",
  "copyAt",
  "transformUv",
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
    let at = prototype;
    for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
      if (hasOwn(at, visit)) this.isNeeded = true;
      at = prototypeOf(at);
    }
  }

  describe(): boolean {
    return false;
  }

  describeByOwnVisit(object: object): boolean {
    if (hasOwn(object, visit)) this.isNeeded = true;
    return false;
  }

  familyOf(prototype: object): undefined {
    let at: object | null = prototype;
    for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
      for (let i = 0; i < LIBRARY_MARKS.length; i++) if (hasOwn(at, LIBRARY_MARKS[i]!)) this.isNeeded = true;
      if (ownPropertyOf(at, "brand")?.value === signalBrand) this.isNeeded = true;
      at = prototypeOf(at);
    }
  }

  describeObservable(_object: object, keys: readonly (string | symbol)[]): boolean {
    const key = keys[keys.length - 1];
    if (typeof key === "symbol" && descriptionOf(key) === OBSERVABLE_MARK) this.isNeeded = true;
    return false;
  }
}
