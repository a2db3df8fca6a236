import { writeFolded } from "../../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../../graph/codec.ts";
import type { Graph } from "../../graph/graph.ts";
import { totalsOf } from "../../graph/totals.ts";
import { ownKeysOf } from "../../realm/introspect.ts";
import { createAgentWalk } from "../../snapshot/create-agent-walk.ts";
import { createWalk } from "../../snapshot/create-walk.ts";
import { addFrameworkRoot } from "../../snapshot/framework-root.ts";
import type { Walk } from "../../walk/walk.ts";
import type { Framework } from "./framework.ts";

/** All nodes of the document and of open shadow roots. */
export function nodesOf(tree: Document | ShadowRoot): Node[] {
  const nodes: Node[] = [tree];
  const walker = document.createTreeWalker(tree);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push(node);
    if (node instanceof Element && node.shadowRoot !== null) nodes.push(...nodesOf(node.shadowRoot));
  }
  return nodes;
}

export function containersOf(framework: Framework): object[] {
  return nodesOf(document).flatMap((node) => framework.containedIn(node, ownKeysOf(node)) ?? []);
}

/** Walks what a framework renders. The nodes of the document, which are no browser's here, are left out. */
export function graphOfFramework(framework: Framework, prepare?: (walk: Walk) => void): Graph {
  const walk = createAgentWalk({ layout: "chrome" });
  walk.leaveOut([...nodesOf(document), window]);
  prepare?.(walk);
  const containers = containersOf(framework);
  if (containers.length > 0) addFrameworkRoot(walk, framework, containers);
  walk.advance(Number.POSITIVE_INFINITY);
  const decoded = decodeGraph(encodeGraph(walk.finish()));
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.graph;
}

/** Walks the same as if nothing were known of frameworks. */
export function graphOfPlain(framework: Framework): Graph {
  const walk = createWalk({ layout: "chrome" });
  walk.leaveOut([...nodesOf(document), window]);
  for (const container of containersOf(framework)) walk.addRoot("root", container);
  walk.advance(Number.POSITIVE_INFINITY);
  const decoded = decodeGraph(encodeGraph(walk.finish()));
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.graph;
}

export function foldedOfGraph(graph: Graph): string {
  const frames = framesOfGraph(graph, ownersOf(graph, "owner"));
  if (frames.totalSize[0] !== totalsOf(graph).size) throw new Error("frames do not sum to the total of the graph");
  return writeFolded(frames);
}
