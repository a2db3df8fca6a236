import { diffFrames, type FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { TableFile } from "../../../core/flamegraph/formats/frame-bytes.ts";
import { framesOfStacks, type KeptStacks, keptStacksBytesOf } from "../../../core/flamegraph/formats/kept-stacks.ts";
import { FRAME_OFF_HEAP, type FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { entryFramesOfGraph, type FrameOptions, framesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../../core/flamegraph/owners/sharing-policy.ts";
import { NO_COUNTS, type PageCounts, pageCountsOf } from "../../../core/flamegraph/questions/page-counts.ts";
import { findBox, toBoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import { hasOtherNames, renamedTransforms } from "../../../core/flamegraph/transforms/renamed-transforms.ts";
import { subtreeOf } from "../../../core/flamegraph/transforms/subtree-of.ts";
import {
  applyTransforms,
  type Transform,
  type TransformedFrames,
} from "../../../core/flamegraph/transforms/transform.ts";
import { FrameNames, FrameTree } from "../../../core/flamegraph/tree/frame-tree.ts";
import { withoutEmpty } from "../../../core/flamegraph/without-empty.ts";
import { type Graph, ROOT_CLOSURES, ROOT_CONTEXTS, ROOT_FUNCTIONS, type Warning } from "../../../core/graph/graph.ts";
import { warningsOf } from "../../../core/graph/path.ts";
import { type ShownNames, withShownNames } from "../../../core/graph/shown-names.ts";
import type { HeapLabels } from "../../../core/heap-snapshot/heap-labels.ts";
import type { Derivation, DerivedSnapshot } from "./frame-api.ts";
import { graphBytesOf, labelBytesOf } from "./graph-bytes.ts";
import type { ObjectSource } from "./object-questions.ts";

/** Kinds of roots that only a debugger finds. */
const CLOSURE_KINDS: readonly number[] = [ROOT_CLOSURES, ROOT_CONTEXTS, ROOT_FUNCTIONS];

/** What the worker keeps of a snapshot: frames are derived anew when asked for, and live in the panel. */
export type Source = TakenSource | DiffSource;

export type TakenSource =
  | GraphSource
  /** A file of another program. Its text repeats each path: kept as it came it would take more than its frames. */
  | { readonly kind: "stacks"; readonly profiles: readonly KeptProfile[]; readonly shown: number };

export interface GraphSource {
  readonly kind: "graph";
  /** With both names where there are two. */
  readonly graph: Graph;
  readonly named: Readonly<Record<ShownNames, Graph>>;
  readonly emptyFrames: "kept" | "left out";
  readonly options: FrameOptions;
  /** Of the nodes, where a heap snapshot of V8 was read. */
  readonly labels?: HeapLabels;
}

/** A set of stacks of a file. */
export interface KeptProfile {
  readonly name: string;
  /** `null` for one that cannot be shown. */
  readonly stacks: KeptStacks | null;
  readonly warnings: readonly Warning[];
}

/** The sources themselves: a snapshot that is dropped stays in its diffs. */
export interface DiffSource {
  readonly kind: "diff";
  readonly before: TakenSource;
  /** In order; none of a plain comparison. */
  readonly between: readonly TakenSource[];
  readonly after: TakenSource;
}

function sidesOf({ before, between, after }: DiffSource): readonly TakenSource[] {
  return [before, ...between, after];
}

/** Frames before transforms, and what else there is to say of them. */
export interface Whole {
  readonly frames: FrameTable;
  readonly warnings: readonly Warning[];
}

export interface DerivedFrames extends TransformedFrames {
  readonly changes: FrameChanges | null;
  /** For a diff, that of the snapshot after. */
  readonly whole: Whole;
}

export function objectSourceOf(source: GraphSource, derivation: Derivation): ObjectSource {
  const transforms = namedTransformsOf(source, derivation).flat();
  return { ...source, graph: source.named[derivation.names], transforms };
}

interface NamedTransforms {
  /** What they follow from, as text. */
  readonly key: string;
  readonly lists: readonly (readonly Transform[])[];
}

/** Of each graph with both names, those that were asked for last. */
const NAMED_TRANSFORMS = new WeakMap<Graph, NamedTransforms>();

/** The transforms of the derivation in its names: for each what stands for it in this snapshot. */
function namedTransformsOf(
  source: TakenSource,
  { sharing, names, transforms }: Derivation,
): readonly (readonly Transform[])[] {
  const isRenamed =
    source.kind === "graph" && source.graph.minifiedNames !== undefined && hasOtherNames(transforms, names);
  if (!isRenamed) return transforms.map((transform) => [transform]);
  const { graph } = source;
  const key = JSON.stringify([sharing, names, transforms]);
  let known = NAMED_TRANSFORMS.get(graph);
  if (known?.key !== key) {
    const frames = framesOfGraph(graph, ownersOf(graph, sharing), source.options);
    known = { key, lists: renamedTransforms(graph, frames, transforms, names) };
    NAMED_TRANSFORMS.set(graph, known);
  }
  return known.lists;
}

/** The frames after the transforms of the derivation; each has found something if what stands for it has. */
export function transformed(source: TakenSource, frames: FrameTable, derivation: Derivation): TransformedFrames {
  const lists = namedTransformsOf(source, derivation);
  const done = applyTransforms(frames, lists.flat());
  let first = 0;
  const found = lists.map((list) => {
    const isFound = done.found.slice(first, first + list.length).includes(true);
    first += list.length;
    return isFound;
  });
  return { frames: done.frames, found };
}

/** Transforms are done to each side by itself. */
export function diffOf(source: DiffSource, derivation: Derivation): DerivedFrames {
  const { sides, entries, whole } = diffTablesOf(source, derivation);
  const found = derivation.transforms.map((_, index) => sides.some((side) => side.found[index]));
  const tables = sides.map(({ frames }) => frames);
  return { ...diffFrames(tables, derivation.scope, entries), found, whole };
}

interface DiffTables {
  readonly sides: readonly TransformedFrames[];
  /** Of each side by frame; `null` where they are not known, or not needed. */
  readonly entries: readonly (Float64Array | null)[];
  /** Of the last side. */
  readonly whole: Whole;
}

/** What a diff is made of, in order. */
function diffTablesOf(source: DiffSource, derivation: Derivation): DiffTables {
  const hasEntries = source.between.length > 0 && derivation.transforms.length === 0;
  const wholes = sidesOf(source).map((side) =>
    hasEntries ? entryWholeOf(side, derivation) : { ...wholeOf(side, derivation), entries: null },
  );
  const sides = sidesOf(source).map((side, index) => transformed(side, wholes[index].frames, derivation));
  const whole = wholes[wholes.length - 1];
  const warnings = [...layoutWarningsOf(source), ...whole.warnings];
  return { sides, entries: wholes.map(({ entries }) => entries), whole: { ...whole, warnings } };
}

/** A warning where engines that lay out their objects otherwise made the snapshots. */
function layoutWarningsOf(source: DiffSource): readonly Warning[] {
  const layouts = sidesOf(source).flatMap((side) => (side.kind === "graph" ? [layoutOf(side.graph)] : []));
  const different = [...new Set(layouts)];
  if (different.length < 2) return [];
  const detail = `The snapshots are of engines with different layouts: ${different.join(", ")}. Part of the differences in bytes is that of the layouts. Numbers of objects can be compared.`;
  return [{ code: "different-layouts", path: "", detail }];
}

function layoutOf({ engine, wordSize }: Graph): string {
  return engine ?? `V8 with words of ${wordSize} bytes`;
}

/** The same: of each side what is in the frame of the diff, on the path that it has there. */
export function tablesOf(
  source: DiffSource,
  derivation: Derivation,
  frame: number,
): Pick<TableFile, "tables" | "entries"> {
  const { sides, entries } = diffTablesOf(source, derivation);
  const tables = sides.map(({ frames }) => frames);
  if (frame === 0) return { tables, entries };
  const path = toBoxPath(diffFrames(tables, derivation.scope).frames, frame, frame);
  const heads = tables.map((table) => findBox(table, path)?.head ?? null);
  return {
    tables: tables.map((table, side) => {
      const head = heads[side];
      return head === null ? new FrameTree(new FrameNames()).finish() : subtreeOf(table, head);
    }),
    entries: entries.map((known, side) => {
      const head = heads[side];
      if (known === null || head === null) return null;
      const { depth, subtreeEnd } = tables[side];
      /* Those around the frame, one for each depth, have nothing of their own. */
      const kept = new Float64Array(depth[head] + subtreeEnd[head] - head);
      kept.set(known.subarray(head, subtreeEnd[head]), depth[head]);
      return kept;
    }),
  };
}

/** With the entries of each frame, which only rounds need; `null` where they are not known. */
function entryWholeOf(source: TakenSource, derivation: Derivation): Whole & { readonly entries: Float64Array | null } {
  if (source.kind !== "graph" || source.emptyFrames === "left out") {
    return { ...wholeOf(source, derivation), entries: null };
  }
  const graph = source.named[derivation.names];
  const framed = entryFramesOfGraph(graph, ownersOf(graph, derivation.sharing), source.options);
  return { ...framed, warnings: warningsOf(graph) };
}

export function objectsOf(source: Source): DerivedSnapshot["objects"] {
  if (source.kind !== "graph") return "none";
  return source.emptyFrames === "kept" ? "walked" : "of V8";
}

export function hasClosures(source: Source): boolean {
  return source.kind === "graph" && source.graph.roots.kind.some((kind) => CLOSURE_KINDS.includes(kind));
}

export function hasMinifiedNames(source: Source): boolean {
  if (source.kind === "diff") return sidesOf(source).some(hasMinifiedNames);
  return source.kind === "graph" && source.graph.minifiedNames !== undefined;
}

export function namedOf(graph: Graph): Readonly<Record<ShownNames, Graph>> {
  return { original: withShownNames(graph, "original"), minified: withShownNames(graph, "minified") };
}

export function profilesOf(source: Source): Pick<DerivedSnapshot, "profiles" | "profile"> {
  if (source.kind !== "stacks" || source.profiles.length === 1) return { profiles: [], profile: 0 };
  const profiles = source.profiles.map(({ name, stacks }) => ({ name, isShowable: stacks !== null }));
  return { profiles, profile: source.shown };
}

export function keptBytesOf(source: Source): number {
  switch (source.kind) {
    case "graph":
      return graphBytesOf(source.graph) + (source.labels === undefined ? 0 : labelBytesOf(source.labels));
    case "stacks":
      return source.profiles.reduce((sum, { stacks }) => sum + (stacks === null ? 0 : keptStacksBytesOf(stacks)), 0);
    case "diff":
      return sidesOf(source).reduce((sum, side) => sum + keptBytesOf(side), 0);
  }
}

export function wholeOf(source: TakenSource, { sharing, names }: Derivation): Whole {
  if (source.kind === "graph") {
    const graph = source.named[names];
    const frames = framesOfGraph(graph, ownersOf(graph, sharing), source.options);
    return {
      frames: source.emptyFrames === "kept" ? frames : withoutEmpty(frames),
      warnings: warningsOf(graph),
    };
  }
  const { stacks, warnings } = source.profiles[source.shown];
  if (stacks === null) throw new Error("this profile was not read");
  return { frames: framesOfStacks(stacks), warnings };
}

export function offHeapSizeOf({ count, flags, selfSize }: FrameTable): number {
  let sum = 0;
  for (let frame = 0; frame < count; frame++) if ((flags[frame] & FRAME_OFF_HEAP) !== 0) sum += selfSize[frame];
  return sum;
}

export function timelineOf(source: Source): DerivedSnapshot["timeline"] {
  return source.kind === "graph" ? source.graph.timeline : undefined;
}

/** Of each graph, once. */
const PAGE_COUNTS = new WeakMap<Graph, PageCounts>();

export function countsOf(source: Source): PageCounts {
  if (source.kind !== "graph") return NO_COUNTS;
  let counts = PAGE_COUNTS.get(source.graph);
  if (counts === undefined) {
    counts = pageCountsOf(source.graph);
    PAGE_COUNTS.set(source.graph, counts);
  }
  return counts;
}

export function watchedOf(source: Source): DerivedSnapshot["watched"] {
  return source.kind === "graph" ? source.graph.watched : undefined;
}

export function usedHeapSizeOf(source: Source): number {
  return source.kind === "graph" ? source.graph.usedHeapSize : 0;
}
