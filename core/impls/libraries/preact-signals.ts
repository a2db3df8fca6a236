import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import { ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import type { Family, Impl } from "../impl.ts";
import { inheritedValueOf } from "./marker.ts";

const brand = /* @__PURE__ */ Symbol.for("preact-signals");

/**
 * Preact signals, whose fields have names of one letter in every build: those with a value are recognised by its type. Who listens to a signal is not owned by it.
 */
export function signalFamilyOf(prototype: object): Family | undefined {
  return inheritedValueOf(prototype, "brand") === brand ? { typeName: "Signal", impl: describeSignal } : undefined;
}

const describeSignal: Impl = (object, sink, { layout }) => {
  const keys = ownKeysOf(object);
  sink.begin(typeof ownPropertyOf(object, "x")?.value === "function" ? "Computed" : "Signal", layout.objectHeaderSize);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const property = ownPropertyOf(object, key);
    if (property === undefined) sink.opaqueField(key);
    else if (property.get !== undefined || property.set !== undefined)
      sink.accessorField(key, property.get, property.set);
    else if (key === "t") sink.borrowedAt(sink.placeOf(PLACE_SELF, "targets", KIND_FIELD), property.value);
    else sink.field(nameOfField(key), property.value);
  }
  return true;
};

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
