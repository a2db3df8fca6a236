import { nameOfFunction } from "../../realm/function-names.ts";
import { ownTextOf } from "../../realm/introspect.ts";
import { isObject, valueAt } from "./records.ts";

/* The tags of fibers, as React numbers them since 17. */
export const FUNCTION = 0;
export const CLASS = 1;
export const ROOT = 3;
export const PORTAL = 4;
export const HOST = 5;
export const TEXT = 6;
export const FRAGMENT = 7;
export const MODE = 8;
export const CONSUMER = 9;
export const PROVIDER = 10;
export const FORWARD_REF = 11;
export const PROFILER = 12;
export const SUSPENSE = 13;
export const MEMO = 14;
export const SIMPLE_MEMO = 15;
export const HOISTABLE = 26;
export const SINGLETON = 27;
const INDETERMINATE = 2;
const LAZY = 16;
const INCOMPLETE_CLASS = 17;
const SUSPENSE_LIST = 19;
const SCOPE = 21;
const INCOMPLETE_FUNCTION = 28;
const VIEW_TRANSITION = 30;
const ACTIVITY = 31;

/** memo(forwardRef(…)) has three levels. */
const MAX_WRAPPERS = 4;

/** The name that React's DevTools give the component of a fiber; undefined for a fiber that they show as no component. */
export function componentNameOf(fiber: object, tag: unknown): string | undefined {
  switch (tag) {
    case FUNCTION:
    case CLASS:
    case INDETERMINATE:
    case INCOMPLETE_CLASS:
    case INCOMPLETE_FUNCTION:
    case FORWARD_REF:
    case MEMO:
    case SIMPLE_MEMO:
      return nameOfElementType(fiber) ?? nameOfType(valueAt(fiber, "type")) ?? "Anonymous";
    case PROVIDER:
      return `${nameOfContext(valueAt(fiber, "type"))}.Provider`;
    case CONSUMER:
      return `${nameOfContext(valueAt(fiber, "type"))}.Consumer`;
    case PROFILER: {
      const props = valueAt(fiber, "memoizedProps");
      return `Profiler(${(isObject(props) && ownTextOf(props, "id")) || ""})`;
    }
    case SUSPENSE:
      return "Suspense";
    case SUSPENSE_LIST:
      return "SuspenseList";
    case LAZY:
      return "Lazy";
    case SCOPE:
      return "Scope";
    case VIEW_TRANSITION:
      return "ViewTransition";
    case ACTIVITY:
      return "Activity";
    default:
      return undefined;
  }
}

/** A `memo` around a component may have a name of its own, and the fiber's `type` is what is inside. */
function nameOfElementType(fiber: object): string | undefined {
  const type = valueAt(fiber, "elementType");
  return isObject(type) ? displayNameOf(type) : undefined;
}

function nameOfType(type: unknown): string | undefined {
  let at = type;
  for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
    if (typeof at === "function") return displayNameOf(at) ?? nonEmpty(nameOfFunction(at));
    if (!isObject(at)) return undefined;
    const name = displayNameOf(at);
    if (name !== undefined) return name;
    at = valueAt(at, "render") ?? valueAt(at, "type");
  }
  return undefined;
}

/** React 18 has the context in the type, React 19 has it as the type. */
function nameOfContext(type: unknown): string {
  if (!isObject(type)) return "Context";
  const inner = valueAt(type, "_context");
  return (isObject(inner) ? displayNameOf(inner) : undefined) ?? displayNameOf(type) ?? "Context";
}

function displayNameOf(type: object): string | undefined {
  return nonEmpty(ownTextOf(type, "displayName"));
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
