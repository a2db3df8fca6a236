import { append, ownPropertyOf, prototypeOf, textOfKey } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";
import type { VisitObject } from "../visitor/allocative.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { type Class, prototypeOfClass, registerClass, registerPrivateNames } from "./register-impl.ts";

/** How one field of a class is described, if not like any other. */
export interface ClassPart {
  /** The key of a property; for anything else (a private field), the name of its frame. */
  readonly key: string | symbol;
  /** Reads the value, if it is not a property. */
  readonly read?: (object: object) => unknown;
  /** Whether the object has the value that `read` reads. */
  readonly has?: (object: object) => boolean;
  /** Describes the value; without it the value is followed. */
  readonly visitValue?: (value: unknown, visitor: Visitor) => void;
  readonly isSkipped?: boolean;
}

interface DescribedClass {
  /** From decorators. */
  decorated: readonly ClassPart[];
  /** From `describe`. */
  described: readonly ClassPart[];
  visit: VisitObject | undefined;
}

/** Describes the fields of a class that one cannot edit. */
export interface ClassDescription<Instance extends object> {
  /** Fields that are not followed. The word they take is counted. */
  readonly skip?: readonly (keyof Instance)[];
  /**
   * Functions that describe the values of single fields, by field, as `@visitWith` does on a field. Or one function
   * that describes anything beside the fields; its visitor is at the object's own frame.
   */
  readonly visit?:
    | ((object: Instance, visitor: Visitor) => void)
    | { readonly [Field in keyof Instance]?: (value: Instance[Field], visitor: Visitor) => void };
}

const { apply } = Reflect;
const { get: weakMapGet, set: weakMapSet } = WeakMap.prototype;
const classes = new WeakMap<object, DescribedClass>();

/**
 * Describes the objects of a class without editing the class: `describe(Session, { skip: ["socket"] })`. Own properties
 * of the objects are shown as always, also those of built-in types and of subclasses.
 *
 * @returns a function that removes the description.
 * @throws TypeError if `type` is not a class, or `description` is not valid.
 *
 * The class is held weakly, and neither it nor its prototype is written to. The last description of a class counts.
 * Costs an entry in a table; at a snapshot, a few times the cost of a plain object of the size.
 */
export function describe<Instance extends object>(
  type: Class<Instance>,
  description: ClassDescription<Instance>,
): () => void {
  const prototype = typeof type === "function" ? prototypeOfClass(type) : undefined;
  if (prototype === undefined) throw new TypeError(`describe: expected a class; got ${typeof type}`);
  if (typeof description !== "object" || description === null) {
    throw new TypeError(
      `describe: expected an object with skip or visit; got ${description === null ? "null" : typeof description}`,
    );
  }
  const { skip = [], visit } = description;
  if (!Array.isArray(skip)) throw new TypeError(`describe: expected a list of fields as skip; got ${typeof skip}`);
  if (visit !== undefined && typeof visit !== "function" && (typeof visit !== "object" || visit === null)) {
    throw new TypeError(`describe: expected a function, or functions by field, as visit; got ${typeof visit}`);
  }
  const parts: ClassPart[] = [];
  for (let i = 0; i < skip.length; i++) append(parts, { key: keyOf(skip[i] as PropertyKey), isSkipped: true });
  if (typeof visit === "object") {
    const fields = Reflect.ownKeys(visit);
    for (let i = 0; i < fields.length; i++) {
      const visitValue: unknown = visit[fields[i] as keyof Instance];
      if (typeof visitValue !== "function") {
        throw new TypeError(`describe: expected a function to visit ${textOfKey(fields[i])}; got ${typeof visitValue}`);
      }
      append(parts, { key: fields[i], visitValue: visitValue as (value: unknown, visitor: Visitor) => void });
    }
  }
  const described = obtainClass(prototype);
  described.described = parts;
  described.visit = typeof visit === "function" ? (visit as VisitObject) : undefined;
  const unregister = registerClass(prototype, (object, visitor) => visitDescribed(object, visitor));
  return () => {
    if (described.described === parts) {
      described.described = [];
      described.visit = undefined;
    }
    unregister();
  };
}

/** Adds what decorators say about a class. */
export function addDecoratedParts(prototype: object, parts: readonly ClassPart[]): void {
  obtainClass(prototype).decorated = parts;
  const names: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const { key, read } = parts[i];
    if (read !== undefined && typeof key === "string") append(names, key);
  }
  if (names.length > 0) registerPrivateNames(prototype, names);
}

/** Describes an object of a described class, and of the classes it extends. */
export function visitDescribed(object: object, visitor: Visitor): void {
  const parts: ClassPart[] = [];
  const visits: VisitObject[] = [];
  const skipped: (string | symbol)[] = [];
  nearestOnChain(prototypeOf(object), (at) => {
    const found = apply(weakMapGet, classes, [at]) as DescribedClass | undefined;
    if (found === undefined) return;
    addParts(found.described, parts, skipped);
    addParts(found.decorated, parts, skipped);
    if (found.visit !== undefined) append(visits, found.visit);
  });
  const self = visitor.enterOwn(object, skipped);
  for (let i = 0; i < parts.length; i++) visitPart(object, parts[i], self);
  for (let i = 0; i < visits.length; i++) visits[i](object, self);
  self.exit();
}

/** If two parts name one property, that of the nearer class counts. */
function addParts(from: readonly ClassPart[], parts: ClassPart[], skipped: (string | symbol)[]): void {
  for (let i = 0; i < from.length; i++) {
    const part = from[i];
    if (part.read === undefined) {
      if (includes(skipped, part.key)) continue;
      append(skipped, part.key);
    }
    append(parts, part);
  }
}

function includes(keys: readonly (string | symbol)[], key: string | symbol): boolean {
  for (let i = 0; i < keys.length; i++) if (keys[i] === key) return true;
  return false;
}

function visitPart(object: object, part: ClassPart, self: Visitor): void {
  const { key, read, has, visitValue, isSkipped } = part;
  if (has !== undefined && !has(object)) return;
  const name = textOfKey(key);
  let value: unknown;
  if (read === undefined) {
    const property = ownPropertyOf(object, key);
    if (property === undefined) return;
    value = property.value;
  } else {
    if (!isSkipped && visitValue === undefined) {
      self.visitField(name, read(object));
      return;
    }
    /* The word of a private field is counted here only. */
    self.visitField(name, undefined);
    value = isSkipped ? undefined : read(object);
  }
  if (isSkipped || visitValue === undefined) return;
  const inside = self.enterUnique(name, 0);
  visitValue(value, inside);
  inside.exit();
}

function obtainClass(prototype: object): DescribedClass {
  let found = apply(weakMapGet, classes, [prototype]) as DescribedClass | undefined;
  if (found === undefined) {
    found = { decorated: [], described: [], visit: undefined };
    apply(weakMapSet, classes, [prototype, found]);
  }
  return found;
}

function keyOf(key: PropertyKey): string | symbol {
  return typeof key === "number" ? String(key) : key;
}
