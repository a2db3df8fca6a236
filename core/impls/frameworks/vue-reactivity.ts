import { PLACE_SELF, SHAPE_INLINE } from "../../graph/graph.ts";
import { entriesOfMap, isArray, mapSizeOf, ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import { nearestOnChain } from "../../realm/prototype-chain.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import {
  beginBytes,
  borrowsPart,
  describeBytes,
  describeInnerFunction,
  fieldPlace,
  listDescriber,
  refersToPart,
} from "./inline.ts";
import { isObject, objectAt, valueAt } from "./records.ts";

/* What Vue's reactivity keeps. Its versions differ: up to 3.4 an effect has a list of sets or maps of effects, from 3.5 on links in two directions. */

const RAW = "__v_raw";
const PROXY_WORDS = 5;
/** readonly(shallowReactive(…)) */
const MAX_PROXIES = 4;

const { get } = Reflect;

/** What a proxy of Vue stands for; undefined for any other object. Asks a Proxy's trap, and nothing else. */
export function rawOf(object: object): object | undefined {
  try {
    if (nearestOnChain(object, (at) => ownPropertyOf(at, RAW)) !== undefined) return undefined;
    const raw: unknown = get(object, RAW);
    return isObject(raw) && raw !== object ? raw : undefined;
  } catch {
    /* A Proxy that is revoked, or no proxy of Vue. */
    return undefined;
  }
}

/** The bytes of a Proxy. */
export function proxySizeOf(sink: Sink): number {
  return PROXY_WORDS * sink.layout.wordSize;
}

/** A proxy of Vue is a part of what holds it, where its raw object stands. */
const describeProxy: Describe = (proxy, sink) => {
  sink.begin("Reactive", proxySizeOf(sink), SHAPE_INLINE);
  const raw = rawOf(proxy);
  if (raw === undefined) return;
  if (rawOf(raw) !== undefined) sink.part(raw, describeProxy);
  sink.reference(PLACE_SELF, raw);
};

/** A proxy whose raw object is reported beside it. */
const describeProxyAlone: Describe = (_proxy, sink) => {
  sink.begin("Reactive", proxySizeOf(sink), SHAPE_INLINE);
};

/** The object behind all proxies of Vue around `object`, and those as parts at `place`. */
export function unwrapped(object: object, sink: Sink, place: number = PLACE_SELF): object {
  let at = object;
  for (let i = 0; i < MAX_PROXIES; i++) {
    const raw = rawOf(at);
    if (raw === undefined) break;
    refersToPart(sink, at, describeProxyAlone, place);
    at = raw;
  }
  return at;
}

/** A Proxy that Vue made for itself, and not for data of the app. */
export function reportInnerProxy(sink: Sink, value: unknown): void {
  refersToPart(sink, value, describeProxyAlone);
}

export function isRef(value: unknown): value is object {
  return isObject(value) && valueAt(value, "__v_isRef") === true;
}

/** Reports a value of the app, without the refs and proxies around it. */
export function reportValue(sink: Sink, place: number, value: unknown): void {
  meet(sink, value);
  sink.reference(place, value);
}

/** The same for a value that was handed over. */
export function reportBorrowed(sink: Sink, place: number, value: unknown): void {
  meet(sink, value);
  sink.borrowed(place, value);
}

function meet(sink: Sink, value: unknown): void {
  if (!isObject(value)) return;
  if (isRef(value)) sink.part(value, describeRef);
  else if (rawOf(value) !== undefined) sink.part(value, describeProxy);
}

/** `ref`, `shallowRef`, `computed`, `toRef`: what it holds stands where it is referred to. */
export const describeRef: Describe = (ref, sink) => {
  const keys = ownKeysOf(ref);
  beginBytes(ref, sink, "Ref");
  const raw = valueAt(ref, "_rawValue");
  const value = valueAt(ref, "_value");
  const hasRaw = ownPropertyOf(ref, "_rawValue") !== undefined;
  if (hasRaw) reportValue(sink, PLACE_SELF, raw);
  if (isObject(value) && value !== raw) {
    if (hasRaw) refersToPart(sink, value, describeProxyAlone);
    else reportBorrowed(sink, PLACE_SELF, value);
  } else if (!hasRaw) sink.reference(PLACE_SELF, value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const held = valueAt(ref, key);
    switch (key) {
      case "_rawValue":
      case "_value":
      case "_raw":
      case "next":
      case "depsTail":
        break;
      case "dep":
        refersToPart(sink, held, describeDependencies);
        break;
      case "deps":
        reportDeps(sink, held);
        break;
      case "effect":
        if (held !== ref) refersToPart(sink, held, describeEffect);
        break;
      case "fn":
      case "getter":
        sink.reference(fieldPlace(sink, "getter"), held);
        break;
      default:
        if (isObject(held)) reportBorrowed(sink, PLACE_SELF, held);
    }
  }
};

/** What depends on a ref or a property: its effects are parts of their components. */
const describeDependencies: Describe = (dep, sink) => {
  beginBytes(dep, sink, "Dependencies");
  borrowsPart(sink, valueAt(dep, "computed"), describeRef, fieldPlace(sink, "computed"));
  const map = objectAt(dep, "map");
  if (map !== undefined && mapSizeOf(map) >= 0) borrowsPart(sink, map, describeDependencyMap);
};

/** What depends on the properties of a reactive object, by property. */
const describeDependencyMap: Describe = (map, sink) => {
  beginBytes(map, sink, "Dependencies");
  const next = entriesOfMap(map);
  sink.beginItems(PLACE_SELF);
  describeInParts(sink, () => {
    const step = next();
    if (step.done) return true;
    const dep = step.value[1];
    if (isObject(dep)) sink.part(dep, describeDependencies);
    sink.item(dep);
    return false;
  });
};

const describeLink: Describe = (link, sink) => {
  beginBytes(link, sink, "Link");
  refersToPart(sink, valueAt(link, "nextDep"), describeLink);
  borrowsPart(sink, valueAt(link, "dep"), describeDependencies);
};

function reportDeps(sink: Sink, deps: unknown): void {
  if (isArray(deps)) refersToPart(sink, deps, describeBytes);
  else refersToPart(sink, deps, describeLink);
}

/** An effect is a part of the component that it renders, or whose watcher it is. */
export const describeEffect: Describe = (effect, sink) => {
  beginBytes(effect, sink, "Effect");
  reportDeps(sink, valueAt(effect, "deps"));
  borrowsPart(sink, valueAt(effect, "computed"), describeRef, fieldPlace(sink, "computed"));
  sink.borrowed(fieldPlace(sink, "effects"), valueAt(effect, "fn"));
  refersToPart(sink, valueAt(effect, "scheduler"), describeInnerFunction);
};

/** The effect that renders a component: its functions are Vue's. */
export const describeRenderEffect: Describe = (effect, sink) => {
  beginBytes(effect, sink, "Effect");
  reportDeps(sink, valueAt(effect, "deps"));
  refersToPart(sink, valueAt(effect, "fn"), describeInnerFunction);
  refersToPart(sink, valueAt(effect, "scheduler"), describeInnerFunction);
};

const describeEffects = listDescriber(() => describeEffect);
const describeScopes = listDescriber(() => describeScope);

export function describeScope(scope: object, sink: Sink): void {
  beginBytes(scope, sink, "EffectScope");
  refersToPart(sink, valueAt(scope, "effects"), describeEffects);
  refersToPart(sink, valueAt(scope, "scopes"), describeScopes);
  const cleanups = objectAt(scope, "cleanups");
  if (cleanups !== undefined && valueAt(cleanups, "length") === 0) refersToPart(sink, cleanups, describeBytes);
  else sink.borrowed(fieldPlace(sink, "cleanups"), cleanups);
}
