import type { Family } from "../impl.ts";
import { describeObject } from "../object.ts";
import { hasMethods, inheritedValueOf } from "./marker.ts";

/**
 * Immutable: collections by the markers on their prototypes, and the nodes of their tries under one name, so that a
 * trie folds into a few frames whatever its nodes are called after a build. Versions of a collection share nodes, so
 * each node is an object of its own, and shared nodes are counted once.
 */
export function immutableFamilyOf(prototype: object): Family | undefined {
  const typeName = typeNameOf(prototype);
  return typeName === undefined ? undefined : { typeName, impl: describeObject };
}

function typeNameOf(prototype: object): string | undefined {
  const isOrdered = isMarked(prototype, "ORDERED");
  if (isMarked(prototype, "MAP")) return isOrdered ? "Immutable.OrderedMap" : "Immutable.Map";
  if (isMarked(prototype, "SET")) return isOrdered ? "Immutable.OrderedSet" : "Immutable.Set";
  if (isMarked(prototype, "LIST")) return "Immutable.List";
  if (isMarked(prototype, "STACK")) return "Immutable.Stack";
  if (hasMethods(prototype, ["removeBefore", "removeAfter"])) return "Immutable.Node";
  /*
   * Nodes of maps have these three methods and nothing else to recognise them by; collections have `size` and more
   * besides.
   */
  if (hasMethods(prototype, ["get", "update", "iterate"]) && !hasMethods(prototype, ["has"])) return "Immutable.Node";
  return undefined;
}

function isMarked(prototype: object, kind: string): boolean {
  return inheritedValueOf(prototype, `@@__IMMUTABLE_${kind}__@@`) === true;
}
