import { ownKeysOf, ownPropertyOf, type SafeMap } from "../../core/introspect.ts";

export interface PageGlobal {
  readonly name: string;
  readonly value: unknown;
}

/**
 * What the page added to its global object: own data properties that a pristine realm has not, with a value that takes memory.
 * Getters are not called; integer names are the page's frames.
 */
export function pageGlobals(pristineNames: SafeMap<string, true>): PageGlobal[] {
  const found: PageGlobal[] = [];
  const keys = ownKeysOf(globalThis);
  for (let i = 0; i < keys.length; i++) {
    const name = keys[i]!;
    if (typeof name !== "string" || pristineNames.get(name) || isFrameIndex(name)) continue;
    const property = ownPropertyOf(globalThis, name);
    if (property === undefined || property.get !== undefined || property.set !== undefined) continue;
    const { value } = property;
    if (value !== globalThis && takesMemory(value)) found[found.length] = { name, value };
  }
  return found;
}

function isFrameIndex(name: string): boolean {
  return name !== "" && name[0]! >= "0" && name[0]! <= "9";
}

function takesMemory(value: unknown): boolean {
  return (
    (typeof value === "object" && value !== null) ||
    typeof value === "function" ||
    (typeof value === "string" && value.length > 1)
  );
}
