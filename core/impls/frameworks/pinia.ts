import { PLACE_SELF, SHAPE_COMPONENT } from "../../graph/graph.ts";
import { entriesOfMap, mapSizeOf, ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import { createSafeMap } from "../../realm/safe-collections.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import { describeBytes, describeInnerFunction, fieldPlace, nameOfKey, refersToPart, reportFieldsOf } from "./inline.ts";
import { isObject, valueAt } from "./records.ts";
import { describeScope, isRef, proxySizeOf, rawOf, reportBorrowed, reportValue, unwrapped } from "./vue-reactivity.ts";

/** Pinia, the store of Vue: the stores by their ids are in the Map `_s`, and the state of all is a ref. */
export function isPinia(value: unknown): value is object {
  if (!isObject(value)) return false;
  const stores = valueAt(value, "_s");
  return isObject(stores) && mapSizeOf(stores) >= 0 && isRef(valueAt(value, "state"));
}

/** Stores of one Pinia whose state is shown below them. If a Pinia has more, the state counts as its own bytes. */
const MAX_STORES = 4096;

export const describePinia: Describe = (pinia, sink) => {
  const { layout } = sink;
  const keys = ownKeysOf(pinia);
  sink.begin("Pinia", layout.objectHeaderSize, SHAPE_COMPONENT);
  sink.bytes(PLACE_SELF, keys.length * layout.wordSize);
  const stores = valueAt(pinia, "_s") as object;
  refersToPart(sink, stores, describeBytes);
  refersToPart(sink, valueAt(pinia, "_e"), describeScope);
  const states = reportStates(valueAt(pinia, "state") as object, stores, sink);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === "_s" || key === "_e" || key === "_a" || key === "state") continue;
    const value = valueAt(pinia, key);
    if (key === "install" || key === "use") refersToPart(sink, value, describeInnerFunction);
    else sink.reference(fieldPlace(sink, key === "_p" ? "plugins" : (nameOfKey(key) ?? "fields")), value);
  }
  const next = entriesOfMap(stores);
  sink.beginItems(PLACE_SELF);
  describeInParts(sink, () => {
    const step = next();
    if (step.done) return true;
    const id = step.value[0];
    const store = step.value[1];
    if (typeof id === "string" && isObject(store)) {
      const state = states === undefined ? undefined : valueAt(states, id);
      sink.part(store, storeDescriber(id, isObject(state) ? state : undefined));
    }
    sink.item(store);
    return false;
  });
};

/** Reports the state of no store as Pinia's own; gives the raw object with the states of all. */
function reportStates(ref: object, stores: object, sink: Sink): object | undefined {
  refersToPart(sink, ref, describeBytes);
  const raw = valueAt(ref, "_rawValue");
  const value = valueAt(ref, "_value");
  if (isObject(value) && value !== raw) unwrapped(value, sink);
  if (!isObject(raw)) return undefined;
  if (mapSizeOf(stores) > MAX_STORES) {
    refersToPart(sink, raw, describeBytes);
    return raw;
  }
  const ids = createSafeMap<unknown, true>();
  const next = entriesOfMap(stores);
  for (let step = next(); !step.done; step = next()) ids.set(step.value[0], true);
  const isReported = reportFieldsOf(raw, sink, (id, state) => {
    if (!ids.get(id)) reportValue(sink, fieldPlace(sink, id), state);
  });
  if (!isReported) refersToPart(sink, raw, describeBytes);
  return raw;
}

/** A store: its state first, then what else it has. The store that the app gets is a reactive proxy. */
function storeDescriber(id: string, state: object | undefined): Describe {
  return (store, sink) => {
    const target = rawOf(store);
    sink.begin(id, target === undefined ? sink.layout.objectHeaderSize : proxySizeOf(sink), SHAPE_COMPONENT);
    const stateKeys = createSafeMap<string, true>();
    if (state !== undefined) {
      const raw = unwrapped(state, sink);
      const isReported = reportFieldsOf(raw, sink, (name, value) => {
        stateKeys.set(name, true);
        reportValue(sink, fieldPlace(sink, name), value);
      });
      if (!isReported) sink.reference(fieldPlace(sink, "state"), raw);
    }
    reportStore(target ?? store, target === undefined, stateKeys, sink);
  };
}

function reportStore(
  raw: object,
  isBegun: boolean,
  stateKeys: { get(key: string): true | undefined },
  sink: Sink,
): void {
  const report = (name: string, value: unknown): void => {
    switch (name) {
      case "_p":
      case "$id":
        return;
      case "$patch":
      case "$reset":
      case "$subscribe":
      case "$dispose":
      case "$onAction":
      case "$state":
      case "_hmrPayload":
        refersToPart(sink, value, typeof value === "function" ? describeInnerFunction : describeBytes);
        return;
    }
    /* State that stands there already, and a ref that leads to it. */
    if (stateKeys.get(name)) reportBorrowed(sink, fieldPlace(sink, name), value);
    else reportValue(sink, fieldPlace(sink, name === "" ? "fields" : name), value);
  };
  if (!isBegun) {
    if (!reportFieldsOf(raw, sink, report)) sink.reference(PLACE_SELF, raw);
    return;
  }
  const keys = ownKeysOf(raw);
  sink.bytes(PLACE_SELF, keys.length * sink.layout.wordSize);
  for (let i = 0; i < keys.length && i < 256; i++) report(nameOfKey(keys[i]) ?? "", ownPropertyOf(raw, keys[i])?.value);
}
