import type { Family } from "../impl.ts";
import { describeObject } from "../object.ts";
import { inheritedValueOf } from "./marker.ts";

/* MobX marks the prototypes of its classes `isMobX…`, in every build. */
const MARKED = [
  "ObservableValue",
  "ComputedValue",
  "ObservableObjectAdministration",
  "ObservableArrayAdministration",
  "ObservableMap",
  "ObservableSet",
  "Atom",
  "Reaction",
] as const;

/** The classes of MobX by their own names, whatever a build made of them. */
export function mobxFamilyOf(prototype: object): Family | undefined {
  for (let i = 0; i < MARKED.length; i++) {
    if (inheritedValueOf(prototype, `isMobX${MARKED[i]}`) === true)
      return { typeName: MARKED[i], impl: describeObject };
  }
  return undefined;
}
