import { expect } from "vitest";
import { writeFolded } from "../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import type { Graph } from "../graph/graph.ts";
import { totalsOf } from "../graph/totals.ts";
import type { Walk } from "../walk/walk.ts";
import type { ClosureContext, Closures } from "./closure-roots.ts";
import { createAgentWalk } from "./create-agent-walk.ts";
import type { Answers, Questions } from "./questions.ts";

export function contextOf(
  name: string,
  variables: readonly (readonly [name: string, value: unknown])[],
  { above, hidden = 0 }: { above?: ClosureContext; hidden?: number } = {},
): ClosureContext {
  return {
    name,
    names: variables.map(([key]) => key),
    values: variables.map(([, value]) => value),
    slots: variables.length + hidden,
    above,
  };
}

export interface Scene extends Partial<Omit<Closures, "contextOf">> {
  /** Contexts by function. */
  readonly contexts?: ReadonlyMap<object, ClosureContext>;
  readonly roots?: Readonly<Record<string, unknown>>;
  readonly add?: (walk: Walk) => void;
  readonly questions?: Questions;
  /** Answers what the walk asks. */
  readonly host?: (asked: readonly object[]) => Answers;
  readonly maxObjects?: number;
  readonly budgetMs?: number;
}

/** The graph of a walk that knows what the scene says of closures. */
export function graphOf(scene: Scene): Graph {
  const { contexts = new Map(), roots = {}, add, questions, host, maxObjects, budgetMs, ...closures } = scene;
  const options = maxObjects === undefined ? {} : { maxObjects };
  const walk = createAgentWalk(
    { layout: "chrome", ...options },
    { contextOf: (fn) => contexts.get(fn), ...closures },
    questions,
  );
  for (const [name, value] of Object.entries(roots)) walk.addRoot(name, value);
  add?.(walk);
  while (!walk.advance(budgetMs ?? Number.POSITIVE_INFINITY)) {
    if (questions !== undefined && questions.asked.length > 0) {
      if (host === undefined) questions.refuse();
      else questions.answer(host(Array.from(questions.asked)));
    }
  }
  const decoded = decodeGraph(encodeGraph(walk.finish()));
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.graph;
}

/** Its folded stacks, with owners; the frames of each policy sum to what the graph has. */
export function foldedOf(scene: Scene): string[] {
  const graph = graphOf(scene);
  for (const policy of ["owner", "root", "first"] as const) {
    const frames = framesOfGraph(graph, ownersOf(graph, policy));
    expect(frames.totalSize[0]).toBe(totalsOf(graph).size);
    expect(frames.totalMaxSize[0]).toBe(totalsOf(graph).maxSize);
    expect(frames.totalCount[0]).toBe(totalsOf(graph).objectCount);
  }
  return writeFolded(framesOfGraph(graph, ownersOf(graph, "owner")))
    .split("\n")
    .slice(0, -1);
}
