import { KIND_FIELD, PLACE_SELF, SHAPE_INLINE } from "../../graph/graph.ts";
import { ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describeRecord, isRecord, ownField } from "../frameworks/records.ts";
import type { Family, Impl } from "../impl.ts";
import { inheritedValueOf } from "./marker.ts";

const brand = /* @__PURE__ */ Symbol.for("preact-signals");

/**
 * Preact signals, whose fields have names of one letter in every build: those with a value are recognised by its type. Who listens to a signal is not owned by it, and what a computed one
 * found in others is theirs.
 */
export function signalFamilyOf(prototype: object): Family | undefined {
  return inheritedValueOf(prototype, "brand") === brand ? { typeName: "Signal", impl: describeSignal } : undefined;
}

const describeSignal: Impl = (object, sink, { layout }) => {
  const keys = ownKeysOf(object);
  const isComputed = typeof ownPropertyOf(object, "x")?.value === "function";
  sink.begin(isComputed ? "Computed" : "Signal", layout.objectHeaderSize);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const property = ownPropertyOf(object, key);
    if (property === undefined) sink.opaqueField(key);
    else if (property.get !== undefined || property.set !== undefined)
      sink.accessorField(key, property.get, property.set);
    else reportField(sink, key, property.value, isComputed);
  }
  return true;
};

function reportField(sink: Sink, key: string | symbol, value: unknown, isComputed: boolean): void {
  if (key === "t") sink.borrowedAt(sink.placeOf(PLACE_SELF, "targets", KIND_FIELD), value);
  else if (key === "v" && isComputed) sink.borrowedAt(sink.placeOf(PLACE_SELF, "value", KIND_FIELD), value);
  else {
    if (key === "s" && isRecord(value)) sink.part(value, describeSource);
    sink.field(nameOfField(key), value);
  }
}

/** One of the signals that a computed one was made from: the library links them by their `n`. */
const describeSource: Describe = (node, sink) =>
  describeRecord(node, sink, "Subscription", SHAPE_INLINE, (_sink, key, value) => {
    switch (key) {
      case "S":
        sink.fieldAt(PLACE_SELF, value);
        break;
      case "n":
        if (isRecord(value)) sink.part(value, describeSource);
        sink.fieldAt(PLACE_SELF, value);
        break;
      default:
        ownField(sink, value);
    }
  });

function nameOfField(key: string | symbol): string | symbol {
  switch (key) {
    case "v":
      return "value";
    case "s":
      return "sources";
    case "x":
      return "compute";
    default:
      return key;
  }
}
