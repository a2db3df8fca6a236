import {
  createSafeMap,
  isArray,
  ownConstructorNameOf,
  ownToStringTagOf,
  prototypeOf,
  type SafeMap,
} from "../introspect.ts";
import type { Layout } from "../layout/layout.ts";
import type { Describe } from "../visitor.ts";
import { describeArray } from "./array.ts";
import { describeBuffer, describeView } from "./binary.ts";
import { describeMap, describeSet, describeWeakCollection } from "./collections.ts";
import { describeFunction } from "./function.ts";
import type { Impl, ImplContext } from "./impl.ts";
import { describeObject } from "./object.ts";
import {
  describeDate,
  describeError,
  describePromise,
  describeRegExp,
  describeWeakRef,
  describeWindow,
} from "./standard-objects.ts";

/** Prototypes looked at for a type's name and family: a chain of proxies may have no end. */
const MAX_CHAIN = 64;

const NULL_PROTOTYPE_NAME = "[Object: null prototype]";

/**
 * Impls by the name of a constructor or `Symbol.toStringTag` on the prototype chain, which works for objects of other realms and for subclasses.
 * An impl looks at the object itself before it believes the name.
 */
const implByName: SafeMap<string, Impl> = createSafeMap();
implByName.set("Map", describeMap);
implByName.set("Set", describeSet);
implByName.set("WeakMap", describeWeakCollection);
implByName.set("WeakSet", describeWeakCollection);
implByName.set("ArrayBuffer", describeBuffer);
implByName.set("SharedArrayBuffer", describeBuffer);
implByName.set("TypedArray", describeView);
implByName.set("DataView", describeView);
implByName.set("Date", describeDate);
implByName.set("RegExp", describeRegExp);
implByName.set("Error", describeError);
implByName.set("Promise", describePromise);
implByName.set("WeakRef", describeWeakRef);
implByName.set("Window", describeWindow);

interface TypeOfPrototype {
  readonly context: ImplContext;
  readonly impl: Impl;
}

export interface DescribeOptions {
  readonly layout: Layout;
  readonly dictionaryKeys: number;
}

/** The describer of all types this library knows. What it learns about prototypes lasts as long as the returned function. */
export function createDescribe(options: DescribeOptions): Describe {
  const { layout, dictionaryKeys } = options;
  const types = createSafeMap<object | null, TypeOfPrototype>();

  function typeOf(prototype: object | null): TypeOfPrototype {
    let typeName: string | undefined;
    let impl: Impl | undefined;
    let at = prototype;
    for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
      const constructorName = ownConstructorNameOf(at);
      typeName ??= constructorName === "" ? "(anonymous class)" : constructorName;
      impl ??= constructorName === undefined ? undefined : implByName.get(constructorName);
      const tag = impl === undefined ? ownToStringTagOf(at) : undefined;
      if (tag !== undefined) impl = implByName.get(tag);
      at = prototypeOf(at);
    }
    return {
      context: { layout, dictionaryKeys, typeName: typeName ?? (prototype === null ? NULL_PROTOTYPE_NAME : "Object") },
      impl: impl ?? describeObject,
    };
  }

  /* Objects come in runs of one type, or of two in turn, as in an array of records. */
  let lastPrototype: object | null | undefined;
  let lastType: TypeOfPrototype | undefined;
  let earlierPrototype: object | null | undefined;
  let earlierType: TypeOfPrototype | undefined;

  function recentTypeOf(prototype: object | null): TypeOfPrototype {
    let type = prototype === earlierPrototype ? earlierType : types.get(prototype);
    if (type === undefined) {
      type = typeOf(prototype);
      types.set(prototype, type);
    }
    earlierPrototype = lastPrototype;
    earlierType = lastType;
    lastPrototype = prototype;
    lastType = type;
    return type;
  }

  return (object, sink) => {
    const prototype = prototypeOf(object);
    const type = prototype === lastPrototype ? lastType! : recentTypeOf(prototype);
    const { context } = type;
    if (typeof object === "function") describeFunction(object, sink, context);
    else if (!(isArray(object) && describeArray(object, sink, context)) && !type.impl(object, sink, context)) {
      describeObject(object, sink, context);
    }
  };
}
