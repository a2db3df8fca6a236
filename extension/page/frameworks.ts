import { append, createSafeMap, nativeGetter, ownKeysOf, type SafeMap, uncurry } from "../../core/realm/introspect.ts";
import { FRAMEWORKS, type Framework } from "../../core/snapshot/framework-root.ts";

/* Captured before the page could replace them; they are called on nodes that they gave. */
const createWalker = uncurry(
  Document.prototype.createTreeWalker as (this: Document, root: Node, show: number) => TreeWalker,
);
const nextNode = uncurry(TreeWalker.prototype.nextNode);
const shadowRootOf = nativeGetter(Element.prototype, "shadowRoot") as (element: Element) => ShadowRoot | null;

const ELEMENTS = NodeFilter.SHOW_ELEMENT;

/** Shadow roots inside one another that are looked into. */
const MAX_SHADOW_ROOTS = 1 << 16;

/** A framework of the page, and what it keeps at each node that it renders into. */
export interface FoundFramework {
  readonly framework: Framework;
  readonly containers: object[];
}

export interface FoundFrameworks {
  /** In the order of FRAMEWORKS; those that render something. */
  readonly found: readonly FoundFramework[];
  /** The document and the elements that a framework renders into. What is in them is the framework's. */
  readonly claimed: SafeMap<Node, true>;
}

/** Looks once at a document, all its elements and the open shadow roots in it. Runs no code of the page. */
export function findFrameworks(document: Document): FoundFrameworks {
  const all: FoundFramework[] = [];
  for (let i = 0; i < FRAMEWORKS.length; i++) append(all, { framework: FRAMEWORKS[i], containers: [] });
  const claimed = createSafeMap<Node, true>();
  /** Documents and shadow roots that are still to be looked at. */
  const trees: Node[] = [document];
  for (let t = 0; t < trees.length; t++) {
    lookAt(trees[t], all, claimed);
    const walker = createWalker(document, trees[t], ELEMENTS);
    for (let node = nextNode(walker); node !== null; node = nextNode(walker)) {
      lookAt(node, all, claimed);
      const shadow = shadowRootOf(node as Element);
      if (shadow !== null && trees.length < MAX_SHADOW_ROOTS) append(trees, shadow);
    }
  }
  const found: FoundFramework[] = [];
  for (let i = 0; i < all.length; i++) if (all[i].containers.length > 0) append(found, all[i]);
  return { found, claimed };
}

function lookAt(node: Node, all: readonly FoundFramework[], claimed: SafeMap<Node, true>): void {
  const keys = ownKeysOf(node);
  if (keys.length === 0) return;
  for (let i = 0; i < all.length; i++) {
    const contained = containedIn(all[i].framework, node, keys);
    if (contained === undefined) continue;
    append(all[i].containers, contained);
    claimed.set(node, true);
  }
}

function containedIn(framework: Framework, node: Node, keys: readonly (string | symbol)[]): object | undefined {
  try {
    return framework.containedIn(node, keys);
  } catch {
    /* The trap of a Proxy that a page put there in place of what a framework keeps. */
    return undefined;
  }
}
