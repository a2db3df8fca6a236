import type { Family, FamilyFinder } from "../impl.ts";
import { immutableFamilyOf } from "./immutable.ts";
import { mobxFamilyOf } from "./mobx.ts";
import { signalFamilyOf } from "./preact-signals.ts";
import { threeFamilyOf } from "./three.ts";

/** The family of a library's objects, recognised by members of their prototype. Called once for each prototype. */
export function libraryFamilyOf(
  prototype: object,
  typeName: string,
  namedLibraries: FamilyFinder | undefined,
): Family | undefined {
  return (
    immutableFamilyOf(prototype) ??
    signalFamilyOf(prototype) ??
    mobxFamilyOf(prototype) ??
    threeFamilyOf(prototype, typeName) ??
    namedLibraries?.familyOf(prototype, typeName)
  );
}
