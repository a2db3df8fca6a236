import { append, ownPropertyOf, prototypeOf, textOfKey } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";
import type { VisitObject } from "../visitor/allocative.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { type Class, prototypeOfClass, registerClass } from "./register-impl.ts";

/** How one field of a class is told, where it is not told as any other. */
export interface ClassPart {
  /** The key of a property; for what is no property (a private field), the name of its frame. */
  readonly key: string | symbol;
  /** Gives the value of what is no property. */
  readonly read?: (object: object) => unknown;
  /** Whether the object has what `read` reads. */
  readonly has?: (object: object) => boolean;
  /** Tells what the value consists of; without it the value is followed. */
  readonly tell?: (value: unknown, visitor: Visitor) => void;
  readonly isSkipped?: boolean;
}

interface DescribedClass {
  /** From decorators. */
  decorated: readonly ClassPart[];
  /** From `describe`. */
  described: readonly ClassPart[];
  visit: VisitObject | undefined;
}

/** How the fields of a class one cannot edit are told. */
export interface ClassDescription<Instance extends object> {
  /** Fields that are not followed. The word they take is counted. */
  readonly skip?: readonly (keyof Instance)[];
  /**
   * Functions that tell what single fields hold, by field: what `@visitWith` is on a field. Or one function that tells what there is beside the fields; the
   * visitor it gets stands at the object's own frame.
   */
  readonly visit?:
    | ((object: Instance, visitor: Visitor) => void)
    | { readonly [Field in keyof Instance]?: (value: Instance[Field], visitor: Visitor) => void };
}

const { apply } = Reflect;
const { get: weakMapGet, set: weakMapSet } = WeakMap.prototype;
const classes = new WeakMap<object, DescribedClass>();

/**
 * Says how the objects of a class are told apart from what everybody can see, without editing the class: `describe(Session, { skip: ["socket"] })`. The objects' own
 * properties are told as ever, also those of built-in types; so are those of subclasses.
 *
 * @returns a function that takes the description away again.
 * @throws TypeError for what is no class, and for a description that is none.
 *
 * The class is held weakly, and neither it nor its prototype is written to. Of several descriptions of one class the last one counts. Costs an entry in a
 * table; at a snapshot, a few times what a plain object of the size costs.
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
      const tell: unknown = visit[fields[i] as keyof Instance];
      if (typeof tell !== "function") {
        throw new TypeError(`describe: expected a function to visit ${textOfKey(fields[i])}; got ${typeof tell}`);
      }
      append(parts, { key: fields[i], tell: tell as (value: unknown, visitor: Visitor) => void });
    }
  }
  const described = obtainClass(prototype);
  described.described = parts;
  described.visit = typeof visit === "function" ? (visit as VisitObject) : undefined;
  const unregister = registerClass(prototype, (object, visitor) => tellObject(object, visitor));
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
}

/** Tells an object of a described class, and of those it extends. */
export function tellObject(object: object, visitor: Visitor): void {
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
  for (let i = 0; i < parts.length; i++) tellPart(object, parts[i], self);
  for (let i = 0; i < visits.length; i++) visits[i](object, self);
  self.exit();
}

/** Of two that name one property, the one of the nearer class counts. */
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

function tellPart(object: object, part: ClassPart, self: Visitor): void {
  const { key, read, has, tell, isSkipped } = part;
  if (has !== undefined && !has(object)) return;
  const name = textOfKey(key);
  let value: unknown;
  if (read === undefined) {
    const property = ownPropertyOf(object, key);
    if (property === undefined) return;
    value = property.value;
  } else {
    if (!isSkipped && tell === undefined) {
      self.visitField(name, read(object));
      return;
    }
    /* The word of what is no property is told by nobody else. */
    self.visitField(name, undefined);
    value = isSkipped ? undefined : read(object);
  }
  if (isSkipped || tell === undefined) return;
  const inside = self.enterUnique(name, 0);
  tell(value, inside);
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
