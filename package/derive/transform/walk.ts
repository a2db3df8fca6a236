import { childKeysOf, isNode, type Node } from "./syntax.ts";

/** Sees each node before its children, in the order of the source, and after them. */
export interface Visitor {
  /** `false` leaves out what is in the node; `leave` is not called for it either. */
  enter(node: Node, parent: Node | undefined, key: string): boolean | undefined;
  leave?(node: Node, parent: Node | undefined, key: string): void;
}

/** A parser that made the tree had at least as deep a stack: code that nests deeper throws a RangeError, which `deriveCode` reports. */
export function walk(node: Node, visitor: Visitor, parent?: Node, key = ""): void {
  if (visitor.enter(node, parent, key) === false) return;
  for (const childKey of childKeysOf(node)) {
    const child: unknown = (node as unknown as Record<string, unknown>)[childKey];
    if (Array.isArray(child)) {
      for (const item of child) if (isNode(item)) walk(item, visitor, node, childKey);
    } else if (isNode(child)) walk(child, visitor, node, childKey);
  }
  visitor.leave?.(node, parent, key);
}
