import { append, ownKeysOf, ownPropertyOf } from "../../core/realm/introspect.ts";
import type { SafeMap } from "../../core/realm/safe-collections.ts";
import { frameworkKeyOf } from "../../core/snapshot/framework-root.ts";
import { takesMemory } from "./globals.ts";
import { contains, elementAt, elementsOfDocument } from "./native-dom.ts";

/**
 * The elements of a document on which scripts keep data, as frameworks do. Elements inside such an element are left out:
 * its state leads there, and the data kept there lead back. Those that a framework claimed are left out with all that is in them. Forms and lists have what is in them as own properties.
 */
export function elementsWithState(document: Document, claimed: SafeMap<Node, true>): readonly Element[] {
  const found: Element[] = [];
  if (isAllClaimed(document, claimed)) return found;
  const elements = elementsOfDocument(document, "body :not(form,select)");
  let last: Element | undefined;
  for (let i = 0; ; i++) {
    const element = elementAt(elements, i);
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
function isAllClaimed(document: Document, claimed: SafeMap<Node, true>): boolean {
  if (claimed.get(document)) return true;
  const around = elementsOfDocument(document, ":root,body");
  for (let i = 0; ; i++) {
    const element = elementAt(around, i);
    if (element === null) return false;
    if (claimed.get(element)) return true;
  }
}
