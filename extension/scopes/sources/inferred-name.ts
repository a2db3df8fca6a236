import type { AnyNode } from "acorn";
import { type FunctionName, NO_NAME } from "./scope.ts";

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

/** The name of a property. Accessors are named as in the language: `get key`, `set key`. */
export function nameOfProperty(key: AnyNode, computed: boolean, kind: string): FunctionName {
  const text = nameOfKey(key, computed);
  if (text === "") return NO_NAME;
  const isAccessor = kind === "get" || kind === "set";
  return { text: isAccessor ? `${kind} ${text}` : text, start: key.start, isProperty: true };
}

/** The name that an assignment gives to the function on its right: that of the variable, or of the property, which the language leaves out. */
export function nameOfTarget(target: AnyNode): FunctionName {
  if (target.type === "Identifier") return { text: target.name, start: target.start, isProperty: false };
  return target.type === "MemberExpression" ? nameOfProperty(target.property, target.computed, "init") : NO_NAME;
}
