declare const isKey: unique symbol;

/**
 * Name of a frame: a field, a type, a storage. A key is a string, so the same name gives the same key (`key("a") ===
 * key("a")`), keys sort as strings, and every method that takes a key takes a plain string as well.
 */
export type Key = string & { readonly [isKey]: true };

/** The key of that name. @throws TypeError if `name` is not a string. Costs nothing. */
export function key(name: string): Key {
  if (typeof name !== "string") throw new TypeError(`key: expected a string; got ${typeof name}`);
  return name as Key;
}
