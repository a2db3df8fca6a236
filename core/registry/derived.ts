import type { DerivedFunctions, ReadVariables } from "./derived-types.ts";
import { defineOwn, obtainRegistry, ownValueOf, type Registry } from "./record.ts";

const MapConstructor = Map;
const SetConstructor = Set;
const { set: mapSet } = Map.prototype;
const { add: setAdd } = Set.prototype;
const { apply } = Reflect;

/** Names what a module keeps; the same path replaces. @throws RegistryError */
export function registerModule(path: string, read: ReadVariables): void {
  apply(
    mapSet,
    memberOf("modules", () => new MapConstructor<string, ReadVariables>()),
    [path, read],
  );
}

/** Adds a copy of the runtime to those that a walk asks. @throws RegistryError */
export function registerDerived(functions: DerivedFunctions): void {
  apply(
    setAdd,
    memberOf("derived", () => new SetConstructor<DerivedFunctions>()),
    [functions],
  );
}

/** A member of the record, which is made where it is missing: another version of the library may have made the record. */
function memberOf<Name extends "modules" | "derived">(
  name: Name,
  create: () => NonNullable<Registry[Name]>,
): NonNullable<Registry[Name]> {
  const registry = obtainRegistry();
  const found = ownValueOf(registry, name) as Registry[Name];
  if (found !== undefined) return found;
  const created = create();
  defineOwn(registry, name, created);
  return created;
}
