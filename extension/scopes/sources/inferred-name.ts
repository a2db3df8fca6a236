import type { AnyNode } from "acorn";

/** The name that a property key gives to its function, as the language has it: `key`, `"a-b"`, `7`, `#private`, `[Symbol.iterator]`; `""` if only running the code can say. */
export function nameOfKey(key: AnyNode, computed: boolean): string {
  switch (key.type) {
    case "Identifier":
      return computed ? "" : key.name;
    case "PrivateIdentifier":
      return `#${key.name}`;
    case "Literal":
      return typeof key.value === "string" ? key.value : `${key.value}`;
    case "MemberExpression": {
      const { object, property } = key;
      const isSymbol = object.type === "Identifier" && object.name === "Symbol" && property.type === "Identifier";
      return isSymbol && !key.computed ? `[Symbol.${property.name}]` : "";
    }
    default:
      return "";
  }
}

/** `get key`, `set key`, as the language names accessors. */
export function nameOfMember(kind: string, key: AnyNode, computed: boolean): string {
  const name = nameOfKey(key, computed);
  return (kind === "get" || kind === "set") && name !== "" ? `${kind} ${name}` : name;
}

/** The name that an assignment gives to the function on its right: that of the variable, or of the property, which the language leaves out. */
export function nameOfTarget(target: AnyNode): string {
  if (target.type === "Identifier") return target.name;
  return target.type === "MemberExpression" ? nameOfKey(target.property, target.computed) : "";
}
