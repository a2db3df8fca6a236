import { flagsOfClass, SHAPE_PLAIN } from "../graph/graph.ts";
import type { Layout } from "../layout/layout.ts";
import { hasOwn, isArray, prototypeOf } from "../realm/introspect.ts";
import { createSafeMap } from "../realm/safe-collections.ts";
import type { Describe, Sink } from "../sink/sink.ts";
import { visit } from "../visitor/allocative.ts";
import type { CustomImpls } from "../visitor/custom-impls.ts";
import { describeArray } from "./array.ts";
import { ClassNumbers } from "./class-numbers.ts";
import { CustomDescriptions } from "./custom.ts";
import { familyOf, shapeFlagsOf } from "./families.ts";
import { describeFunction } from "./function.ts";
import type {
  CustomType,
  DescribeMet,
  FamilyFinder,
  FunctionKnowledge,
  Impl,
  ImplContext,
  ReportListeners,
} from "./impl.ts";
import { describeObject } from "./object.ts";

/**
 * Own keys up to which an object that describes itself is not a dictionary, so that its fields can be skipped by name.
 */
const MAX_DESCRIBED_KEYS = 1000;

interface TypeOfPrototype {
  readonly context: ImplContext;
  /** The same for an object whose `[visit]` asks for the library's own description. */
  readonly builtInContext: ImplContext;
  readonly impl: Impl;
  /** How objects of the type describe themselves, or were registered to be described. */
  readonly custom: CustomType | undefined;
}

export interface DescribeOptions {
  readonly layout: Layout;
  readonly dictionaryKeys: number;
  /** What the page registered for its types. */
  readonly customImpls: CustomImpls | undefined;
  /** Further libraries. */
  readonly namedLibraries: FamilyFinder | undefined;
  /** Parts of frameworks. */
  readonly describeMet: DescribeMet | undefined;
  /** Closures. */
  readonly functions: FunctionKnowledge | undefined;
  /** Listeners of what is in no document. */
  readonly reportListeners: ReportListeners | undefined;
}

export interface Describers {
  /** Describes objects of all types that this library knows. */
  readonly describe: Describe;
  /** Describes an object, ignoring its own `[visit]` and the impls registered for it. */
  readonly describeBuiltIn: Describe;
}

/** What the describers learn about prototypes lasts as long as they do. */
export function createDescribers(options: DescribeOptions): Describers {
  const { layout, dictionaryKeys, describeMet, functions, reportListeners } = options;
  const types = createSafeMap<object | null, TypeOfPrototype>();
  const classes = new ClassNumbers();
  const descriptions = new CustomDescriptions(layout, options.customImpls, describeBuiltIn);
  const describeByOwnVisit: ImplContext["describeByOwnVisit"] = (object, sink, typeName) =>
    descriptions.describeByOwnVisit(object, sink, typeName);

  function typeOf(object: object, prototype: object | null, sink: Sink): TypeOfPrototype {
    const { typeName, impl } = familyOf(prototype, options.namedLibraries);
    let shapeFlags = shapeFlagsOf(prototype, typeName);
    if (prototype !== null && impl === describeObject && (shapeFlags & SHAPE_PLAIN) === 0) {
      const { number, made } = classes.classOf(prototype, typeName);
      shapeFlags |= flagsOfClass(number);
      const script = made === undefined ? undefined : functions?.scriptOf(made);
      if (script !== undefined) sink.classIn(typeName, shapeFlags, script);
    }
    const context = {
      layout,
      dictionaryKeys,
      typeName,
      shapeFlags,
      describeByOwnVisit,
      describeMet,
      functions,
      reportListeners,
    };
    /* A class with many fields is not a dictionary: a description may name each of them. */
    const builtInContext = {
      layout,
      dictionaryKeys: dictionaryKeys > MAX_DESCRIBED_KEYS ? dictionaryKeys : MAX_DESCRIBED_KEYS,
      typeName,
      shapeFlags,
      describeByOwnVisit: () => false,
      describeMet,
      functions,
      reportListeners,
    };
    return { context, builtInContext, impl, custom: descriptions.typeOf(object, prototype, typeName, sink) };
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

  function describeBuiltIn(object: object, sink: Sink): void {
    const { builtInContext, impl } = recentTypeOf(object, prototypeOf(object), sink);
    describeAs(object, sink, builtInContext, impl, typeof object !== "function" && isArray(object));
  }

  function describe(object: object, sink: Sink): void {
    const prototype = prototypeOf(object);
    const type =
      prototype === lastPrototype && lastType !== undefined ? lastType : recentTypeOf(object, prototype, sink);
    const { context, impl, custom } = type;
    if (descriptions.describePointee(object, sink, context.typeName)) return;
    if (custom !== undefined && descriptions.describe(object, sink, custom)) return;
    const isList = typeof object !== "function" && isArray(object);
    /* Impls of plain objects see a `[visit]` among the keys they ask for. Windows of other origins, which have no prototype, throw when asked. */
    if (
      (isList || (impl !== describeObject && prototype !== null) || typeof object === "function") &&
      hasOwn(object, visit)
    ) {
      if (describeByOwnVisit(object, sink, context.typeName)) return;
    }
    describeAs(object, sink, context, impl, isList);
  }

  return { describe, describeBuiltIn };
}

function describeAs(object: object, sink: Sink, context: ImplContext, impl: Impl, isList: boolean): void {
  if (typeof object === "function") describeFunction(object, sink, context);
  else if (!(isList && describeArray(object, sink, context)) && !impl(object, sink, context)) {
    describeObject(object, sink, context);
  }
}
