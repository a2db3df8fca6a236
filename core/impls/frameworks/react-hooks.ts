import { KIND_FIELD, PLACE_SELF, SHAPE_ARRAY } from "../../graph/graph.ts";
import { denseElementsOf, ITEMS_TAGGED } from "../../layout/dense-elements.ts";
import { hasInSource } from "../../realm/function-origin.ts";
import { isArray, ownKeysOf, ownPropertyOf, textOfKey } from "../../realm/introspect.ts";
import { createSafeList, type SafeList } from "../../realm/safe-collections.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describerFor } from "./describers.ts";
import { startsWith } from "./expandos.ts";
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
  type Strength,
  valueAt,
  valueAtPlace,
  WEAK,
} from "./records.ts";

/** Hooks of one component that are numbered. */
const MAX_NUMBERED = 64;

/** Longer lists of what a hook depends on are described as any array. */
const MAX_DEPS = 64;

/** What a hook is called by React's DevTools, and how many objects of the chain are one hook there. */
interface HookKind {
  readonly name: string;
  readonly length: number;
}

const STATE: HookKind = { name: "State", length: 1 };
const REDUCER: HookKind = { name: "Reducer", length: 1 };
const OPTIMISTIC: HookKind = { name: "Optimistic", length: 1 };
const TRANSITION: HookKind = { name: "Transition", length: 2 };
const ACTION_STATE: HookKind = { name: "ActionState", length: 3 };
const EXTERNAL_STORE: HookKind = { name: "ExternalStore", length: 2 };
const REF: HookKind = { name: "Ref", length: 1 };
const MEMO: HookKind = { name: "Memo", length: 1 };
const CALLBACK: HookKind = { name: "Callback", length: 1 };
const EFFECT: HookKind = { name: "Effect", length: 1 };
const LAYOUT_EFFECT: HookKind = { name: "LayoutEffect", length: 1 };
const INSERTION_EFFECT: HookKind = { name: "InsertionEffect", length: 1 };
const EFFECT_EVENT: HookKind = { name: "EffectEvent", length: 1 };
const ID: HookKind = { name: "Id", length: 1 };
const DEFERRED: HookKind = { name: "DeferredValue", length: 1 };

/** React's own reducer of `useState`: `(state, action) => typeof action === "function" ? action(state) : action`. */
const LONGEST_BASIC_REDUCER = 200;

/** The value of a hook, that of the render before, and what the hook is called. */
export interface HookValue {
  readonly name: string;
  readonly value: unknown;
  readonly before: unknown;
}

/**
 * Has the hooks of a component described under their kind and number, as React's DevTools count them. Gives their values: a component refers to them itself, because they
 * are its own also where it hands them on to others. `before` is the first hook of the render before.
 */
export function describeHooks(
  first: object,
  before: object | undefined,
  sink: Sink,
  strength: Strength,
): SafeList<HookValue> {
  const values = createSafeList<HookValue>();
  const chain = new Chain(first, "next");
  const otherChain = new Chain(before === first ? undefined : before, "next");
  let hook = chain.next(sink);
  let other = otherChain.next(sink);
  for (let number = 1; hook !== undefined && number <= MAX_NUMBERED; number++) {
    const kind = kindOf(hook);
    const name = `${kind.name} ${number}`;
    const describe = hookDescriber(sink, name, strength);
    const value = heldBy(hook, kind);
    values[values.length] = { name, value, before: other === undefined ? undefined : heldBy(other, kind) };
    for (let i = 0; i < kind.length && hook !== undefined; i++) {
      sink.part(hook, describe);
      hook = chain.next(sink);
      other = otherChain.next(sink);
    }
  }
  return values;
}

function heldBy(hook: object, kind: HookKind): unknown {
  const value = valueAt(hook, "memoizedState");
  if (kind === MEMO || kind === CALLBACK) return isObject(value) ? valueAt(value, 0) : undefined;
  return isEffect(value) ? undefined : value;
}

export function isHook(object: object): boolean {
  return ownPropertyOf(object, "next") !== undefined && ownPropertyOf(object, "queue") !== undefined;
}

function kindOf(hook: object): HookKind {
  const queue = objectAt(hook, "queue");
  const value = valueAt(hook, "memoizedState");
  if (queue !== undefined) {
    if (ownPropertyOf(queue, "getSnapshot") !== undefined) return EXTERNAL_STORE;
    const next = objectAt(hook, "next");
    if (next !== undefined && typeof value === "boolean" && isStartOfTransition(next)) return TRANSITION;
    const second = next === undefined ? undefined : objectAt(next, "next");
    const action = second === undefined ? undefined : objectAt(second, "queue");
    if (action !== undefined && ownPropertyOf(action, "action") !== undefined) return ACTION_STATE;
    const reducer = valueAt(queue, "lastRenderedReducer");
    if (reducer === null) return OPTIMISTIC;
    return typeof reducer === "function" && !hasInSource(reducer, "typeof", LONGEST_BASIC_REDUCER) ? REDUCER : STATE;
  }
  if (isMemo(value)) return typeof valueAt(value, 0) === "function" ? CALLBACK : MEMO;
  if (isEffect(value)) {
    const tag = valueAt(value, "tag");
    if (typeof tag !== "number") return EFFECT;
    return (tag & 8) !== 0 ? EFFECT : (tag & 4) !== 0 ? LAYOUT_EFFECT : INSERTION_EFFECT;
  }
  if (isRecord(value)) {
    const keys = ownKeysOf(value);
    if (keys.length === 1 && keys[0] === "current") return REF;
    if (keys.length === 1 && keys[0] === "impl") return EFFECT_EVENT;
  }
  return typeof value === "string" && isId(value) ? ID : DEFERRED;
}

/** The second hook of `useTransition` is the function that starts one. */
function isStartOfTransition(hook: object): boolean {
  return objectAt(hook, "queue") === undefined && typeof valueAt(hook, "memoizedState") === "function";
}

/** `[value, deps]` */
function isMemo(value: unknown): value is object {
  if (!isArray(value) || valueAt(value, "length") !== 2) return false;
  const deps = valueAt(value, 1);
  return deps === null || deps === undefined || isArray(deps);
}

function isEffect(value: unknown): value is object {
  return isRecord(value) && ownPropertyOf(value, "create") !== undefined && ownPropertyOf(value, "deps") !== undefined;
}

/** `:r1:` (18), `«r1»` and `_r_1_` (19). */
function isId(text: string): boolean {
  return startsWith(text, ":") || startsWith(text, "«") || startsWith(text, "_");
}

/** Names come from kinds and numbers alone: there are not many. */
function hookDescriber(sink: Sink, name: string, strength: Strength): Describe {
  return describerFor(sink, `${strength} hook ${name}`, () => (hook, sink) => {
    describeRecord(hook, sink, "Hook", INLINE, (_sink, key, value) => {
      switch (key) {
        case "memoizedState":
          reportValue(sink, name, value, strength);
          break;
        case "next":
          /* Hooks after the last that has a number. */
          sink.fieldAt(PLACE_SELF, referredPart(sink, value, hookDescriber(sink, "Hook", strength), STRONG));
          break;
        default:
          reportInner(sink, name, key, value);
      }
    });
  });
}

/** The value of a hook stands under its name. What React wraps it in is a part of the component. */
function reportValue(sink: Sink, name: string, value: unknown, strength: Strength): void {
  const place = sink.placeOf(PLACE_SELF, name, KIND_FIELD);
  const describe = wrapperDescriber(sink, value, name, strength);
  if (describe === undefined) {
    valueAtPlace(sink, place, value, strength);
    return;
  }
  const wrapper = referred(sink, value, strength);
  if (isObject(wrapper)) sink.part(wrapper, describe);
  sink.fieldAt(place, wrapper);
}

function wrapperDescriber(sink: Sink, value: unknown, name: string, strength: Strength): Describe | undefined {
  if (isMemo(value)) return memoDescriber(sink, strength);
  if (isEffect(value)) return effectDescriber(sink, strength);
  return startsWith(name, "Ref ") && isRecord(value) ? refDescriber(sink, strength) : undefined;
}

/** `[value, deps]` of a memo. */
function memoDescriber(sink: Sink, strength: Strength): Describe {
  return describerFor(sink, `${strength} memo`, () => (list, sink) => {
    beginList(sink, 2);
    valueAtPlace(sink, PLACE_SELF, valueAt(list, 0), strength);
    reportDeps(sink, valueAt(list, 1), strength);
  });
}

/** Begins the description of an array of `length` items that are fields of the component: each has a word of its own. */
function beginList(sink: Sink, length: number): void {
  const { layout } = sink;
  const { elements, spare } = denseElementsOf(layout, ITEMS_TAGGED);
  sink.begin("Array", layout.arrayHeaderSize, INLINE | SHAPE_ARRAY);
  const size = elements.size + length * (elements.itemSize - layout.wordSize);
  sink.storage(PLACE_SELF, size, size + spare.maxSize + length * spare.itemMaxSize);
}

function reportDeps(sink: Sink, value: unknown, strength: Strength): void {
  const deps = referred(sink, value, strength);
  if (isArray(deps) && isShort(deps)) sink.part(deps, describeDeps);
  fieldNamed(sink, "deps", deps);
}

function isShort(list: object): boolean {
  const length = valueAt(list, "length");
  return typeof length === "number" && length > 0 && length <= MAX_DEPS && ownKeysOf(list).length === length + 1;
}

/* What a hook depends on is nearly always what something else has. */
const describeDeps: Describe = (list, sink) => {
  const length = valueAt(list, "length");
  const count = typeof length === "number" ? length : 0;
  beginList(sink, count);
  for (let i = 0; i < count; i++) sink.borrowedAt(PLACE_SELF, valueAt(list, i));
};

function refDescriber(sink: Sink, strength: Strength): Describe {
  return describerFor(sink, `${strength} ref`, () => (ref, sink) => {
    describeRecord(ref, sink, "Ref", INLINE, (_sink, key, value) => {
      if (key !== "current") borrowedNamed(sink, textOfKey(key), value);
      else if (isHostElement(value, sink)) ownField(sink, value);
      else valueAtPlace(sink, PLACE_SELF, value, strength);
    });
  });
}

/** An element that React made stands where it was made, whatever refers to it. */
function isHostElement(value: unknown, sink: Sink): boolean {
  if (!isObject(value) || isRecord(value) || !sink.isMet(value)) return false;
  const keys = ownKeysOf(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key === "string" && startsWith(key, "__reactFiber$")) return true;
  }
  return false;
}

function effectDescriber(sink: Sink, strength: Strength): Describe {
  return describerFor(sink, `${strength} effect`, () => (effect, sink) => {
    describeRecord(effect, sink, "Effect", INLINE, (_sink, key, value) => {
      switch (key) {
        case "deps":
          reportDeps(sink, value, strength);
          break;
        case "create":
        case "destroy":
          if (strength === STRONG) fieldNamed(sink, key, value);
          else borrowedNamed(sink, key, value);
          break;
        case "inst":
          sink.fieldAt(PLACE_SELF, referredPart(sink, value, effectDescriber(sink, strength), strength));
          break;
        case "next":
          sink.fieldAt(PLACE_SELF, referredPart(sink, value, effectDescriber(sink, WEAK), WEAK));
          break;
        default:
          ownOrNamed(sink, key, value);
      }
    });
  });
}

/** A field of something that React keeps for a hook or a component. `name` is where the app's values stand. */
export function reportInner(sink: Sink, name: string, key: string | symbol, value: unknown): void {
  switch (key) {
    case "queue":
    case "baseQueue":
    case "pending":
    case "next":
    case "shared":
    case "firstBaseUpdate":
    case "lastBaseUpdate":
    case "firstContext":
    case "memoCache":
    case "inst":
    case "cache":
    case "cachePool":
      sink.fieldAt(
        PLACE_SELF,
        referredPart(sink, value, innerDescriber(sink, key === "memoCache" ? "MemoCache" : name), WEAK),
      );
      break;
    case "lastEffect":
      sink.fieldAt(PLACE_SELF, referredPart(sink, value, effectDescriber(sink, WEAK), WEAK));
      break;
    case "dispatch":
    case "lastRenderedReducer":
    case "getSnapshot":
    case "context":
    case "callback":
    case "element":
      fieldNamed(sink, key === "lastRenderedReducer" ? "reducer" : key, referred(sink, value, WEAK));
      break;
    case "return":
    case "alternate":
    case "fiber":
      ownField(sink, value);
      break;
    default:
      borrowedNamed(sink, name, value);
  }
}

/** Describes an object in which React keeps something for a component; the app's values stand under `name`. */
export function innerDescriber(sink: Sink, name: string): Describe {
  return describerFor(sink, `inner ${name}`, () => (object, sink) => {
    describeRecord(object, sink, "Internals", INLINE, (_sink, key, value) => reportInner(sink, name, key, value));
  });
}

function ownOrNamed(sink: Sink, key: string | symbol, value: unknown): void {
  if (isObject(value) || typeof value === "function" || typeof value === "string") {
    fieldNamed(sink, textOfKey(key), referred(sink, value, WEAK));
  } else {
    ownField(sink, value);
    sink.reference(PLACE_SELF, undefined);
  }
}
