import { createSafeMap, hasOwn, isArray, prototypeOf } from "../introspect.ts";
import type { Layout } from "../layout/layout.ts";
import { visit } from "../visitor/allocative.ts";
import type { CustomImpls } from "../visitor/custom-impls.ts";
import type { Describe, Sink } from "../visitor.ts";
import { describeArray } from "./array.ts";
import { CustomDescriptions, type CustomType } from "./custom.ts";
import { familyOf } from "./families.ts";
import { describeFunction } from "./function.ts";
import type { Impl, ImplContext } from "./impl.ts";
import { describeObject } from "./object.ts";

interface TypeOfPrototype {
  readonly context: ImplContext;
  readonly impl: Impl;
  /** How objects of the type describe themselves, or were registered to be described. */
  readonly custom: CustomType | undefined;
}

export interface DescribeOptions {
  readonly layout: Layout;
  readonly dictionaryKeys: number;
  /** What the page registered, as of now. */
  readonly customImpls?: CustomImpls | undefined;
}

/** The describer of all types this library knows. What it learns about prototypes lasts as long as the returned function. */
export function createDescribe(options: DescribeOptions): Describe {
  const { layout, dictionaryKeys } = options;
  const types = createSafeMap<object | null, TypeOfPrototype>();
  const customs = new CustomDescriptions(layout, options.customImpls);
  const describeByOwnVisit = (object: object, sink: Sink, typeName: string): boolean =>
    customs.describeByOwnVisit(object, sink, typeName);

  function typeOf(object: object, prototype: object | null, sink: Sink): TypeOfPrototype {
    const { typeName, impl } = familyOf(prototype);
    const context = { layout, dictionaryKeys, typeName, describeByOwnVisit };
    return { context, impl, custom: customs.typeOf(object, prototype, typeName, sink) };
  }

  /* Objects come in runs of one type, or of two in turn, as in an array of records. */
  let lastPrototype: object | null | undefined;
  let lastType: TypeOfPrototype | undefined;
  let earlierPrototype: object | null | undefined;
  let earlierType: TypeOfPrototype | undefined;

  function recentTypeOf(object: object, prototype: object | null, sink: Sink): TypeOfPrototype {
    let type = prototype === earlierPrototype ? earlierType : types.get(prototype);
    if (type === undefined) {
      type = typeOf(object, prototype, sink);
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
    const type = prototype === lastPrototype ? lastType! : recentTypeOf(object, prototype, sink);
    const { context, impl, custom } = type;
    if (customs.hasPointees && customs.describePointee(object, sink, context.typeName)) return;
    if (custom !== undefined && customs.describe(object, sink, custom)) return;
    const isFunction = typeof object === "function";
    const isList = !isFunction && isArray(object);
    /* The impl of plain objects sees a `[visit]` among the keys it asks for. */
    if ((isFunction || isList || impl !== describeObject) && hasOwn(object, visit)) {
      if (customs.describeByOwnVisit(object, sink, context.typeName)) return;
    }
    if (isFunction) describeFunction(object, sink, context);
    else if (!(isList && describeArray(object, sink, context)) && !impl(object, sink, context)) {
      describeObject(object, sink, context);
    }
  };
}
