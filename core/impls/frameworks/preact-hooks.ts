import { KIND_FIELD, PLACE_SELF, SHAPE_ARRAY } from "../../graph/graph.ts";
import { denseElementsOf, ITEMS_TAGGED } from "../../layout/dense-elements.ts";
import { hasInSource } from "../../realm/function-origin.ts";
import { isArray, ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { inheritedValueOf } from "../libraries/marker.ts";
import { describerFor } from "./describers.ts";
import { borrowedNamed, describeRecord, fieldNamed, INLINE, isObject, isRecord, ownField, valueAt } from "./records.ts";

/** Preact's own reducer of `useState`. */
const LONGEST_BASIC_REDUCER = 200;

const signalBrand = /* @__PURE__ */ Symbol.for("preact-signals");

export function isPreactHook(hook: object): boolean {
  return ownPropertyOf(hook, "__") !== undefined;
}

/** What a hook is called: its kind, and its place among the hooks of the component. */
export function nameOfHook(hook: object, index: number): string {
  return `${kindOf(hook)} ${index + 1}`;
}

function kindOf(hook: object): string {
  const value = valueAt(hook, "__");
  if (isPair(value)) return hasInSource(valueAt(hook, "t"), "typeof", LONGEST_BASIC_REDUCER) ? "State" : "Reducer";
  if (ownPropertyOf(hook, "c") !== undefined) return "Context";
  if (typeof value === "function") return isEffect(hook) ? "Effect" : "Callback";
  if (ownPropertyOf(hook, "__H") === undefined) return typeof value === "string" ? "Id" : "Hook";
  if (!isObject(value)) return "Memo";
  if (isRef(value)) return "Ref";
  return inheritedValueOf(value, "brand") === signalBrand ? "Signal" : "Memo";
}

/** An effect has what it waits for first, and then what it last ran for. Any other hook that Preact has rendered again has both, the other way round. */
function isEffect(hook: object): boolean {
  const keys = ownKeysOf(hook);
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === "u") return true;
    if (keys[i] === "__H") return false;
  }
  return false;
}

/** `[state, dispatch]` */
function isPair(value: unknown): value is object {
  return isArray(value) && valueAt(value, "length") === 2 && typeof valueAt(value, 1) === "function";
}

/** Has the object of a `useRef` described as a part of its component. */
export function meetRef(value: unknown, sink: Sink): void {
  if (isRef(value)) sink.part(value, describeRef);
}

function isRef(value: unknown): value is object {
  if (!isRecord(value)) return false;
  const keys = ownKeysOf(value);
  return keys.length === 1 && keys[0] === "current";
}

/** What the component has by the hook. */
export function valueOfHook(hook: object): unknown {
  const value = valueAt(hook, "__");
  return isPair(value) ? valueAt(value, 0) : value;
}

/** Describes a hook of that name as a part of its component. */
export function preactHookDescriber(sink: Sink, name: string): Describe {
  return describerFor(sink, `hook ${name}`, () => createDescriber(name));
}

function createDescriber(name: string): Describe {
  return (hook, sink) =>
    describeRecord(hook, sink, "Hook", INLINE, (_sink, key, value) => {
      switch (key) {
        case "__":
          if (isPair(value)) sink.part(value, describePair);
          else meetRef(value, sink);
          sink.fieldAt(sink.placeOf(PLACE_SELF, name, KIND_FIELD), value);
          break;
        case "__c":
          /* The component of a state; the function that an effect returned. */
          if (typeof value === "function") fieldNamed(sink, "destroy", value);
          else ownField(sink, value);
          break;
        case "__H":
        case "u":
          borrowedNamed(sink, "deps", value);
          break;
        default:
          borrowedNamed(sink, name, value);
      }
    });
}

const describePair: Describe = (pair, sink) => {
  const { layout } = sink;
  const { elements, spare } = denseElementsOf(layout, ITEMS_TAGGED);
  sink.begin("Array", layout.arrayHeaderSize, INLINE | SHAPE_ARRAY);
  const size = elements.size + 2 * (elements.itemSize - layout.wordSize);
  sink.storage(PLACE_SELF, size, size + spare.maxSize + 2 * spare.itemMaxSize);
  sink.fieldAt(PLACE_SELF, valueAt(pair, 0));
  fieldNamed(sink, "dispatch", valueAt(pair, 1));
};

const describeRef: Describe = (ref, sink) =>
  describeRecord(ref, sink, "Ref", INLINE, (_sink, _key, value) => sink.fieldAt(PLACE_SELF, value));
