declare const isKey: unique symbol;

/**
 * Name of a frame: a field, a type, a storage. A key is its text, so the same name gives the same key (`key("a") === key("a")`), keys sort as
 * texts, and every method that takes a key takes a text as well.
 */
export type Key = string & { readonly [isKey]: true };

/** The key of that name. @throws TypeError for what is no text. Costs nothing. */
export function key(name: string): Key {
  if (typeof name !== "string") throw new TypeError(`key: expected a text; got ${typeof name}`);
  return name as Key;
}
