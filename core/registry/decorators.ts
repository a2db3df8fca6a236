import { append, hasOwn, ownPropertyOf, textOfKey } from "../realm/introspect.ts";
import { visit } from "../visitor/allocative.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { addDecoratedParts, type ClassPart, visitDescribed } from "./describe-class.ts";
import { type Class, prototypeOfClass } from "./register-impl.ts";
import { registerRoot } from "./roots.ts";

/*
 * Standard (TC39) decorators; the older experimental ones of TypeScript are refused with a TypeError. Decorators of
 * fields run before that of their class, which collects their parts: from the metadata of the class if the compiler
 * provides it, else from a list for the class that is being defined.
 */

/** A decorator is at a place where it has no meaning. The message says where it is, and where it may be. */
export class DecoratorError extends TypeError {
  override readonly name = "DecoratorError";
}

type FieldTarget<This, Value> = undefined | ClassAccessorDecoratorTarget<This, Value> | ((this: This) => Value);
type FieldContext<This, Value> =
  | ClassFieldDecoratorContext<This, Value>
  | ClassAccessorDecoratorContext<This, Value>
  | ClassGetterDecoratorContext<This, Value>;

const { defineProperty } = Object;
const { apply } = Reflect;
const { get: weakMapGet, set: weakMapSet, delete: weakMapDelete } = WeakMap.prototype;
const Reference = WeakRef;
const partsByMetadata = new WeakMap<object, ClassPart[]>();
let pendingParts: ClassPart[] = [];

/**
 * On a class: snapshots show its decorated private fields and accessors beside the properties of its objects. Gives the
 * class a `[visit]`. Subclasses inherit it; their own decorated members count if they are `@allocative` too.
 *
 * On a private field, an accessor or a getter of such a class: it is shown like any other field, and its value is
 * followed. Private fields without a decorator cannot be seen.
 *
 * @throws DecoratorError on a class with a `[visit]` of its own, on static members, and wherever else it has no
 * meaning.
 */
export function allocative<Type extends Class>(type: Type, context: ClassDecoratorContext<Type>): void;
export function allocative<This extends object, Value>(
  target: FieldTarget<This, Value>,
  context: FieldContext<This, Value>,
): void;
export function allocative(target: unknown, given: unknown): void {
  const context = given as ClassDecoratorContext | FieldContext<object, unknown>;
  expectContext("@allocative", context);
  if (context.kind !== "class") {
    notePart("@allocative", target, context, {});
    return;
  }
  const prototype = prototypeOfClass(target as Class);
  if (prototype === undefined)
    throw new DecoratorError("@allocative: expected a class; got a function without a prototype");
  if (hasOwn(prototype, visit)) {
    throw new DecoratorError(
      `@allocative: class ${context.name ?? "(anonymous)"} has a [visit] of its own, which describes its objects already`,
    );
  }
  addDecoratedParts(prototype, takeParts(context.metadata));
  defineProperty(prototype, visit, {
    value(this: object, visitor: Visitor): void {
      visitDescribed(this, visitor);
    },
    writable: true,
    configurable: true,
  });
}

/**
 * On a field or accessor of an `@allocative` class: its value is not followed. The word that the field takes is
 * counted.
 *
 * @throws DecoratorError on static members, and wherever else it has no meaning.
 */
export function skip<This extends object, Value>(
  target: FieldTarget<This, Value>,
  context: FieldContext<This, Value>,
): void {
  expectContext("@skip", context);
  notePart("@skip", target, context, { isSkipped: true });
}

/**
 * On a field or accessor of an `@allocative` class: `visitValue` describes its value, which is then not followed. The
 * visitor is at the field, and the frames inside come on top of the word that the field takes.
 *
 * @throws TypeError if `visitValue` is not a function; DecoratorError on static members, and wherever else it has no
 * meaning.
 */
export function visitWith<Value>(
  visitValue: (value: Value, visitor: Visitor) => void,
): <This extends object>(target: FieldTarget<This, Value>, context: FieldContext<This, Value>) => void {
  if (typeof visitValue !== "function") throw new TypeError(`visitWith: expected a function; got ${typeof visitValue}`);
  return (target, context) => {
    expectContext("@visitWith", context);
    notePart("@visitWith", target, context as FieldContext<object, unknown>, {
      visitValue: visitValue as (value: unknown, visitor: Visitor) => void,
    });
  };
}

/**
 * Makes a root of the decorated member or class, as `registerRoot` does. A static field or accessor: its value at each
 * snapshot. A class: its static members. A field or accessor of objects: that of the object made last. Neither class
 * nor object is kept alive.
 *
 * @throws TypeError if `name` is not a non-empty string; DecoratorError where it has no meaning; RegistryError, as
 * `registerRoot`, when a class is defined or an object is made.
 */
export function root(
  name: string,
): <This, Value>(
  target: unknown,
  context:
    | ClassDecoratorContext<Class>
    | ClassFieldDecoratorContext<This, Value>
    | ClassAccessorDecoratorContext<This, Value>,
) => void {
  if (typeof name !== "string" || name === "") {
    throw new TypeError(
      `root: the name must be a non-empty string; got ${name === "" ? "an empty string" : typeof name}`,
    );
  }
  return (_target, context) => {
    expectContext("@root", context);
    const { kind } = context;
    if (kind !== "class" && kind !== "field" && kind !== "accessor") {
      throw new DecoratorError(`@root("${name}"): expected a class, a field or an accessor; got a ${String(kind)}`);
    }
    context.addInitializer(function (this: unknown) {
      const holder = new Reference(this as object);
      registerRoot(name, () => {
        const object = holder.deref();
        if (object === undefined || kind === "class") return object;
        return (context as ClassFieldDecoratorContext).access.get(object);
      });
    });
  };
}

function expectContext(decorator: string, context: { readonly kind?: unknown } | undefined): void {
  if (typeof context !== "object" || context === null || typeof context.kind !== "string") {
    throw new DecoratorError(
      `${decorator}: called without the context of a standard decorator; turn experimentalDecorators off`,
    );
  }
}

function notePart(
  decorator: string,
  target: unknown,
  context: FieldContext<object, unknown>,
  options: Pick<ClassPart, "visitValue" | "isSkipped">,
): void {
  const { kind, name } = context;
  const what = `${decorator} on ${textOfKey(name)}`;
  if (context.static) throw new DecoratorError(`${what}: static members belong to the class; make it a root instead`);
  if (kind !== "field" && kind !== "accessor" && kind !== "getter") {
    throw new DecoratorError(`${what}: expected a field, an accessor or a getter; got a ${String(kind)}`);
  }
  if (kind === "field" && !context.private) {
    /* A property: it is seen without a decorator. */
    if (options.visitValue !== undefined || options.isSkipped === true)
      addPart(context.metadata, { key: name, ...options });
    return;
  }
  const { access } = context;
  /* The class's own getter: `access.get` may reach that of a subclass. */
  const get = kind === "field" ? undefined : getterOf(kind, target);
  const read = (object: object): unknown => (get === undefined ? access.get(object) : apply(get, object, []));
  /* An accessor is on the prototype, so an object may seem to have it but lack the private field behind it. */
  const has = (object: object): boolean => access.has(object) && (kind !== "accessor" || canRead(read, object));
  /* A getter takes no word of the object. */
  if (kind !== "getter" || options.isSkipped !== true) addPart(context.metadata, { key: name, read, has, ...options });
}

function canRead(read: (object: object) => unknown, object: object): boolean {
  try {
    read(object);
    return true;
  } catch {
    return false;
  }
}

function getterOf(kind: "accessor" | "getter", target: unknown): (() => unknown) | undefined {
  const found = kind === "getter" ? target : ownPropertyOf(target as object, "get")?.value;
  return typeof found === "function" ? (found as () => unknown) : undefined;
}

function addPart(metadata: object | undefined, part: ClassPart): void {
  if (metadata === undefined) {
    append(pendingParts, part);
    /* A class is defined synchronously: parts left afterwards belong to one without `@allocative`. */
    if (pendingParts.length === 1) void Promise.resolve().then(forgetParts);
    return;
  }
  let parts = apply(weakMapGet, partsByMetadata, [metadata]) as ClassPart[] | undefined;
  if (parts === undefined) {
    parts = [];
    apply(weakMapSet, partsByMetadata, [metadata, parts]);
  }
  append(parts, part);
}

function takeParts(metadata: object | undefined): readonly ClassPart[] {
  if (metadata !== undefined) {
    const parts = apply(weakMapGet, partsByMetadata, [metadata]) as ClassPart[] | undefined;
    apply(weakMapDelete, partsByMetadata, [metadata]);
    return parts ?? [];
  }
  const parts = pendingParts;
  pendingParts = [];
  return parts;
}

function forgetParts(): void {
  pendingParts = [];
}
