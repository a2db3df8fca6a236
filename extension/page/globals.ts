import { ROOT_ELEMENTS, ROOT_GLOBAL, type RootKind } from "../../core/graph/graph.ts";
import { append, ownKeysOf, ownPropertyOf, type SafeMap, uncurry } from "../../core/realm/introspect.ts";
import { frameworkKeyOf } from "../../core/snapshot/framework-root.ts";
import { ELEMENTS_ROOT, EXPRESSION_HANDLE_LENGTH, EXPRESSION_HANDLE_PREFIX } from "../protocol/names.ts";

const querySelectorAll = uncurry(
  Document.prototype.querySelectorAll as (this: Document, selectors: string) => NodeListOf<Element>,
);
const contains = uncurry(Node.prototype.contains);
/* The browser makes the descriptors of a list's items from objects that inherit from the page's Object.prototype. */
const itemOf = uncurry(NodeList.prototype.item as (this: NodeList, index: number) => Element | null);

export interface PageGlobal {
  readonly name: string;
  readonly value: unknown;
  readonly kind: RootKind;
}

/**
 * What the page added to its global object: own data properties that a pristine realm has not, with a value that takes memory.
 * Getters are not called; integer names are the page's frames. Expressions that wait for the agent are left out. Elements that a framework claimed are left out, too.
 */
export function pageGlobals(pristineNames: SafeMap<string, true>, claimed: SafeMap<Node, true>): PageGlobal[] {
  const found: PageGlobal[] = [];
  const keys = ownKeysOf(globalThis);
  for (let i = 0; i < keys.length; i++) {
    const name = keys[i];
    if (typeof name !== "string" || pristineNames.get(name) || isFrameIndex(name) || isExpressionHandle(name)) continue;
    const property = ownPropertyOf(globalThis, name);
    if (property === undefined || property.get !== undefined || property.set !== undefined) continue;
    const { value } = property;
    if (value !== globalThis && takesMemory(value)) append(found, { name, value, kind: ROOT_GLOBAL });
  }
  const elements = elementsWithState(claimed);
  if (elements.length > 0) append(found, { name: ELEMENTS_ROOT, value: elements, kind: ROOT_ELEMENTS });
  return found;
}

/**
 * The elements on which the page's scripts keep data, as frameworks do. Elements inside such an element are left out:
 * its state leads there, and the data kept there lead back. Those that a framework claimed are left out with all that is in them. Forms and lists have what is in them as own properties.
 */
function elementsWithState(claimed: SafeMap<Node, true>): readonly Element[] {
  const found: Element[] = [];
  if (isAllClaimed(claimed)) return found;
  const elements = querySelectorAll(document, "body :not(form,select)");
  let last: Element | undefined;
  for (let i = 0; ; i++) {
    const element = itemOf(elements, i);
    if (element === null) return found;
    if (last !== undefined && contains(last, element)) continue;
    if (claimed.get(element)) {
      last = element;
      continue;
    }
    const keys = ownKeysOf(element);
    for (let k = 0; k < keys.length && last !== element; k++) {
      if (frameworkKeyOf(keys[k]) === undefined && takesMemory(ownPropertyOf(element, keys[k])?.value)) {
        last = element;
        append(found, element);
      }
    }
  }
}

/** Whether a framework renders into the document, its root or its body. */
function isAllClaimed(claimed: SafeMap<Node, true>): boolean {
  if (claimed.get(document)) return true;
  const around = querySelectorAll(document, ":root,body");
  for (let i = 0; ; i++) {
    const element = itemOf(around, i);
    if (element === null) return false;
    if (claimed.get(element)) return true;
  }
}

function isFrameIndex(name: string): boolean {
  return name !== "" && name[0] >= "0" && name[0] <= "9";
}

/** A compiled expression that the agent has not taken yet is not the page's. */
function isExpressionHandle(name: string): boolean {
  if (name.length !== EXPRESSION_HANDLE_LENGTH) return false;
  for (let i = 0; i < EXPRESSION_HANDLE_PREFIX.length; i++) if (name[i] !== EXPRESSION_HANDLE_PREFIX[i]) return false;
  return true;
}

function takesMemory(value: unknown): boolean {
  return (
    (typeof value === "object" && value !== null) ||
    typeof value === "function" ||
    (typeof value === "string" && value.length > 1)
  );
}
