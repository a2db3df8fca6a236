import { codeUnitOf, ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import { isObject, objectAt, valueAt } from "./records.ts";

/** Components of a registry that are compared. */
const MAX_REGISTERED = 1000;

type Type = object | ((...args: never[]) => unknown);

function isType(value: unknown): value is Type {
  return isObject(value) || typeof value === "function";
}

/** The name that Vue's DevTools give a component: its own, or the one it is registered by. */
export function componentNameOf(instance: object): string {
  const type = valueAt(instance, "type");
  if (!isType(type)) return "Anonymous";
  const own =
    typeof type === "function"
      ? (textAt(type, "displayName") ?? textAt(type, "name"))
      : (textAt(type, "name") ?? textAt(type, "__name"));
  const name = own ?? registeredName(instance, type);
  if (name !== undefined) return inPascalCase(name);
  return isObject(valueAt(instance, "parent")) ? "Anonymous" : "App";
}

function textAt(object: object, key: string): string | undefined {
  const value = valueAt(object, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function registeredName(instance: object, type: Type): string | undefined {
  const parent = objectAt(instance, "parent");
  const parentType = parent === undefined ? undefined : valueAt(parent, "type");
  const context = objectAt(instance, "appContext");
  return (
    (isType(parentType) ? nameIn(valueAt(parentType, "components"), type) : undefined) ??
    (context === undefined ? undefined : nameIn(valueAt(context, "components"), type))
  );
}

function nameIn(registry: unknown, type: Type): string | undefined {
  if (!isObject(registry)) return undefined;
  const keys = ownKeysOf(registry);
  for (let i = 0; i < keys.length && i < MAX_REGISTERED; i++) {
    const key = keys[i];
    if (typeof key === "string" && ownPropertyOf(registry, key)?.value === type) return key;
  }
  return undefined;
}

const { fromCharCode } = String;
const FIRST_LOWER = 97;
const LAST_LOWER = 122;
const TO_UPPER = 32;

/** `TodoList` of `todo-list`. */
function inPascalCase(name: string): string {
  let pascal = "";
  let isStart = true;
  for (let i = 0; i < name.length && i < 256; i++) {
    const character = name[i];
    if (character === "-" || character === "_") {
      isStart = true;
      continue;
    }
    const unit = codeUnitOf(name, i);
    pascal += isStart && unit >= FIRST_LOWER && unit <= LAST_LOWER ? fromCharCode(unit - TO_UPPER) : character;
    isStart = false;
  }
  return pascal;
}
