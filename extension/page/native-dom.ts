import { ownPropertyOf, uncurry } from "../../core/realm/introspect.ts";
import { isBuiltinFunction } from "../../core/realm/introspect-native.ts";

/*
 * Questions to nodes by the browser's own functions, taken at load. A page may have put something else in the place of one before that: it is not called, and another of the
 * browser's answers, or none does. What they are called on are nodes that they gave.
 */

type Native = (this: unknown, ...args: never[]) => unknown;

/** The browser's own member of an object; undefined where the page put something else there. */
export function nativeAt<Answer>(
  owner: object,
  key: string,
  member: "get" | "value",
): ((self: object, argument?: unknown) => Answer) | undefined {
  const native: unknown = ownPropertyOf(owner, key)?.[member];
  return isBuiltinFunction(native) ? (uncurry(native as Native) as (self: unknown) => Answer) : undefined;
}

const queryDocument = nativeAt<NodeListOf<Element>>(Document.prototype, "querySelectorAll", "value");
const queryElement = nativeAt<NodeListOf<Element>>(Element.prototype, "querySelectorAll", "value");
const queryFragment = nativeAt<NodeListOf<Element>>(DocumentFragment.prototype, "querySelectorAll", "value");
const documentElementOf = nativeAt<Element | null>(Document.prototype, "documentElement", "get");
/* The browser makes the descriptors of a list's items from objects that inherit from the page's Object.prototype. */
const itemOf = nativeAt<Element | null>(NodeList.prototype, "item", "value");
const contained = nativeAt<boolean>(Node.prototype, "contains", "value");

/** What a question found, as it was then. */
export type FoundElements = NodeListOf<Element> | undefined;

/** The elements of a document that match. */
export function elementsOfDocument(document: Document, selectors: string): FoundElements {
  if (queryDocument !== undefined) return queryDocument(document, selectors);
  const root = documentElementOf?.(document) ?? null;
  return root === null ? undefined : queryElement?.(root, selectors);
}

const taggedOf = nativeAt<HTMLCollection>(Document.prototype, "getElementsByTagName", "value");
const tagCountOf = nativeAt<number>(HTMLCollection.prototype, "length", "get");

/** How many elements a document has, without those in shadow roots; undefined where the page left no function for it. Makes no list of them. */
export function elementCountOf(document: Document): number | undefined {
  return taggedOf && tagCountOf?.(taggedOf(document, "*"));
}

/** All elements in a shadow root. */
export function elementsOfShadowRoot(shadowRoot: ShadowRoot): FoundElements {
  return queryFragment?.(shadowRoot, "*");
}

/** Null after the last one. */
export function elementAt(found: FoundElements, index: number): Element | null {
  return found === undefined ? null : (itemOf?.(found, index) ?? null);
}

export function contains(node: Node, other: Node): boolean {
  return contained?.(node, other) ?? false;
}

/** The open shadow root of an element. */
export const shadowRootOf: (element: Element) => ShadowRoot | null =
  nativeAt<ShadowRoot | null>(Element.prototype, "shadowRoot", "get") ?? (() => null);

/** The name of an element's tag. */
export const tagOf: (element: Element) => string =
  nativeAt<string>(Element.prototype, "localName", "get") ??
  nativeAt<string>(Node.prototype, "nodeName", "get") ??
  (() => "(element)");

/** The names of an element's attributes; undefined where the page left no function for it. */
export const attributeNamesOf: ((element: Element) => readonly string[]) | undefined = nativeAt<readonly string[]>(
  Element.prototype,
  "getAttributeNames",
  "value",
);

export const bodyOf: (document: Document) => Element | null =
  nativeAt<Element | null>(Document.prototype, "body", "get") ?? (() => null);

/** Whether the page has loaded, with all that it waits for. */
export function isLoaded(document: Document): boolean {
  return readyStateOf?.(document) === "complete";
}
const readyStateOf = nativeAt<string>(Document.prototype, "readyState", "get");

const nodeTypeOf = nativeAt<number>(Node.prototype, "nodeType", "get");

/** Whether the value is a node of a document, or of none. */
export function isNode(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  try {
    return nodeTypeOf !== undefined && nodeTypeOf(value) > 0;
  } catch {
    return false;
  }
}
