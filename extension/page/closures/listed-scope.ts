import { ownKeysOf, ownPropertyOf, textOfKey } from "../../../core/realm/introspect.ts";
import { createSafeList, type SafeList } from "../../../core/realm/safe-collections.ts";

/** One entry of the debugger's list of scopes, as the debugger made it: a copy of the variables. */
export interface ListedScope {
  readonly description: string;
  readonly object: object;
}

/** Names of variables. */
export interface Names {
  readonly [index: number]: string;
  readonly length: number;
}

export function namesIn(copy: object): Names {
  const keys = ownKeysOf(copy);
  const names: SafeList<string> = createSafeList();
  for (let i = 0; i < keys.length; i++) names[i] = textOfKey(keys[i]);
  return names;
}

/** The values of variables; undefined for one whose declaration has not run yet, which the debugger does not let anyone read. */
export function valuesIn(copy: object, names: Names): SafeList<unknown> {
  const values: SafeList<unknown> = createSafeList();
  for (let i = 0; i < names.length; i++) values[i] = variableIn(copy, names[i]);
  return values;
}

function variableIn(copy: object, name: string): unknown {
  try {
    return ownPropertyOf(copy, name)?.value;
  } catch {
    return undefined;
  }
}
