import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { NodeFrames } from "../../../core/flamegraph/frames-of-graph.ts";
import { dominatorsOf } from "../../../core/flamegraph/owners/dominators.ts";
import { type HolderName, HolderQuestion, type Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import { nodesOfFrame, nodesOfType } from "../../../core/flamegraph/questions/listed-objects.ts";
import { type Graph, isTypeKind } from "../../../core/graph/graph.ts";
import { GATEWAYS, isEcho, weakRootsOf } from "../../../core/heap-snapshot/heap-holders.ts";
import type { HeldTarget } from "./frame-api.ts";

/** Paths that are looked for. */
const MOST_PATHS = 10;

interface KeptGraph {
  readonly graph: Graph;
  readonly question: HolderQuestion;
  /** Per node, over all roots alike. */
  readonly owner: Int32Array;
}

export interface HeldSource {
  readonly graph: Graph;
  readonly nodeFrames: NodeFrames;
  readonly isHeap: boolean;
}

/** Who holds objects. References and owners of a graph are found once, and kept for the next question about it. */
export class HolderQuestions {
  #kept: KeptGraph | null = null;

  /** `target` is one of the frames of all objects. */
  find({ graph, nodeFrames, isHeap }: HeldSource, target: HeldTarget, ignored: readonly HolderName[]): Holders {
    const { question, owner } = this.#keptOf(graph);
    return question.pathsTo(targetNodesOf(graph, nodeFrames, target), nodeFrames, {
      ignored,
      owner,
      weakRoots: isHeap ? weakRootsOf(graph) : new Set(),
      limits: isHeap ? { isEcho, gateways: GATEWAYS } : null,
      mostPaths: MOST_PATHS,
    });
  }

  forget(graph: Graph): void {
    if (this.#kept?.graph === graph) this.#kept = null;
  }

  #keptOf(graph: Graph): KeptGraph {
    if (this.#kept?.graph !== graph) {
      this.#kept = null;
      this.#kept = { graph, question: new HolderQuestion(graph), owner: dominatorsOf(graph).owner };
    }
    return this.#kept;
  }
}

/** A frame without objects of its own is a part of the object around it. */
function targetNodesOf(graph: Graph, nodeFrames: NodeFrames, target: HeldTarget): Int32Array {
  switch (target.of) {
    case "node": {
      const isReached = target.node >= 0 && target.node < graph.nodeCount && nodeFrames.nodeFrame[target.node] !== -1;
      return isReached ? Int32Array.of(target.node) : new Int32Array(0);
    }
    case "type":
      return nodesOfType(graph, nodeFrames, target.name, target.shape);
    case "frame": {
      if (target.frame <= 0) return new Int32Array(0);
      const nodes = nodesOfFrame(graph, nodeFrames, target.frame);
      const around = nodes.length > 0 ? 0 : typeFrameAround(nodeFrames.frames, target.frame);
      return around > 0 ? nodesOfFrame(graph, nodeFrames, around) : nodes;
    }
  }
}

function typeFrameAround({ kind, parent }: FrameTable, frame: number): number {
  let at = frame;
  while (at > 0 && !isTypeKind(kind[at])) at = parent[at];
  return at;
}
