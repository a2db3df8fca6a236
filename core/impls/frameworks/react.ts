import { KIND_FIELD, PLACE_SELF, SHAPE_COMPONENT } from "../../graph/graph.ts";
import { ownKeysOf, ownPropertyOf, textOfKey } from "../../realm/introspect.ts";
import { createSafeList, type SafeList } from "../../realm/safe-collections.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import { startsWith } from "./expandos.ts";
import type { Framework } from "./framework.ts";
import { describeHooks, type HookValue, innerDescriber, isHook } from "./react-hooks.ts";
import {
  CLASS,
  componentNameOf,
  FRAGMENT,
  HOISTABLE,
  HOST,
  PORTAL,
  PROVIDER,
  ROOT,
  SINGLETON,
  TEXT,
} from "./react-names.ts";
import {
  beginRecord,
  borrowedNamed,
  Chain,
  describeRecord,
  fieldNamed,
  INLINE,
  isObject,
  isRecord,
  objectAt,
  ownField,
  referred,
  referredPart,
  STRONG,
  type Strength,
  valueAt,
  WEAK,
} from "./records.ts";

/** Fibers that are looked for from a root. More are described as they are met. */
const MAX_FIBERS = 1 << 22;

/** Props of a component that it refers to by name. */
const MAX_NAMED_PROPS = 64;

/**
 * React 17 to 19. A fiber that is a component has a frame of its own, as React's DevTools name it. Fibers of elements, fragments and so on are parts of the component
 * around them, and so are hooks, queues, effects and React's copy of each fiber from the render before.
 *
 * All fibers of a root, with their props, are made known before any is described. An element `<List items={…} />` in the props of another component
 * has the props that the fiber of that List has: they belong to the List.
 */
export const react: Framework = {
  name: "React",

  containedIn(element, keys) {
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key !== "string" || !startsWith(key, "__reactContainer$")) continue;
      const fiber = objectAt(element, key);
      const root = fiber === undefined ? undefined : objectAt(fiber, "stateNode");
      if (root !== undefined && isFiber(objectAt(root, "current"))) return root;
    }
    return undefined;
  },

  describe: (root, sink) => {
    describeRecord(root, sink, "FiberRoot", INLINE, reportOfRoot);
    const current = objectAt(root, "current");
    if (current !== undefined) meetFibers(current, sink);
  },
};

function reportOfRoot(sink: Sink, key: string | symbol, value: unknown): void {
  switch (key) {
    case "current":
      if (isFiber(value)) sink.part(value, describeFiber);
      sink.fieldAt(PLACE_SELF, value);
      break;
    case "containerInfo":
      sink.fieldAt(PLACE_SELF, value);
      break;
    default:
      fieldNamed(sink, "root", referred(sink, value, WEAK));
  }
}

/** Whether the object has what a fiber has. Reads own property descriptors only. */
function isFiber(value: unknown): value is object {
  return (
    isObject(value) &&
    typeof valueAt(value, "tag") === "number" &&
    ownPropertyOf(value, "child") !== undefined &&
    ownPropertyOf(value, "memoizedState") !== undefined
  );
}

/** Fibers by the keys that come first: those of a root that is gone are met anywhere. */
export function isFiberByKeys(keys: readonly (string | symbol)[]): boolean {
  return (
    keys[0] === "tag" && keys[1] === "key" && keys[2] === "elementType" && keys[3] === "type" && keys[4] === "stateNode"
  );
}

/** Gives each fiber below its description before any is described, in parts. */
function meetFibers(root: object, sink: Sink): void {
  const open = createSafeList<Chain>();
  let count = 0;
  open[open.length++] = new Chain(root, "sibling");
  describeInParts(sink, () => {
    const chain = open[open.length - 1];
    const fiber = chain.next(sink);
    if (fiber === undefined) {
      open.length--;
      return open.length === 0;
    }
    if (++count > MAX_FIBERS) return true;
    if (!isFiber(fiber)) return false;
    const isKnown = sink.isMet(fiber) && fiber !== root;
    meetFiber(fiber, sink);
    if (isKnown || !sink.isMet(fiber)) return false;
    const child = objectAt(fiber, "child");
    if (child !== undefined) open[open.length++] = new Chain(child, "sibling");
    return false;
  });
}

function meetFiber(fiber: object, sink: Sink): void {
  sink.part(fiber, describeFiber);
  const alternate = objectAt(fiber, "alternate");
  if (isFiber(alternate)) sink.part(alternate, describeAlternate);
  meetProps(fiber, sink);
  if (isFiber(alternate)) meetProps(alternate, sink);
}

function meetProps(fiber: object, sink: Sink): void {
  const tag = valueAt(fiber, "tag");
  if (tag === FRAGMENT || tag === PORTAL || tag === TEXT) return;
  const props = valueAt(fiber, "memoizedProps");
  if (isRecord(props)) sink.part(props, describeProps);
  const pending = valueAt(fiber, "pendingProps");
  if (pending !== props && isRecord(pending)) sink.part(pending, describeProps);
}

/* What a component is given belongs to whoever has it. */
const describeProps: Describe = (props, sink) => describeRecord(props, sink, "Props", INLINE, reportBorrowed);

function reportBorrowed(sink: Sink, key: string | symbol, value: unknown): void {
  sink.borrowedAt(sink.placeOf(PLACE_SELF, textOfKey(key), KIND_FIELD), value);
}

/** Describes a fiber of the tree that is shown, or one that is met outside any root. */
export const describeFiber: Describe = (fiber, sink) => {
  const tag = valueAt(fiber, "tag");
  const keys = ownKeysOf(fiber);
  const name = componentNameOf(fiber, tag);
  const alternate = objectAt(fiber, "alternate");
  meetFiber(fiber, sink);
  const hooks = hooksOf(fiber, tag);
  const other = isFiber(alternate) ? alternate : undefined;
  const otherHooks = other === undefined ? undefined : hooksOf(other, tag);
  const values = hooks === undefined ? undefined : describeHooks(hooks, otherHooks, sink, STRONG);
  if (beginRecord(fiber, keys, 0, sink, name ?? "Fiber", name === undefined ? INLINE : SHAPE_COMPONENT)) return;
  describeFields(fiber, keys, tag, sink, STRONG, true);
  sink.reference(PLACE_SELF, other);
  if (values !== undefined) referToValues(values, sink);
  if (name !== undefined) referToProps(fiber, other, tag, sink);
  const child = objectAt(fiber, "child");
  const otherChild = other === undefined ? undefined : objectAt(other, "child");
  sink.beginItems(PLACE_SELF);
  let chain = new Chain(child, "sibling");
  let isOther = false;
  describeInParts(sink, () => {
    const next = chain.next(sink);
    if (next !== undefined) {
      reportChild(next, sink, isOther);
      return false;
    }
    if (isOther || otherChild === undefined || otherChild === child) return true;
    isOther = true;
    chain = new Chain(otherChild, "sibling");
    return false;
  });
};

function referToValues(values: SafeList<HookValue>, sink: Sink): void {
  for (let i = 0; i < values.length; i++) {
    const place = sink.placeOf(PLACE_SELF, values[i].name, KIND_FIELD);
    sink.reference(place, values[i].value);
    sink.borrowed(place, values[i].before);
  }
}

/** A component itself refers to what it is given: it may hand it on, or have it from the render before, too. */
function referToProps(fiber: object, other: object | undefined, tag: unknown, sink: Sink): void {
  const props = objectAt(fiber, "memoizedProps");
  if (!isRecord(props)) return;
  const before = other === undefined ? undefined : objectAt(other, "memoizedProps");
  const place = tag === PROVIDER ? PLACE_SELF : sink.placeOf(PLACE_SELF, "props", KIND_FIELD);
  const keys = ownKeysOf(props);
  for (let i = 0; i < keys.length && i < MAX_NAMED_PROPS; i++) {
    const key = keys[i];
    const at = sink.placeOf(place, textOfKey(key), KIND_FIELD);
    sink.borrowed(at, valueAt(props, key));
    sink.borrowed(at, before === undefined || before === props ? undefined : valueAt(before, key));
  }
}

/** The fiber of a child, or of a child before the last render: that one stands in the fiber that has taken its place. */
function reportChild(child: object, sink: Sink, isOther: boolean): void {
  const now = isOther ? objectAt(child, "alternate") : undefined;
  const fiber = now !== undefined && objectAt(now, "alternate") === child ? now : child;
  if (!sink.isMet(fiber) && isFiber(fiber)) meetFiber(fiber, sink);
  sink.item(fiber);
}

/** Describes the copy of a fiber from the render before. It refers to what nothing else does. */
const describeAlternate: Describe = (fiber, sink) => {
  const keys = ownKeysOf(fiber);
  const tag = valueAt(fiber, "tag");
  const hooks = hooksOf(fiber, tag);
  const hasOwnHooks = hooks !== undefined && !sink.isMet(hooks);
  if (hasOwnHooks) describeHooks(hooks, undefined, sink, WEAK);
  if (beginRecord(fiber, keys, 0, sink, "Fiber", INLINE)) return;
  describeFields(fiber, keys, tag, sink, WEAK, hasOwnHooks);
};

/** The first hook of a component. */
function hooksOf(fiber: object, tag: unknown): object | undefined {
  if (tag === CLASS) return undefined;
  const state = objectAt(fiber, "memoizedState");
  return isRecord(state) && isHook(state) ? state : undefined;
}

function describeFields(
  fiber: object,
  keys: readonly (string | symbol)[],
  tag: unknown,
  sink: Sink,
  strength: Strength,
  hasOwnHooks: boolean,
): void {
  const count = keys.length;
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    const property = ownPropertyOf(fiber, key);
    if (property === undefined) sink.opaqueField(key);
    else if (property.get !== undefined || property.set !== undefined)
      sink.accessorField(key, property.get, property.set);
    else if (key === "memoizedState") describeState(tag, property.value, sink, strength, hasOwnHooks);
    else describeField(fiber, tag, key, property.value, sink, strength);
  }
}

function describeField(
  fiber: object,
  tag: unknown,
  key: string | symbol,
  value: unknown,
  sink: Sink,
  strength: Strength,
): void {
  switch (key) {
    case "return":
    case "child":
    case "sibling":
    case "alternate":
    case "_debugOwner":
      ownField(sink, value);
      break;
    case "stateNode":
      describeStateNode(tag, value, sink, strength);
      break;
    case "memoizedProps": {
      const now = strength === STRONG ? undefined : objectAt(fiber, "alternate");
      reportProps(fiber, tag, now !== undefined && valueAt(now, key) === value ? undefined : value, sink);
      break;
    }
    case "pendingProps":
      reportProps(fiber, tag, valueAt(fiber, "memoizedProps") === value ? undefined : value, sink);
      break;
    case "updateQueue":
      sink.fieldAt(PLACE_SELF, referredPart(sink, value, innerDescriber(sink, "updateQueue"), strength));
      break;
    case "dependencies":
      sink.fieldAt(PLACE_SELF, referredPart(sink, value, innerDescriber(sink, "Context"), strength));
      break;
    case "type":
    case "elementType":
      fieldNamed(sink, "type", referred(sink, value, WEAK));
      break;
    case "key":
      fieldNamed(sink, key, value);
      break;
    case "ref":
    case "deletions":
      borrowedNamed(sink, key, value);
      break;
    default:
      sink.fieldAt(PLACE_SELF, referred(sink, value, WEAK));
  }
}

function describeStateNode(tag: unknown, value: unknown, sink: Sink, strength: Strength): void {
  if (tag === ROOT) {
    ownField(sink, value);
    return;
  }
  const to = referred(sink, value, strength);
  if (tag === CLASS && isObject(to)) sink.part(to, describeInstance);
  else if (isRecord(to)) sink.part(to, innerDescriber(sink, "internals"));
  sink.fieldAt(PLACE_SELF, to);
}

function reportProps(fiber: object, tag: unknown, to: unknown, sink: Sink): void {
  switch (tag) {
    case PROVIDER:
      sink.fieldAt(PLACE_SELF, to);
      break;
    case HOST:
    case HOISTABLE:
    case SINGLETON: {
      const type = valueAt(fiber, "type");
      fieldNamed(sink, typeof type === "string" ? `<${type}>` : "props", to);
      break;
    }
    case TEXT:
      fieldNamed(sink, "text", to);
      break;
    case FRAGMENT:
    case PORTAL:
      fieldNamed(sink, "children", to);
      break;
    default:
      fieldNamed(sink, "props", to);
  }
}

function describeState(tag: unknown, value: unknown, sink: Sink, strength: Strength, hasOwnHooks: boolean): void {
  if (tag === CLASS && strength === STRONG) fieldNamed(sink, "state", value);
  else if (tag === CLASS) borrowedNamed(sink, "state", value);
  else if (isRecord(value) && isHook(value)) sink.fieldAt(PLACE_SELF, hasOwnHooks ? value : undefined);
  else sink.fieldAt(PLACE_SELF, referredPart(sink, value, innerDescriber(sink, "internals"), strength));
}

/* What a class component keeps in fields of its own stands in the component by the names of the fields. */
const describeInstance: Describe = (instance, sink) =>
  describeRecord(instance, sink, "Instance", INLINE, reportStrongField);

function reportStrongField(sink: Sink, key: string | symbol, value: unknown): void {
  if (isOfReact(key)) reportWeakField(sink, key, value);
  else sink.field(key, value);
}

function reportWeakField(sink: Sink, key: string | symbol, value: unknown): void {
  if (key === "_reactInternals") ownField(sink, value);
  else fieldNamed(sink, textOfKey(key), referred(sink, value, WEAK));
}

function isOfReact(key: string | symbol): boolean {
  switch (key) {
    case "props":
    case "context":
    case "refs":
    case "updater":
    case "state":
    case "_reactInternals":
      return true;
    default:
      return false;
  }
}

const ELEMENT_18 = /* @__PURE__ */ Symbol.for("react.element");
const ELEMENT_19 = /* @__PURE__ */ Symbol.for("react.transitional.element");

/** Describes `<List items={…} />` as a part of what holds it; false if the object is not such an element. `keys` are its own. */
export function describeReactElement(object: object, keys: readonly (string | symbol)[], sink: Sink): boolean {
  const mark = valueAt(object, "$$typeof");
  if (mark !== ELEMENT_19 && mark !== ELEMENT_18) return false;
  const props = objectAt(object, "props");
  /* Most are the props of a fiber, and stand there. */
  const isOwn = props !== undefined && !sink.isMet(props);
  if (isOwn && isRecord(props)) sink.part(props, describeElementProps);
  if (beginRecord(object, keys, 0, sink, "ReactElement", INLINE)) return true;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const property = ownPropertyOf(object, key);
    if (property === undefined) sink.opaqueField(key);
    else if (property.get !== undefined || property.set !== undefined)
      sink.accessorField(key, property.get, property.set);
    else if (key === "props") sink.fieldAt(PLACE_SELF, isOwn ? property.value : undefined);
    else if (key === "_owner") ownField(sink, property.value);
    else if (key === "$$typeof") borrowedNamed(sink, "type", property.value);
    else fieldNamed(sink, textOfKey(key), referred(sink, property.value, WEAK));
  }
  return true;
}

/* What is in the children of an element stands where the element stands. */
const describeElementProps: Describe = (props, sink) =>
  describeRecord(props, sink, "Props", INLINE, (_sink, key, value) => {
    if (key === "children") sink.borrowedAt(PLACE_SELF, value);
    else reportBorrowed(sink, key, value);
  });
