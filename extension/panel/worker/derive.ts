import { writeDifferentialFolded } from "../../../core/flamegraph/formats/differential-folded.ts";
import { fileFormatOf, type WrittenFormatId } from "../../../core/flamegraph/formats/file-formats.ts";
import { writeFolded } from "../../../core/flamegraph/formats/folded-text.ts";
import { WRITERS } from "../../../core/flamegraph/formats/format-codecs.ts";
import { encodeTables } from "../../../core/flamegraph/formats/frame-bytes.ts";
import { keptStacksOf } from "../../../core/flamegraph/formats/kept-stacks.ts";
import { parseStacks } from "../../../core/flamegraph/formats/parse-stacks.ts";
import { MAX_FRAMES_OF_FILE } from "../../../core/flamegraph/formats/parsed-frames.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { type FrameOptions, nodeFramesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { ownersOf, type SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { DetachedRow } from "../../../core/flamegraph/questions/detached.ts";
import { type ExpressionStarts, expressionPathOf } from "../../../core/flamegraph/questions/expression-path.ts";
import type { HolderName, Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import type { Referrers } from "../../../core/flamegraph/questions/referrers.ts";
import type { TypeParts } from "../../../core/flamegraph/questions/type-parts.ts";
import { warningFramesOf } from "../../../core/flamegraph/questions/warning-frames.ts";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import { findBox, toBoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import { subtreeOf } from "../../../core/flamegraph/transforms/subtree-of.ts";
import { decodeGraph, encodeGraph } from "../../../core/graph/codec.ts";
import type { GraphTables, Warning } from "../../../core/graph/graph.ts";
import { isHeapGraph } from "../../../core/graph/is-heap-graph.ts";
import { toGraph } from "../../../core/graph/locate-cells.ts";
import { mergeGraphs } from "../../../core/graph/merge-graphs.ts";
import { PathFinder } from "../../../core/graph/object-paths.ts";
import type { ShownNames } from "../../../core/graph/shown-names.ts";
import type { HeapLabels } from "../../../core/heap-snapshot/heap-labels.ts";
import type {
  Derivation,
  DerivedSnapshot,
  Excess,
  FoundExpression,
  FoundPaths,
  FrameApi,
  HeldTarget,
  LargestObject,
  ObjectCells,
  ObjectList,
  ObjectQuery,
  ObjectRow,
  SnapshotPart,
  TypePartsOfSides,
} from "./frame-api.ts";
import { gzipOf } from "./gzip.ts";
import {
  countsOf,
  type DerivedFrames,
  type DiffSource,
  diffOf,
  type GraphSource,
  hasClosures,
  hasMinifiedNames,
  type KeptProfile,
  keptBytesOf,
  namedOf,
  objectSourceOf,
  objectsOf,
  offHeapSizeOf,
  profilesOf,
  type Source,
  type TakenSource,
  tablesOf,
  timelineOf,
  transformed,
  usedHeapSizeOf,
  type Whole,
  watchedOf,
  wholeOf,
} from "./kept-source.ts";
import { ObjectQuestions, type ObjectSource } from "./object-questions.ts";
import { workerHeapWarning } from "./worker-heap.ts";

interface KeptWhole extends Whole {
  readonly snapshot: number;
  readonly sharing: SharingPolicy;
  readonly names: ShownNames;
}

/** Frames that are listed with what they refer to; the rest is a number. */
const MAX_REFERRERS = 200;

/** Of a file: it is refused. Where objects of a walk or of a heap merge, half of it is left, so that the tree may grow to as many before. */
const FRAME_OPTIONS: Readonly<Record<Excess, FrameOptions>> = {
  refused: { maxFrames: MAX_FRAMES_OF_FILE, excess: "refused" },
  merged: { maxFrames: MAX_FRAMES_OF_FILE / 2, excess: "merged" },
};

const UTF8 = new TextEncoder();
const FROM_UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The worker's side of the panel's questions about snapshots. */
export class Deriver implements FrameApi {
  readonly #sources = new Map<number, Source>();
  /** Those that the last transforms were made of: the next ones are likely to be of the same. Never handed over. */
  #kept: KeptWhole | null = null;
  readonly #objects = new ObjectQuestions();
  /** Of the diff whose objects were asked for last: the next question is likely to be about the same frames. Never handed over. */
  #diffFrames: { readonly source: DiffSource; readonly key: string; readonly frames: FrameTable } | null = null;
  /** Of the graph in which paths were found last. */
  #finder: PathFinder | null = null;

  openSnapshot(snapshot: number, bytes: Uint8Array, derivation: Derivation, excess: Excess): DerivedSnapshot {
    const started = performance.now();
    const decoded = decodeGraph(bytes);
    if (!decoded.ok) throw new Error(decoded.error);
    const { graph } = decoded;
    const emptyFrames = isHeapGraph(graph) ? "left out" : "kept";
    return this.#open(
      snapshot,
      { kind: "graph", graph, named: namedOf(graph), emptyFrames, options: FRAME_OPTIONS[excess] },
      derivation,
      started,
    );
  }

  mergeSnapshots(parts: readonly SnapshotPart[], warnings: readonly Warning[]): Uint8Array<ArrayBuffer> {
    const graphs = parts.map(({ bytes }) => {
      const decoded = decodeGraph(bytes);
      if (!decoded.ok) throw new Error(decoded.error);
      return decoded.graph;
    });
    const ofWorkers = parts.flatMap(({ worker }, p) => (worker === "" ? [] : [workerHeapWarning(worker, graphs[p])]));
    const heapOf = (p: number): string => parts[p].worker;
    return encodeGraph(mergeGraphs(graphs, [...warnings, ...ofWorkers], heapOf));
  }

  openGraph(snapshot: number, tables: GraphTables, labels: HeapLabels, derivation: Derivation): DerivedSnapshot {
    const options = FRAME_OPTIONS.merged;
    const graph = toGraph(tables);
    const named = namedOf(graph);
    const source: Source = { kind: "graph", graph, named, emptyFrames: "left out", options, labels };
    return this.#open(snapshot, source, derivation, performance.now());
  }

  openFolded(snapshot: number, bytes: Uint8Array, derivation: Derivation): DerivedSnapshot {
    const started = performance.now();
    const parsed = parseStacks(bytes, (part) => FROM_UTF8.decode(part));
    if (!parsed.ok) throw new Error(parsed.error);
    const { frames, note = "", profiles = [{ name: "", frames, note }], shown = 0 } = parsed;
    const kept = profiles.map(
      (profile): KeptProfile => ({
        name: profile.name,
        stacks: profile.frames === null ? null : keptStacksOf(profile.frames),
        warnings: profile.note === "" ? [] : [{ code: "part-of-file", path: "", detail: profile.note }],
      }),
    );
    /* The answer is made of these frames, not of ones that are made again. */
    this.#kept = { frames, warnings: kept[shown].warnings, snapshot, ...derivation };
    return this.#open(snapshot, { kind: "stacks", profiles: kept, shown }, derivation, started);
  }

  chooseProfile(snapshot: number, profile: number, derivation: Derivation): DerivedSnapshot {
    const source = this.#sourceOf(snapshot);
    if (source.kind !== "stacks" || !source.profiles[profile]?.stacks)
      throw new Error(`snapshot ${snapshot} has no profile ${profile}`);
    this.drop(snapshot);
    return this.#open(snapshot, { ...source, shown: profile }, derivation, performance.now());
  }

  diff(snapshot: number, numbers: readonly number[], derivation: Derivation): DerivedSnapshot {
    const sources = numbers.map((number) => this.#takenSourceOf(number));
    const source: DiffSource = {
      kind: "diff",
      before: sources[0],
      between: sources.slice(1, -1),
      after: sources[sources.length - 1],
    };
    return this.#open(snapshot, source, derivation, performance.now());
  }

  /** What cannot be derived is not open. */
  #open(snapshot: number, source: Source, derivation: Derivation, started: number): DerivedSnapshot {
    this.#sources.set(snapshot, source);
    try {
      return this.#derivedOf(snapshot, derivation, started);
    } catch (error) {
      this.drop(snapshot);
      throw error;
    }
  }

  derive(snapshot: number, derivation: Derivation): DerivedSnapshot {
    return this.#derivedOf(snapshot, derivation, performance.now());
  }

  writeFolded(snapshot: number, derivation: Derivation, frame: number): string {
    const { frames, changes } = this.#framesOf(snapshot, derivation);
    return changes === null
      ? writeFolded(subtreeOf(frames, frame))
      : writeDifferentialFolded({ frames, changes }, frame);
  }

  writeExport(
    snapshot: number,
    derivation: Derivation,
    frame: number,
    format: WrittenFormatId,
    title: string,
  ): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
    const { frames, changes } = this.#framesOf(snapshot, derivation);
    const writer = WRITERS[format];
    const content =
      changes !== null && writer.writeDiff !== undefined
        ? writer.writeDiff({ frames, changes }, frame)
        : writer.write(subtreeOf(frames, frame), title);
    const bytes = typeof content === "string" ? UTF8.encode(content) : content;
    return fileFormatOf(format).written?.isCompressed === true ? gzipOf(bytes) : bytes;
  }

  writeTables(
    snapshot: number,
    derivation: Derivation,
    frame: number,
    about: string,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const source = this.#sourceOf(snapshot);
    const content =
      source.kind === "diff"
        ? tablesOf(source, derivation, frame)
        : { tables: [subtreeOf(this.#framesOf(snapshot, derivation).frames, frame)], entries: [null] };
    return gzipOf(encodeTables({ about, ...content }));
  }

  findWarnings(snapshot: number, derivation: Derivation): Int32Array {
    const source = this.#sourceOf(snapshot);
    if (source.kind !== "graph") return new Int32Array(0);
    const { sharing, names } = derivation;
    const graph = source.named[names];
    const whole = nodeFramesOfGraph(graph, ownersOf(graph, sharing), source.options);
    const { frames } = transformed(source, whole.frames, derivation);
    return warningFramesOf(graph, whole).map((frame) =>
      frame === -1 || frames === whole.frames
        ? frame
        : (findBox(frames, toBoxPath(whole.frames, frame, frame))?.head ?? -1),
    );
  }

  findWaste(snapshot: number, derivation: Derivation): readonly WasteRow[] {
    return this.#objects.findWaste(this.#objectsOf(snapshot, derivation), derivation);
  }

  findContent(snapshot: number, derivation: Derivation, node: number): string {
    return this.#objects.findContent(this.#objectsOf(snapshot, derivation), node);
  }

  findDetached(snapshot: number, derivation: Derivation): readonly DetachedRow[] {
    return this.#objects.findDetached(this.#objectsOf(snapshot, derivation), derivation);
  }

  findReferrers(snapshot: number, derivation: Derivation, frame: number): Referrers {
    return this.#objects.findReferrers(this.#objectsOf(snapshot, derivation), derivation, frame, MAX_REFERRERS);
  }

  findObjects(snapshot: number, derivation: Derivation, query: ObjectQuery): ObjectList {
    return this.#objects.findObjects(this.#objectsOf(snapshot, derivation), derivation, query);
  }

  readObjects(_snapshot: number, list: number, first: number, count: number): readonly ObjectRow[] | null {
    return this.#objects.readObjects(list, first, count);
  }

  findHolders(snapshot: number, derivation: Derivation, target: HeldTarget, ignored: readonly HolderName[]): Holders {
    return this.#objects.findHolders(this.#objectsOf(snapshot, derivation), derivation, target, ignored);
  }

  findLargestObject(snapshot: number, derivation: Derivation, frame: number): LargestObject | null {
    return this.#objects.findLargestObject(this.#objectsOf(snapshot, derivation), derivation, frame);
  }

  findPaths(snapshot: number, nodes: Int32Array, cells: Int32Array, nodeCount: number): FoundPaths {
    const finder = this.#finderOf(snapshot);
    const { graph } = finder;
    const isWithin = (node: number, cell: number): boolean =>
      node === -1 ? cell < graph.firstCell[nodeCount] : node < nodeCount;
    const rows = Int32Array.from(nodes.keys()).filter((row) => isWithin(nodes[row], cells[row]));
    const paths = finder.pathsTo(
      rows.map((row) => nodes[row]),
      rows.map((row) => cells[row]),
    );
    return { paths, rows };
  }

  findExpression(
    snapshot: number,
    node: number,
    cell: number,
    starts: ExpressionStarts,
    expressions: ReadonlyMap<string, string>,
    nodeCount: number,
  ): FoundExpression | null {
    const finder = this.#finderOf(snapshot);
    const { graph } = finder;
    const isWithin = node === -1 ? cell < graph.firstCell[nodeCount] : node < nodeCount;
    const path = isWithin ? expressionPathOf(graph, node, cell, starts, expressions) : null;
    return (
      path && { start: path.start, paths: finder.pathsTo(Int32Array.from(path.nodes), Int32Array.from(path.cells)) }
    );
  }

  #finderOf(snapshot: number): PathFinder {
    const { graph } = this.#graphSourceOf(snapshot);
    if (this.#finder?.graph !== graph) this.#finder = new PathFinder(graph);
    return this.#finder;
  }

  readObjectCells(_snapshot: number, list: number): ObjectCells | null {
    return this.#objects.readObjectCells(list);
  }

  findTypeParts(snapshot: number, derivation: Derivation, frame: number): TypePartsOfSides {
    const source = this.#sourceOf(snapshot);
    const shown = source.kind === "diff" ? diffOf(source, derivation).frames : undefined;
    const partsOf = (side: TakenSource): TypeParts | null =>
      side.kind === "graph"
        ? this.#objects.findTypeParts(objectSourceOf(side, derivation), derivation, frame, shown)
        : null;
    return source.kind === "diff"
      ? { before: partsOf(source.before), after: partsOf(source.after) }
      : { before: null, after: partsOf(source) };
  }

  encode(snapshot: number): Uint8Array {
    const source = this.#sourceOf(snapshot);
    if (source.kind === "graph") return encodeGraph(source.graph);
    throw new Error(
      source.kind === "diff"
        ? "a diff is of two snapshots: save each of them"
        : "this was opened from a file of stacks, which has frames but no objects: it cannot be saved as a snapshot",
    );
  }

  drop(snapshot: number): void {
    const source = this.#sources.get(snapshot);
    const side = source?.kind === "diff" ? source.after : source;
    if (side?.kind === "graph") for (const graph of Object.values(side.named)) this.#objects.forget(graph);
    if (side?.kind === "graph" && this.#finder?.graph === side.graph) this.#finder = null;
    if (this.#diffFrames?.source === source) this.#diffFrames = null;
    this.#sources.delete(snapshot);
    if (this.#kept?.snapshot === snapshot) this.#kept = null;
  }

  #derivedOf(snapshot: number, derivation: Derivation, started: number): DerivedSnapshot {
    const { frames, changes, found, whole } = this.#framesOf(snapshot, derivation);
    return {
      frames,
      changes,
      found,
      objectCount: whole.frames.totalCount[0],
      totalSize: whole.frames.totalSize[0],
      totalMaxSize: whole.frames.totalMaxSize[0],
      offHeapSize: offHeapSizeOf(whole.frames),
      usedHeapSize: usedHeapSizeOf(this.#sourceOf(snapshot)),
      timeline: timelineOf(this.#sourceOf(snapshot)),
      counts: countsOf(this.#sourceOf(snapshot)),
      watched: watchedOf(this.#sourceOf(snapshot)),
      warnings: whole.warnings,
      objects: objectsOf(this.#sourceOf(snapshot)),
      hasClosures: hasClosures(this.#sourceOf(snapshot)),
      hasMinifiedNames: hasMinifiedNames(this.#sourceOf(snapshot)),
      ...profilesOf(this.#sourceOf(snapshot)),
      keptBytes: keptBytesOf(this.#sourceOf(snapshot)),
      deriveMs: performance.now() - started,
    };
  }

  /** The frames may be handed over. */
  #framesOf(snapshot: number, derivation: Derivation): DerivedFrames {
    const source = this.#sourceOf(snapshot);
    if (source.kind === "diff") return diffOf(source, derivation);
    const { sharing, names } = derivation;
    const kept = this.#kept;
    /* Stacks are the same by any policy. */
    const isKept =
      kept?.snapshot === snapshot && (source.kind === "stacks" || (kept.sharing === sharing && kept.names === names));
    const whole = isKept ? kept : wholeOf(source, derivation);
    const { frames, found } = transformed(source, whole.frames, derivation);
    this.#kept = frames === whole.frames ? null : { ...whole, snapshot, sharing, names };
    return { frames, changes: null, found, whole };
  }

  #takenSourceOf(snapshot: number): TakenSource {
    const source = this.#sourceOf(snapshot);
    if (source.kind === "diff") throw new Error(`snapshot ${snapshot} is a diff itself`);
    return source;
  }

  #objectsOf(snapshot: number, derivation: Derivation): ObjectSource {
    const objects = objectSourceOf(this.#graphSourceOf(snapshot), derivation);
    const source = this.#sourceOf(snapshot);
    return source.kind === "diff" ? { ...objects, shown: this.#diffFramesOf(source, derivation) } : objects;
  }

  /** Whose objects there are: of a diff, the snapshot after. */
  #graphSourceOf(snapshot: number): GraphSource {
    const source = this.#sourceOf(snapshot);
    const side = source.kind === "diff" ? source.after : source;
    if (side.kind !== "graph") throw new Error(`snapshot ${snapshot} has no objects of its own`);
    return side;
  }

  #diffFramesOf(source: DiffSource, derivation: Derivation): FrameTable {
    const key = JSON.stringify(derivation);
    if (this.#diffFrames?.source !== source || this.#diffFrames.key !== key) {
      this.#diffFrames = null;
      this.#diffFrames = { source, key, frames: diffOf(source, derivation).frames };
    }
    return this.#diffFrames.frames;
  }

  #sourceOf(snapshot: number): Source {
    const source = this.#sources.get(snapshot);
    if (source === undefined) throw new Error(`snapshot ${snapshot} is not open`);
    return source;
  }
}
