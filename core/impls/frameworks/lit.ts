import { PLACE_SELF, SHAPE_COMPONENT, SHAPE_INLINE } from "../../graph/graph.ts";
import { leastOf, mostOf } from "../../layout/calibrated-versions.ts";
import { platformSizeOf } from "../../layout/platform-sizes.ts";
import { keyReadBy } from "../../realm/accessor-key.ts";
import {
  forEachMapEntry,
  forEachSetMember,
  isArray,
  mapSizeOf,
  ownKeysOf,
  ownPropertyOf,
  prototypeOf,
  setSizeOf,
} from "../../realm/introspect.ts";
import { isPromise, type NativeReader, nativeGetterFrom } from "../../realm/introspect-native.ts";
import { nearestOnChain } from "../../realm/prototype-chain.ts";
import { createSafeList, createSafeMap, type SafeMap } from "../../realm/safe-collections.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import type { Framework } from "./framework.ts";
import {
  beginBytes,
  describeBytes,
  describeInnerFunction,
  fieldPlace,
  listDescriber,
  nameOfKey,
  refersToPart,
} from "./inline.ts";
import { isObject, objectAt, valueAt } from "./records.ts";

/**
 * Lit 2 and 3. An element is shown by its tag, below the element in whose shadow root it is, with the values of its reactive properties by their names. What Lit keeps to render
 * it is its own bytes. Standard decorators keep values in private fields, which nothing reads from outside.
 */
export const lit: Framework = {
  name: "Lit",
  containedIn(element) {
    if (isLitElement(element)) return isInsideLit(element) ? undefined : element;
    /* `render(template, element)`, without a component. */
    const part = valueAt(element, "_$litPart$");
    if (!isPart(part)) return undefined;
    const options = objectAt(part, "options");
    return options !== undefined && isObject(valueAt(options, "host")) ? undefined : part;
  },
  describe(object, sink) {
    if (isPart(object)) describePart(object, sink);
    else describeElement(object, sink, false);
  },
};

/** Elements around one another that are looked at. */
const MAX_AROUND = 1 << 14;
/** Reactive properties of one class, and controllers of one element, that have a place. */
const MAX_PROPERTIES = 512;

function isLitElement(element: object): boolean {
  return typeof valueAt(element, "isUpdatePending") === "boolean" && propertiesOf(element) !== undefined;
}

/** The Map of reactive properties that the class of the element has, or one that it extends. */
function propertiesOf(element: object): object | undefined {
  const prototype = prototypeOf(element);
  const type = prototype === null ? undefined : ownPropertyOf(prototype, "constructor")?.value;
  if (typeof type !== "function") return undefined;
  const properties = nearestOnChain(type, (at) => ownPropertyOf(at, "elementProperties"))?.value;
  return isObject(properties) && mapSizeOf(properties) >= 0 ? properties : undefined;
}

/* Accessors of the platform are the same for all nodes: they are found on the first that is asked for. */
const readers = createSafeMap<string, NativeReader>();

/** The result of a native accessor; undefined where the node has none such. */
function read(node: object, key: string): unknown {
  const known = readers.get(key)?.(node);
  if (known !== undefined) return known;
  const reader = nativeGetterFrom(prototypeOf(node) ?? node, key);
  const value = reader(node);
  if (value !== undefined) readers.set(key, reader);
  return value;
}

function objectFrom(node: object, key: string): object | undefined {
  const value = read(node, key);
  return isObject(value) ? value : undefined;
}

function isInsideLit(element: object): boolean {
  let at: object | undefined = element;
  for (let i = 0; i < MAX_AROUND && at !== undefined; i++) {
    const parent: object | undefined = objectFrom(at, "parentNode");
    if (parent !== undefined) {
      at = parent;
      if (valueAt(at, "renderRoot") === at && isLitElement(at)) return true;
    } else {
      at = objectFrom(at, "host");
      if (at !== undefined && isLitElement(at)) return true;
    }
  }
  return false;
}

const describeNested: Describe = (element, sink) => describeElement(element, sink, true);

function describeElement(element: object, sink: Sink, isNested: boolean): void {
  const { layout } = sink;
  const tag = read(element, "localName");
  const size = platformSizeOf("HTMLElement", true);
  const least = leastOf(size, layout.chromium);
  const keys = ownKeysOf(element);
  sink.begin(typeof tag === "string" && tag !== "" ? `<${tag}>` : "Element", least, SHAPE_COMPONENT);
  sink.possibleBytes(PLACE_SELF, mostOf(size, layout.chromium) - least);
  sink.bytes(PLACE_SELF, keys.length * layout.wordSize);
  const properties = reactivePropertiesOf(element);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const property = ownPropertyOf(element, key);
    if (property === undefined) continue;
    if (property.get !== undefined || property.set !== undefined) {
      sink.reference(fieldPlace(sink, nameOfKey(key) ?? "fields"), property.get);
      sink.reference(fieldPlace(sink, nameOfKey(key) ?? "fields"), property.set);
      continue;
    }
    const { value } = property;
    const reactive = properties.get(key);
    if (reactive !== undefined) {
      const place = fieldPlace(sink, reactive.name);
      /* The element around it has set the property, unless the element keeps it for itself. */
      if (isNested && !reactive.isState) sink.borrowed(place, value);
      else sink.reference(place, value);
    } else if (isOfLit(key)) reportOfLit(element, key, value, sink);
    else sink.reference(fieldPlace(sink, nameOfKey(key) ?? "fields"), value);
  }
  reportNested(element, sink);
}

interface ReactiveProperty {
  readonly name: string;
  readonly isState: boolean;
}

/** The reactive properties by the key that their value stands at: a nameless symbol in Lit 3, `__name` in Lit 2. */
function reactivePropertiesOf(element: object): SafeMap<string | symbol, ReactiveProperty> {
  const found = createSafeMap<string | symbol, ReactiveProperty>();
  const properties = propertiesOf(element);
  if (properties === undefined || mapSizeOf(properties) > MAX_PROPERTIES) return found;
  const prototype = prototypeOf(element);
  forEachMapEntry(properties, (options, key) => {
    if (typeof key !== "string" && typeof key !== "symbol") return;
    const name = nameOfKey(key) ?? "property";
    const property = { name, isState: isObject(options) && valueAt(options, "state") === true };
    found.set(key, property);
    if (typeof key === "string") found.set(`__${key}`, property);
    const accessor = nearestOnChain(prototype, (at) => ownPropertyOf(at, key));
    const readKey = keyReadBy(accessor?.get as (() => unknown) | undefined);
    if (readKey !== undefined) found.set(readKey, property);
  });
  return found;
}

function isOfLit(key: string | symbol): boolean {
  switch (key) {
    case "isUpdatePending":
    case "hasUpdated":
    case "enableUpdating":
    case "renderOptions":
    case "renderRoot":
      return true;
    default:
      return typeof key === "string" && key[0] === "_" && key[1] === "$";
  }
}

/** What Lit keeps on an element: its template, its controllers, and what waits for an update. */
function reportOfLit(element: object, key: string | symbol, value: unknown, sink: Sink): void {
  if (typeof value === "function") refersToPart(sink, value, describeInnerFunction);
  if (!isObject(value) || value === element) return;
  if (key === "renderRoot") sink.reference(fieldPlace(sink, "renderRoot"), value);
  else if (isPart(value)) refersToPart(sink, value, describePart);
  else if (isPromise(value)) refersToPart(sink, value, describePromise);
  else if (setSizeOf(value) >= 0 || isArray(value)) reportControllers(value, sink);
  else refersToPart(sink, value, describeBytes);
}

const describePromise: Describe = (_promise, sink) => sink.begin("Promise", sink.layout.promiseSize, SHAPE_INLINE);

function reportControllers(list: object, sink: Sink): void {
  const place = fieldPlace(sink, "controllers");
  const size = setSizeOf(list);
  const length = ownPropertyOf(list, "length")?.value;
  if (size > MAX_PROPERTIES || (typeof length === "number" && length > MAX_PROPERTIES)) {
    sink.reference(place, list);
    return;
  }
  refersToPart(sink, list, describeBytes);
  const report = (controller: unknown): void => {
    if (isObject(controller)) sink.reference(place, controller);
  };
  if (size >= 0) forEachSetMember(list, report);
  else if (typeof length === "number") for (let i = 0; i < length; i++) report(ownPropertyOf(list, i)?.value);
}

/** Ends the description with the Lit elements in what the element renders, those in shadow roots of other elements too. */
function reportNested(element: object, sink: Sink): void {
  const root = objectAt(element, "renderRoot") ?? objectFrom(element, "shadowRoot");
  if (root === undefined) return;
  const roots = createSafeList<object>();
  let next = 0;
  roots[0] = root;
  let at: object | undefined;
  sink.beginItems(PLACE_SELF);
  describeInParts(sink, () => {
    if (at === undefined) {
      if (next === roots.length) return true;
      at = objectFrom(roots[next++], "firstElementChild");
      return false;
    }
    const node = at;
    const isLit = isLitElement(node);
    if (isLit) {
      sink.part(node, describeNested);
      sink.item(node);
    } else {
      const shadow = objectFrom(node, "shadowRoot");
      if (shadow !== undefined) roots[roots.length] = shadow;
    }
    const isOwnRoot = isLit && valueAt(node, "renderRoot") === node;
    at = (isOwnRoot ? undefined : objectFrom(node, "firstElementChild")) ?? nextAfter(node, roots[next - 1]);
    return false;
  });
}

/** The next element of the tree that is not inside `node`; undefined at its end. */
function nextAfter(node: object, root: object): object | undefined {
  let at: object | undefined = node;
  while (at !== undefined && at !== root) {
    const sibling = objectFrom(at, "nextElementSibling");
    if (sibling !== undefined) return sibling;
    at = objectFrom(at, "parentNode");
  }
  return undefined;
}

/** A part of a template, or an instance of one: both know the part around them. */
function isPart(value: unknown): value is object {
  return isObject(value) && ownPropertyOf(value, "_$AM") !== undefined;
}

const describeParts = listDescriber((item) => (isPart(item) ? describePart : undefined));

function describePart(part: object, sink: Sink): void {
  const keys = ownKeysOf(part);
  beginBytes(part, sink, "Part");
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const value = valueAt(part, key);
    switch (key) {
      /* The part around it, and what all instances of the template have. */
      case "_$AM":
      case "_$AD":
      case "options":
      case "strings":
      case "name":
      case "ctor":
        break;
      case "element":
      case "_$AA":
      case "_$AB":
        if (isObject(value)) sink.reference(fieldPlace(sink, "el"), value);
        break;
      case "_$AV":
        refersToPart(sink, value, describeParts);
        break;
      case "_$AN":
        refersToPart(sink, value, describeBytes);
        break;
      default:
        reportRendered(value, sink);
    }
  }
}

/** What a part shows: another template, a list of parts, or a value of the app. */
function reportRendered(value: unknown, sink: Sink): void {
  if (isPart(value)) refersToPart(sink, value, describePart);
  else if (isArray(value) && isPart(ownPropertyOf(value, 0)?.value)) refersToPart(sink, value, describeParts);
  else sink.borrowed(fieldPlace(sink, "rendered"), value);
}
