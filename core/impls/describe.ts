import { createSafeMap, isArray, prototypeOf } from "../introspect.ts";
import type { Layout } from "../layout/layout.ts";
import type { Describe } from "../visitor.ts";
import { describeArray } from "./array.ts";
import { familyOf } from "./families.ts";
import { describeFunction } from "./function.ts";
import type { Impl, ImplContext } from "./impl.ts";
import { describeObject } from "./object.ts";

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
    const { typeName, impl } = familyOf(prototype);
    return { context: { layout, dictionaryKeys, typeName }, impl };
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
