import { type FrameTable, frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import { type FrameOptions, type NodeFrames, nodeFramesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { ownersOf, type SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import { countedFramesOf } from "../../../core/flamegraph/questions/counted-frames.ts";
import { type DetachedRow, detachedOf } from "../../../core/flamegraph/questions/detached.ts";
import type { HolderName, Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import { NO_REFERRERS, type Referrers, referrersOf } from "../../../core/flamegraph/questions/referrers.ts";
import { type TypeParts, typePartsOf } from "../../../core/flamegraph/questions/type-parts.ts";
import { type WasteRow, wasteOf } from "../../../core/flamegraph/questions/waste.ts";
import { findBox, toBoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import { applyTransforms, type Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { withoutEmpty } from "../../../core/flamegraph/without-empty.ts";
import { type Graph, isTypeKind } from "../../../core/graph/graph.ts";
import { closureLabelOf, contentLabelOf, type HeapLabels } from "../../../core/heap-snapshot/heap-labels.ts";
import { isBottomUp } from "../frames/box.ts";
import type {
  Derivation,
  HeldTarget,
  LargestObject,
  ObjectCells,
  ObjectList,
  ObjectQuery,
  ObjectRow,
  ObjectTarget,
} from "./frame-api.ts";
import { HolderQuestions } from "./holder-questions.ts";
import { ObjectLists } from "./object-lists.ts";

/** Stands for a frame that transforms have left out. */
const NOT_SHOWN = -1;

/** Parts of types whose frame is looked up: more are not shown. */
const MAX_LOCATED_PARTS = 1000;

/** Objects, and whether frames without bytes are displayed. */
export interface ObjectSource {
  readonly graph: Graph;
  readonly emptyFrames: "kept" | "left out";
  /** Of the nodes of a heap snapshot of V8. */
  readonly labels?: HeapLabels;
  /** The derivation of the displayed frames. */
  readonly options?: FrameOptions;
  /** Those of the derivation, in the names of the graph. */
  readonly transforms?: readonly Transform[];
  /** The displayed frames, where they are not made of these objects alone, as those of a diff. */
  readonly shown?: FrameTable;
}

interface KeptNodeFrames {
  readonly graph: Graph;
  readonly sharing: SharingPolicy;
  readonly nodeFrames: NodeFrames;
  /** By which the frames were made, per node. */
  readonly owner: Int32Array;
}

/** Questions about the objects behind frames. Which object joined which frame is found out anew for another snapshot or policy, and kept for the next question. */
export class ObjectQuestions {
  #kept: KeptNodeFrames | null = null;
  readonly #lists = new ObjectLists();
  readonly #holders = new HolderQuestions();

  /** Waste, each row at its frame of the derivation; -1 where transforms have left it out. */
  findWaste(source: ObjectSource, derivation: Derivation): WasteRow[] {
    const whole = this.#keptOf(source, derivation.sharing).nodeFrames;
    const toShown = shownFramesOf(source, whole.frames, derivation);
    return wasteOf(source.graph, whole, source.labels?.text).map((row) => ({
      ...row,
      frame: toShown.frameOf(row.frame),
    }));
  }

  /** The content of a string of a heap snapshot, in quotes; "" for what has none. */
  findContent({ labels }: ObjectSource, node: number): string {
    return labels === undefined ? "" : contentLabelOf(labels, node, decodeUtf8);
  }

  /** Detached trees, with frames of the derivation; -1 where transforms have left one out. */
  findDetached(source: ObjectSource, derivation: Derivation): DetachedRow[] {
    const whole = this.#keptOf(source, derivation.sharing).nodeFrames;
    const rows = detachedOf(source.graph, () => ownersOf(source.graph, "owner"), whole);
    if (rows.length === 0) return rows;
    const toShown = shownFramesOf(source, whole.frames, derivation);
    return rows.map((row) => ({
      ...row,
      holder: toShown.frameOf(row.holder),
      frame: toShown.frameOf(row.frame),
      component: row.component === -1 ? NOT_SHOWN : toShown.frameOf(row.component),
    }));
  }

  /** Who refers to the objects of a frame of the derivation. */
  findReferrers(source: ObjectSource, derivation: Derivation, frame: number, limit: number): Referrers {
    const whole = this.#keptOf(source, derivation.sharing).nodeFrames;
    const toShown = shownFramesOf(source, whole.frames, derivation);
    const asked = frameIn(whole.frames, toShown.frames, frame);
    if (asked === NOT_SHOWN) return NO_REFERRERS;
    const found = referrersOf(source.graph, whole, asked, limit);
    /* Frames that are not displayed count for the frame around them. */
    const byFrame = new Map<number, number>();
    for (const row of found.rows) {
      const at = toShown.frameOf(row.frame);
      byFrame.set(at, (byFrame.get(at) ?? 0) + row.references);
    }
    const rows = [...byFrame].map(([at, references]) => ({ frame: at, references }));
    return { ...found, rows: rows.sort((one, other) => other.references - one.references) };
  }

  /** Objects of a frame of the derivation, or of a type. */
  findObjects(source: ObjectSource, derivation: Derivation, query: ObjectQuery): ObjectList {
    const { nodeFrames, owner } = this.#keptOf(source, derivation.sharing);
    const { target } = query;
    if (target.of === "type") return this.#lists.find({ ...source, nodeFrames, owner }, query);
    const { frames } = shownFramesOf(source, nodeFrames.frames, derivation);
    const asked = { ...query, target: targetIn(nodeFrames.frames, frames, target.frame) };
    return this.#lists.find({ ...source, nodeFrames, owner }, asked);
  }

  /** Rows of the list of that number. */
  readObjects(list: number, first: number, count: number): readonly ObjectRow[] | null {
    return this.#lists.read(list, first, count);
  }

  /** The object of a frame of the derivation that retains most. */
  findLargestObject(source: ObjectSource, derivation: Derivation, frame: number): LargestObject | null {
    const { nodeFrames, owner } = this.#keptOf(source, derivation.sharing);
    const { frames } = shownFramesOf(source, nodeFrames.frames, derivation);
    const target = targetIn(nodeFrames.frames, frames, frame);
    return this.#lists.largestOf({ ...source, nodeFrames, owner }, target);
  }

  /** Paths from roots to objects of a frame of the derivation, to all of a type, or to one. */
  findHolders(
    source: ObjectSource,
    derivation: Derivation,
    target: HeldTarget,
    ignored: readonly HolderName[],
  ): Holders {
    const { nodeFrames } = this.#keptOf(source, derivation.sharing);
    const { graph, emptyFrames, labels } = source;
    const toShown = shownFramesOf(source, nodeFrames.frames, derivation);
    const asked = target.of === "frame" ? targetIn(nodeFrames.frames, toShown.frames, target.frame) : target;
    const isHeap = emptyFrames === "left out";
    const owner = this.#lists.ownerOf(graph);
    const labelOf = (node: number): string => (labels === undefined ? "" : closureLabelOf(labels, graph, node));
    const found = this.#holders.find({ graph, nodeFrames, isHeap, owner, labelOf }, asked, ignored);
    return {
      ...found,
      paths: found.paths.map((path) => ({
        ...path,
        steps: path.steps.map((step) => ({ ...step, frame: toShown.frameOf(step.frame) })),
      })),
    };
  }

  readObjectCells(list: number): ObjectCells | null {
    return this.#lists.cellsOf(list);
  }

  /**
   * Types in parts, of the objects in a frame of the derivation; of a diff that the objects are one side of, in one of its frames. Those of the parts are of the same
   * table; -1 where transforms have left them out.
   */
  findTypeParts(
    source: ObjectSource,
    derivation: Derivation,
    frame: number,
    framesOfDiff?: FrameTable,
  ): TypeParts | null {
    const { graph } = source;
    const { nodeFrames, owner } = this.#keptOf(source, derivation.sharing);
    const { frames } = nodeFrames;
    const shown = framesOfDiff ?? shownFramesOf(source, frames, derivation).frames;
    const focus = frame === 0 ? null : toBoxPath(shown, frame, frame);
    const counted = countedFramesOf(frames, source.transforms ?? derivation.transforms, focus);
    if (counted === "unknown") return null;
    const { parts, values } = typePartsOf({ graph, nodeFrames, owner }, counted === "all" ? null : counted);
    const sorted = parts.toSorted((one, other) => other.selfSize - one.selfSize);
    return {
      parts: sorted.map((part, row) => ({
        ...part,
        frame: row < MAX_LOCATED_PARTS ? frameIn(shown, frames, part.frame) : NOT_SHOWN,
      })),
      values,
    };
  }

  forget(graph: Graph): void {
    this.#holders.forget(graph);
    this.#lists.forget(graph);
    if (this.#kept?.graph === graph) this.#kept = null;
  }

  #keptOf({ graph, options }: ObjectSource, sharing: SharingPolicy): KeptNodeFrames {
    if (this.#kept?.graph !== graph || this.#kept.sharing !== sharing) {
      this.#kept = null;
      const owners = ownersOf(graph, sharing);
      this.#kept = { graph, sharing, nodeFrames: nodeFramesOfGraph(graph, owners, options), owner: owners.owner };
    }
    return this.#kept;
  }
}

interface ShownFrames {
  readonly frames: FrameTable;
  /**
   * The displayed frame of one of all frames. For one without bytes, it is the nearest frame around it that has some.
   */
  frameOf(frame: number): number;
}

function shownFramesOf(source: ObjectSource, all: FrameTable, derivation: Derivation): ShownFrames {
  const { emptyFrames, shown, transforms = derivation.transforms } = source;
  const full = emptyFrames === "kept" ? all : withoutEmpty(all);
  const frames = shown ?? applyTransforms(full, transforms).frames;
  return {
    frames,
    frameOf(frame) {
      let at = frame;
      if (full !== all) while (at > 0 && all.totalMaxSize[at] === 0 && all.totalCount[at] === 0) at = all.parent[at];
      return frameIn(frames, all, at);
    },
  };
}

/** A frame of the displayed frames, as it is asked for in all frames. Bottom-up, those at the top are types, and others stand for no objects of their own. */
function targetIn(all: FrameTable, shown: FrameTable, frame: number): ObjectTarget {
  if (frame === 0 || !isBottomUp(shown)) return { of: "frame", frame: frameIn(all, shown, frame) };
  const isType = shown.parent[frame] === 0 && isTypeKind(shown.kind[frame]);
  return isType ? { of: "type", name: frameNameOf(shown, frame) } : { of: "frame", frame: NOT_SHOWN };
}

/** The frame of `to` that has the path of a frame of `from`. */
function frameIn(to: FrameTable, from: FrameTable, frame: number): number {
  if (to === from || frame <= 0) return frame;
  return findBox(to, toBoxPath(from, frame, frame))?.head ?? NOT_SHOWN;
}

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });
const decodeUtf8 = (bytes: Uint8Array): string => UTF8.decode(bytes);
