import {
  NODE_ARRAY,
  NODE_BIGINT,
  NODE_CLOSURE,
  NODE_CODE,
  NODE_CONCATENATED_STRING,
  NODE_NATIVE,
  NODE_NUMBER,
  NODE_REGEXP,
  NODE_SLICED_STRING,
  NODE_STRING,
  NODE_SYMBOL,
} from "./heap-tables.ts";

/** The edge from the key of a WeakMap to the value, and from the table to it. */
export const WEAK_MAP_PAIR = "(in WeakMap)";
/** The name for edges of the engine whose own name is a number, or not readable. */
export const UNNAMED_INTERNAL = "(internal)";

/** The edge to an object that was logged, which the console holds. */
const CONSOLE_HANDLE = "DevTools console";

const LONGEST_INTERNAL = 48;
const NUMBER_PREFIX = /^\d+(?: \/ )?/;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * The name shown for an internal edge; a string of digits stays as it is. V8 numbers some names ("1 / backing_store"),
 * and those of WeakMaps are one of a kind ("5 / part of key (Object @48967) -> value …").
 */
export function internalNameOf(text: string): string {
  if (/^\d+$/.test(text)) return text;
  if (text === WEAK_MAP_PAIR || text.includes("part of key (")) return WEAK_MAP_PAIR;
  const name = text.replace(NUMBER_PREFIX, "");
  if (name === CONSOLE_HANDLE) return name;
  return name.length <= LONGEST_INTERNAL && IDENTIFIER.test(name) ? name : UNNAMED_INTERNAL;
}

const KIND_NAMES: ReadonlyMap<number, string> = new Map([
  [NODE_STRING, "string"],
  [NODE_REGEXP, "RegExp"],
  [NODE_CONCATENATED_STRING, "concatenated string"],
  [NODE_SLICED_STRING, "sliced string"],
  [NODE_SYMBOL, "symbol"],
  [NODE_BIGINT, "bigint"],
  [NODE_NUMBER, "number"],
]);

/**
 * The type shown for nodes of a kind and name. Parts of a name that are specific to one node are cut, because there is
 * a frame for each type.
 */
export function typeNameOf(kind: number, name: string): string {
  const ofKind = KIND_NAMES.get(kind);
  if (ofKind !== undefined) return ofKind;
  if (kind === NODE_CLOSURE) return name === "" ? "(anonymous function)" : `${name}()`;
  if (name === "") return kind === NODE_ARRAY ? "(array)" : "(unnamed)";
  if (name.startsWith("system / Context")) return "Context";
  if (name.startsWith("system / ")) return name.split(" / ", 2).join(" / ");
  if (kind === NODE_CODE) return /^\([^()]+\)/.exec(name)?.[0] ?? "(code)";
  if (kind === NODE_NATIVE) return nativeNameOf(name);
  return originless(name);
}

/** Whether JavaScript sees such a node as an object. */
export function isEngineName(name: string): boolean {
  return name.startsWith("system / ");
}

/** The name of a global object contains its origin. */
export function globalNameOf(name: string): string {
  return name.replace(" [JSGlobalObject]", "");
}

/** `<div class="a">` without its attributes, a C++ class without its arguments. */
function nativeNameOf(name: string): string {
  if (name.startsWith("<")) return `${name.slice(0, /[\s>]|$/.exec(name)?.index)}>`;
  const open = name.indexOf("<");
  return originless(open > 0 ? name.slice(0, open) : name);
}

function originless(name: string): string {
  return globalNameOf(name).replace(/ \/ \S*:\/\/.*$/, "");
}
