import { SHAPE_NO_PROTOTYPE, SHAPE_PLAIN } from "../graph/graph.ts";
import { ownConstructorNameOf } from "../realm/function-names.ts";
import { ownToStringTagOf, prototypeOf } from "../realm/introspect.ts";
import { hasBuiltinConstructor } from "../realm/introspect-native.ts";
import { MAX_CHAIN } from "../realm/prototype-chain.ts";
import { describeBuffer, describeView } from "./binary.ts";
import { describeBoxed } from "./boxed.ts";
import { describeMap, describeSet, describeWeakCollection } from "./collections.ts";
import type { Family, FamilyFinder, Impl } from "./impl.ts";
import { libraryFamilyOf } from "./libraries/library-families.ts";
import { nodeImplOf } from "./nodes.ts";
import { describeNullPrototype } from "./null-prototype.ts";
import { describeObject } from "./object.ts";
import { opaqueImplOf } from "./opaque.ts";
import { boundaryImpl, otherPlatformImpl, platformImplOf } from "./platform.ts";
import { contentsImplOf } from "./platform-contents.ts";
import {
  describeDate,
  describeError,
  describePromise,
  describeRegExp,
  describeWeakRef,
  describeWindow,
} from "./standard-objects.ts";
import { webAssemblyImplOf } from "./web-assembly.ts";

const NULL_PROTOTYPE_NAME = "[Object: null prototype]";

/**
 * The impl by the name of a constructor or `Symbol.toStringTag` on the prototype chain, which works for objects of other realms and for subclasses.
 * An impl looks at the object itself before it believes the name.
 */
function standardImplOf(name: string | undefined): Impl | undefined {
  switch (name) {
    case "Map":
      return describeMap;
    case "Set":
      return describeSet;
    case "WeakMap":
    case "WeakSet":
      return describeWeakCollection;
    case "ArrayBuffer":
    case "SharedArrayBuffer":
      return describeBuffer;
    case "TypedArray":
    case "DataView":
      return describeView;
    case "Date":
      return describeDate;
    case "RegExp":
      return describeRegExp;
    case "Error":
      return describeError;
    case "Promise":
      return describePromise;
    case "WeakRef":
      return describeWeakRef;
    case "Number":
    case "String":
    case "Boolean":
    case "Symbol":
    case "BigInt":
      return describeBoxed;
    case "Window":
      return describeWindow;
    default:
      return undefined;
  }
}

/** The family of the objects whose prototype this is. To be asked once for a prototype: it costs some microseconds. */
export function familyOf(prototype: object | null, namedLibraries: FamilyFinder | undefined): Family {
  if (prototype === null) return { typeName: NULL_PROTOTYPE_NAME, impl: describeNullPrototype };
  let typeName: string | undefined;
  let impl: Impl | undefined;
  let interfaceName: string | undefined;
  let at: object | null = prototype;
  for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
    const constructorName = ownConstructorNameOf(at);
    const tag = ownToStringTagOf(at);
    typeName ??= constructorName === "" ? "(anonymous class)" : (constructorName ?? tag);
    if (impl === undefined) {
      impl = standardImplOf(constructorName);
      if (impl === undefined && tag !== undefined) {
        const isBuiltin = hasBuiltinConstructor(at);
        impl = standardImplOf(tag) ?? webAssemblyImplOf(tag, prototype) ?? opaqueImplOf(tag, isBuiltin);
        if (impl === undefined && isBuiltin && constructorName !== undefined) {
          interfaceName ??= constructorName;
          impl = browserImplOf(constructorName, prototype, interfaceName);
        }
      }
    }
    at = prototypeOf(at);
  }
  typeName ??= "Object";
  if (interfaceName !== undefined) return { typeName, impl: impl ?? otherPlatformImpl(interfaceName) };
  if (!hasBuiltinConstructor(prototype)) {
    const family = libraryFamilyOf(prototype, typeName, namedLibraries);
    if (family !== undefined) return family;
  }
  return { typeName, impl: impl ?? describeObject };
}

function browserImplOf(name: string, prototype: object, interfaceName: string): Impl | undefined {
  /* The global object of a worker holds all of its page, as a window does. */
  if (name === "WorkerGlobalScope") return boundaryImpl("WorkerGlobalScope");
  return (
    nodeImplOf(name, prototype, interfaceName) ??
    contentsImplOf(name, prototype, interfaceName) ??
    platformImplOf(name, prototype, interfaceName)
  );
}

/** What the prototype makes its objects: SHAPE_PLAIN, SHAPE_NO_PROTOTYPE or 0. A class of the page may be named as the engine's Object is. */
export function shapeFlagsOf(prototype: object | null, typeName: string): number {
  if (prototype === null) return SHAPE_NO_PROTOTYPE;
  if (typeName !== "Object") return 0;
  let at: object | null = prototype;
  for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
    if (ownConstructorNameOf(at) !== undefined) return hasBuiltinConstructor(at) ? SHAPE_PLAIN : 0;
    at = prototypeOf(at);
  }
  return SHAPE_PLAIN;
}
