import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { NodeFrames } from "../../../core/flamegraph/frames-of-graph.ts";
import { type HolderName, HolderQuestion, type Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import { nodesOfFrame, nodesOfType } from "../../../core/flamegraph/questions/listed-objects.ts";
import { PlaceFrames } from "../../../core/flamegraph/questions/place-frames.ts";
import { rootFrameOf } from "../../../core/flamegraph/questions/referrers.ts";
import { type Graph, isTypeKind } from "../../../core/graph/graph.ts";
import { slotOfCell } from "../../../core/graph/path.ts";
import { GATEWAYS, isEcho, weakRootsOf } from "../../../core/heap-snapshot/heap-holders.ts";
import type { HeldTarget } from "./frame-api.ts";

/** Paths that are looked for. */
const MOST_PATHS = 10;

interface KeptGraph {
  readonly graph: Graph;
  readonly question: HolderQuestion;
}

export interface HeldSource {
  readonly graph: Graph;
  readonly nodeFrames: NodeFrames;
  readonly isHeap: boolean;
  /** Per node: its immediate dominator over all roots alike. */
  readonly owner: Int32Array;
  /** As in HolderOptions. */
  readonly labelOf: (node: number) => string;
}

/** Who holds objects. The references of a graph are found once, and kept for the next question about it. */
export class HolderQuestions {
  #kept: KeptGraph | null = null;

  /** `target` is one of the frames of all objects. */
  find(source: HeldSource, target: HeldTarget, ignored: readonly HolderName[]): Holders {
    const { graph, nodeFrames, isHeap, owner, labelOf } = source;
    const { question } = this.#keptOf(graph);
    return question.pathsTo(targetNodesOf(graph, nodeFrames, target), nodeFrames, {
      ignored,
      owner,
      weakRoots: isHeap ? weakRootsOf(graph) : new Set(),
      limits: isHeap ? { isEcho, gateways: GATEWAYS } : null,
      mostPaths: MOST_PATHS,
      labelOf,
    });
  }

  forget(graph: Graph): void {
    if (this.#kept?.graph === graph) this.#kept = null;
  }

  #keptOf(graph: Graph): KeptGraph {
    if (this.#kept?.graph !== graph) {
      this.#kept = null;
      this.#kept = { graph, question: new HolderQuestion(graph) };
    }
    return this.#kept;
  }
}

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
      return nodes.length > 0 ? nodes : nodesBeside(graph, nodeFrames, target.frame);
    }
  }
}

/** For a field or a root whose objects stand elsewhere, those that it refers to; for one of primitives, the object that it is a part of. */
function nodesBeside(graph: Graph, nodeFrames: NodeFrames, frame: number): Int32Array {
  const { cells, firstCell, roots, shapes } = graph;
  const { frames } = nodeFrames;
  const found = new Set<number>();
  for (let root = 0; root < roots.count; root++) {
    if (roots.cell[root] > 0 && rootFrameOf(graph, frames, root) === frame) found.add(roots.cell[root] - 1);
  }
  const around = typeFrameAround(frames, frame);
  const holders = around > 0 ? nodesOfFrame(graph, nodeFrames, around) : new Int32Array(0);
  const placeFrames = new PlaceFrames(graph, frames);
  for (const holder of holders) {
    for (let at = firstCell[holder]; at < firstCell[holder + 1]; at++) {
      if (cells[at] <= 0) continue;
      const place = shapes.slotPlace[slotOfCell(graph, holder, at)];
      if (placeFrames.frameOf(around, place) === frame) found.add(cells[at] - 1);
    }
  }
  return found.size > 0 ? Int32Array.from(found) : holders;
}

function typeFrameAround({ kind, parent }: FrameTable, frame: number): number {
  let at = frame;
  while (at > 0 && !isTypeKind(kind[at])) at = parent[at];
  return at;
}
