import type { AddRegistration, RegisteredNatives } from "./natives-types.ts";
import { defineOwn, findRegistry, obtainRegistry, ownValueOf } from "./record.ts";

/** Puts on the record what lists the registrations of this realm. @throws RegistryError */
export function registerNatives(natives: RegisteredNatives): void {
  defineOwn(obtainRegistry(), "natives", natives);
}

/** Whether a copy of the runtime has wrapped the browser's functions in this realm. A second one would list each registration twice. @throws RegistryError */
export function hasNatives(): boolean {
  const registry = findRegistry();
  return registry !== undefined && ownValueOf(registry, "natives") !== undefined;
}

/**
 * Lists what is registered in a realm; false where nothing lists it. What other code has put on the record is called as a root's getter is, and what it throws is contained. What is wrong with the
 * record itself is reported with the roots that are registered there.
 */
export function listNatives(add: AddRegistration, realm: object): boolean {
  const listTo = listToOf(realm);
  if (listTo === undefined) return false;
  try {
    listTo(add);
  } catch {
    /* What it had listed by then stands. */
  }
  return true;
}

function listToOf(realm: object): RegisteredNatives["listTo"] | undefined {
  try {
    const registry = findRegistry(realm);
    const natives = registry && ownValueOf(registry, "natives");
    const listTo = natives && ownValueOf(natives, "listTo");
    return typeof listTo === "function" ? (listTo as RegisteredNatives["listTo"]) : undefined;
  } catch {
    return undefined;
  }
}
