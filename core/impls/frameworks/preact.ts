import { KIND_FIELD, PLACE_SELF, SHAPE_ARRAY, SHAPE_COMPONENT } from "../../graph/graph.ts";
import { denseElementsOf, ITEMS_TAGGED } from "../../layout/dense-elements.ts";
import { nameOfFunction } from "../../realm/function-names.ts";
import { hasInSource } from "../../realm/function-origin.ts";
import { isArray, ownKeysOf, ownPropertyOf, ownTextOf, textOfKey } from "../../realm/introspect.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import { startsWith } from "./expandos.ts";
import type { Framework } from "./framework.ts";
import { isPreactHook, meetRef, nameOfHook, preactHookDescriber, valueOfHook } from "./preact-hooks.ts";
import {
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
  valueAt,
  WEAK,
} from "./records.ts";

const MAX_NAMED_PROPS = 64;
const MAX_NUMBERED = 64;
const LONGEST_FRAGMENT = 48;

/**
 * Preact 10 and 11, with hooks and signals. A vnode of a component has a frame of its own; those of elements and texts are parts of the component around them, and so are
 * what Preact keeps for a component: its instance, its hooks, the subscriptions to its signals. The names of Preact's own fields are the same in every build.
 */
export const preact: Framework = {
  name: "Preact",

  containedIn(element) {
    const vnode = objectAt(element, "__k");
    return vnode !== undefined && isVNodeByKeys(ownKeysOf(vnode)) ? vnode : undefined;
  },

  describe: (vnode, sink) => describeVNode(vnode, sink),
};

/** Vnodes by the keys that come first. A copy that Preact 11 made for a later render has its `constructor` before the others. */
export function isVNodeByKeys(keys: readonly (string | symbol)[]): boolean {
  const first = keys[0] === "constructor" ? 1 : 0;
  return (
    keys[first] === "type" &&
    keys[first + 1] === "props" &&
    keys[first + 2] === "key" &&
    keys[first + 3] === "ref" &&
    keys[first + 4] === "__k"
  );
}

/** The name that Preact's DevTools give a component; undefined for what is none, as a fragment. */
function componentNameOf(type: unknown): string | undefined {
  if (typeof type !== "function") return undefined;
  const name = ownTextOf(type, "displayName") || undefined;
  if (valueAt(type, "Provider") === type || ownPropertyOf(type, "__l") !== undefined)
    return `${name ?? "Context"}.Provider`;
  const context: unknown = valueAt(type, "contextType");
  if (typeof context === "function" && valueAt(context, "Consumer") === type) {
    return `${ownTextOf(context, "displayName") || "Context"}.Consumer`;
  }
  if (name === undefined && hasInSource(type, ".children", LONGEST_FRAGMENT)) return undefined;
  return name ?? (nameOfFunction(type) || "Anonymous");
}

/** Describes what `render` left at an element, or a vnode that is met anywhere. */
export const describeVNode: Describe = (vnode, sink) => {
  const type = valueAt(vnode, "type");
  const component = objectAt(vnode, "__c");
  /* What another vnode was copied from, or was rendered before it, is no component any more. */
  const isCurrent = component !== undefined && valueAt(component, "__v") === vnode;
  const name = isCurrent ? componentNameOf(type) : undefined;
  const props = objectAt(vnode, "props");
  if (isRecord(props)) sink.part(props, describeProps);
  describeRecord(vnode, sink, name ?? "VNode", name === undefined ? INLINE : SHAPE_COMPONENT, (_sink, key, value) => {
    switch (key) {
      case "type":
        fieldNamed(sink, "type", referred(sink, value, WEAK));
        break;
      case "props":
        fieldNamed(sink, typeof type === "string" ? `<${type}>` : isObject(value) ? "props" : "text", value);
        break;
      case "key":
        fieldNamed(sink, "key", value);
        break;
      case "ref":
        borrowedNamed(sink, "ref", value);
        break;
      case "__k":
        if (isArray(value)) sink.part(value, describeChildren);
        sink.fieldAt(PLACE_SELF, value);
        break;
      case "__c":
        if (isCurrent && isObject(value)) sink.part(value, describeInstance);
        sink.fieldAt(PLACE_SELF, isCurrent ? value : undefined);
        break;
      case "__e":
        if (typeof type === "function") ownField(sink, value);
        else sink.fieldAt(PLACE_SELF, value);
        break;
      case "__":
      case "__v":
      case "__d":
      case "constructor":
        ownField(sink, value);
        break;
      default:
        borrowedNamed(sink, textOfKey(key), value);
    }
  });
  if (name === undefined) return;
  if (component !== undefined) referToHooks(component, sink);
  if (isRecord(props)) referToProps(props, sink);
};

function referToProps(props: object, sink: Sink): void {
  const place = sink.placeOf(PLACE_SELF, "props", KIND_FIELD);
  const keys = ownKeysOf(props);
  for (let i = 0; i < keys.length && i < MAX_NAMED_PROPS; i++) {
    sink.borrowed(sink.placeOf(place, textOfKey(keys[i]), KIND_FIELD), valueAt(props, keys[i]));
  }
}

/** The values of the hooks are the component's own, also where it hands them on. */
function referToHooks(component: object, sink: Sink): void {
  const hooks = objectAt(component, "__H");
  const list = hooks === undefined ? undefined : objectAt(hooks, "__");
  if (list === undefined) return;
  for (let i = 0; i < MAX_NUMBERED; i++) {
    const hook = objectAt(list, i);
    if (hook === undefined) return;
    const value = valueOfHook(hook);
    meetRef(value, sink);
    sink.reference(sink.placeOf(PLACE_SELF, nameOfHook(hook, i), KIND_FIELD), value);
  }
}

/* What a component is given belongs to whoever has it. */
const describeProps: Describe = (props, sink) =>
  describeRecord(props, sink, "Props", INLINE, (_sink, key, value) =>
    sink.borrowedAt(sink.placeOf(PLACE_SELF, textOfKey(key), KIND_FIELD), value),
  );

const describeChildren: Describe = (list, sink) => {
  describeList(list, sink, (item) => {
    if (isObject(item) && isVNodeByKeys(ownKeysOf(item))) sink.part(item, describeVNode);
  });
};

/** Describes an array that is a part of a component, with its items in the component. */
function describeList(list: object, sink: Sink, meet: (item: unknown, index: number) => void): void {
  const { layout } = sink;
  const { elements, spare } = denseElementsOf(layout, ITEMS_TAGGED);
  const length = valueAt(list, "length");
  const count = typeof length === "number" ? length : 0;
  sink.begin("Array", layout.arrayHeaderSize, INLINE | SHAPE_ARRAY);
  if (count === 0) return;
  const size = elements.size + count * elements.itemSize;
  sink.bytes(PLACE_SELF, size);
  sink.possibleBytes(PLACE_SELF, spare.maxSize + count * spare.itemMaxSize);
  sink.beginItems(PLACE_SELF);
  let i = 0;
  describeInParts(sink, () => {
    if (i === count) return true;
    const item = valueAt(list, i);
    meet(item, i++);
    sink.item(item);
    return i === count;
  });
}

const describeInstance: Describe = (instance, sink) =>
  describeRecord(instance, sink, "Component", INLINE, (_sink, key, value) => {
    switch (key) {
      case "props":
        sink.fieldAt(PLACE_SELF, referredPart(sink, value, describeProps, WEAK));
        break;
      case "state":
        fieldNamed(sink, "state", value);
        break;
      case "__s":
        borrowedNamed(sink, "state", value);
        break;
      case "__v":
      case "__P":
      case "base":
        ownField(sink, value);
        break;
      case "__H":
        sink.fieldAt(PLACE_SELF, referredPart(sink, value, describeHooks, STRONG));
        break;
      case "__$u":
        if (isObject(value)) sink.part(value, describeUpdater);
        sink.fieldAt(PLACE_SELF, value);
        break;
      case "constructor":
      case "render":
        fieldNamed(sink, "type", referred(sink, value, WEAK));
        break;
      case "context":
      case "__n":
        borrowedNamed(sink, "context", value);
        break;
      default:
        if (typeof key === "string" && startsWith(key, "_")) borrowedNamed(sink, "internals", value);
        else sink.field(key, value);
    }
  });

const describeHooks: Describe = (hooks, sink) =>
  describeRecord(hooks, sink, "Hooks", INLINE, (_sink, key, value) => {
    if (key === "__" && isArray(value)) {
      sink.part(value, describeHookList);
      sink.fieldAt(PLACE_SELF, value);
    } else borrowedNamed(sink, "internals", value);
  });

const describeHookList: Describe = (list, sink) =>
  describeList(list, sink, (item, index) => {
    if (isRecord(item) && isPreactHook(item)) {
      sink.part(item, preactHookDescriber(sink, index < MAX_NUMBERED ? nameOfHook(item, index) : "Hook"));
    }
  });

/** The effect by which signals have a component rendered again, with a node for each signal that the component read. */
const describeUpdater: Describe = (updater, sink) => {
  const first = objectAt(updater, "s");
  describeRecord(updater, sink, "Effect", INLINE, (_sink, key, value) => {
    if (key === "s") ownField(sink, value);
    else borrowedNamed(sink, "internals", value);
  });
  if (first === undefined) return;
  const chain = new Chain(first, "n");
  sink.beginItems(PLACE_SELF);
  describeInParts(sink, () => {
    const node = chain.next(sink);
    if (node === undefined) return true;
    if (isRecord(node)) sink.part(node, describeSubscription);
    sink.item(node);
    return false;
  });
};

const describeSubscription: Describe = (node, sink) =>
  describeRecord(node, sink, "Subscription", INLINE, (_sink, key, value) => {
    if (key === "S") fieldNamed(sink, "signals", value);
    else ownField(sink, value);
  });
