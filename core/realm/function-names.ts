import { ownPropertyOf, ownTextOf } from "./introspect.ts";

/** Names of functions, for a walk in progress: those of the source, where a build made others of them. */
export type FunctionNames = (fn: object) => string | undefined;

let namesOfSource: FunctionNames | undefined;

/** Has `nameOfFunction` ask `names` first; undefined for none. They are held until the next call. */
export function useNamesOfSource(names: FunctionNames | undefined): void {
  namesOfSource = names;
}

/** Name of a function: that of the source if it is known, else its own property, if that is a string. */
export function nameOfFunction(fn: object): string | undefined {
  return namesOfSource?.(fn) ?? ownTextOf(fn, "name");
}

/** Name of the function that is the object's own `constructor`, if that is a plain data property. */
export function ownConstructorNameOf(prototype: object): string | undefined {
  const value = ownPropertyOf(prototype, "constructor")?.value;
  return typeof value === "function" ? nameOfFunction(value as object) : undefined;
}
