import { append, ownKeysOf } from "../../core/realm/introspect.ts";
import { createSafeMap, type SafeMap } from "../../core/realm/safe-collections.ts";
import { FRAMEWORKS, type Framework } from "../../core/snapshot/framework-root.ts";
import { elementAt, elementsOfDocument, elementsOfShadowRoot, type FoundElements, shadowRootOf } from "./native-dom.ts";

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
  const shadowRoots: ShadowRoot[] = [];
  lookAt(document, all, claimed);
  lookAtElements(elementsOfDocument(document, "*"), shadowRoots, all, claimed);
  for (let s = 0; s < shadowRoots.length; s++) {
    lookAt(shadowRoots[s], all, claimed);
    lookAtElements(elementsOfShadowRoot(shadowRoots[s]), shadowRoots, all, claimed);
  }
  const found: FoundFramework[] = [];
  for (let i = 0; i < all.length; i++) if (all[i].containers.length > 0) append(found, all[i]);
  return { found, claimed };
}

function lookAtElements(
  elements: FoundElements,
  shadowRoots: ShadowRoot[],
  all: readonly FoundFramework[],
  claimed: SafeMap<Node, true>,
): void {
  for (let i = 0; ; i++) {
    const element = elementAt(elements, i);
    if (element === null) return;
    lookAt(element, all, claimed);
    const shadow = shadowRootOf(element);
    if (shadow !== null && shadowRoots.length < MAX_SHADOW_ROOTS) append(shadowRoots, shadow);
  }
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
