import type { DiffScope, FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { WrittenFormatId } from "../../../core/flamegraph/formats/file-formats.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { FrameOptions } from "../../../core/flamegraph/frames-of-graph.ts";
import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { DetachedRow } from "../../../core/flamegraph/questions/detached.ts";
import type { ExpressionStarts } from "../../../core/flamegraph/questions/expression-path.ts";
import type { HolderName, Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import type {
  ObjectColumn,
  ObjectFigures,
  ObjectStatistics,
} from "../../../core/flamegraph/questions/object-figures.ts";
import type { ObjectKey } from "../../../core/flamegraph/questions/object-keys.ts";
import type { PageCounts } from "../../../core/flamegraph/questions/page-counts.ts";
import type { Referrers } from "../../../core/flamegraph/questions/referrers.ts";
import type { TypeParts } from "../../../core/flamegraph/questions/type-parts.ts";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import type { GraphTables, TimelineCounts, Warning } from "../../../core/graph/graph.ts";
import type { ObjectPaths } from "../../../core/graph/object-paths.ts";
import type { ShownNames } from "../../../core/graph/shown-names.ts";
import type { Watched } from "../../../core/graph/watched.ts";
import type { HeapLabels } from "../../../core/heap-snapshot/heap-labels.ts";
import type { ColumnSort } from "../frames/column-sort.ts";

/** How frames are wanted. Stacks of other programs have no graph: no policy changes them. */
export interface Derivation {
  readonly sharing: SharingPolicy;
  /** Changes nothing of snapshots without names by source maps. */
  readonly names: ShownNames;
  /** One after the other. */
  readonly transforms: readonly Transform[];
  /** Which part of a diff; changes nothing of others. */
  readonly scope: DiffScope;
}

/** What becomes of frames that are too many to be shown: of a walk the smallest merge, a file is refused. */
export type Excess = NonNullable<FrameOptions["excess"]>;

/** A set of stacks of a file: a profile of speedscope, a sample type of pprof. */
export interface ProfileName {
  readonly name: string;
  /** Whether it has frames; others do not count bytes, or are not valid. */
  readonly isShowable: boolean;
}

/**
 * A snapshot (or an opened file) as the panel has it. The sums count all its objects, ignoring transforms; for a diff
 * they are those of the snapshot after.
 */
export interface DerivedSnapshot {
  readonly frames: FrameTable;
  /** What a diff knows besides, row by row; `null` if it is not a diff. */
  readonly changes: FrameChanges | null;
  /** For each transform that was asked for, whether it found its box. */
  readonly found: readonly boolean[];
  readonly objectCount: number;
  readonly totalSize: number;
  readonly totalMaxSize: number;
  /** Bytes of `totalSize` that are not on the JS heap. */
  readonly offHeapSize: number;
  /** Bytes of the JS heap that were in use when the objects were walked, as the browser reported them; 0 if they are not known. */
  readonly usedHeapSize: number;
  /** Undefined if it was not counted, and of a diff. */
  readonly timeline: TimelineCounts | undefined;
  /** Of a diff and of stacks: none. */
  readonly counts: PageCounts;
  /** Undefined if the page was not watched, and of a diff. */
  readonly watched: Watched | undefined;
  readonly warnings: readonly Warning[];
  /** Whose objects the frames are made of: those of a walk, or of a heap snapshot of V8. A file of stacks and a diff have none of their own. */
  readonly objects: "walked" | "of V8" | "none";
  /** Whether a debugger read what functions hold, for objects that were walked. */
  readonly hasClosures: boolean;
  /** Whether source maps gave some names, so that there are minified ones besides; of a diff, whether they did on one side at least. */
  readonly hasMinifiedNames: boolean;
  /** The sets of stacks of a file that has several, and the index of the one in `frames`; no rows otherwise. */
  readonly profiles: readonly ProfileName[];
  readonly profile: number;
  /** Bytes that the worker keeps, to derive frames anew. A diff keeps what its snapshots do. */
  readonly keptBytes: number;
  /** Milliseconds from bytes, or from the graph that the worker kept, to frames. */
  readonly deriveMs: number;
}

/** A snapshot that others are put beside. */
export interface SnapshotPart {
  /** The worker of the page that it is of, which has a heap of its own; `""` for the page or a frame: those may share one. */
  readonly worker: string;
  readonly bytes: Uint8Array;
}

/** Whose objects are listed: those of a frame, or all of a type by its name. */
export type ObjectTarget =
  | { readonly of: "frame"; readonly frame: number }
  /** Of a type with a shape, those whose label it is: `shapeLabelsOf`. */
  | { readonly of: "type"; readonly name: string; readonly shape?: string };

/** Whose holders are asked for: those, or a single object, by the number of its node. */
export type HeldTarget = ObjectTarget | { readonly of: "node"; readonly node: number };

/** `"usual"`: the entries of a single container, else the objects. */
export type ObjectContents = "usual" | "objects" | "entries";

export interface ObjectQuery {
  readonly target: ObjectTarget;
  readonly contents: ObjectContents;
  readonly sort: ColumnSort<ObjectColumn>;
  /** A column of the histogram whose rows are wanted; `null` for all. */
  readonly bucket: number | null;
  /** What keys, types and labels of the graph are to contain, whatever the case; `""` for all rows. */
  readonly text: string;
  /** `ObjectRow.row` of further rows that have the text, by what only the page knows. */
  readonly found: Int32Array | null;
}

/** A list of objects, which the worker keeps until the next one. */
export interface ObjectList {
  /** Number of the list; `null` if transforms have left no way from the frame to its objects. */
  readonly list: number | null;
  readonly of: "objects" | "entries";
  /** Of the target: its objects, and how many of them have entries. */
  readonly objectCount: number;
  readonly containerCount: number;
  /** Rows without the filters, and with them. */
  readonly count: number;
  readonly shownCount: number;
  /** Of all rows, without the filters. */
  readonly statistics: ObjectStatistics;
}

/** By row. */
export interface ObjectCells {
  readonly nodes: Int32Array;
  readonly cells: Int32Array;
}

export interface ObjectRow extends ObjectFigures {
  /** Which of all rows of the list, however they are sorted and filtered. */
  readonly row: number;
  /** -1 for an entry whose value is a primitive. */
  readonly node: number;
  /** As `ObjectColumns.cell`. */
  readonly cell: number;
  readonly key: ObjectKey;
  /** `""` for a primitive. */
  readonly type: string;
  /** Of a heap snapshot of V8: the content of a string, in quotes and cut; of a closure its name, script and line; `""` for others. */
  readonly content: string;
  /** V8's number for it; 0 for none. */
  readonly id: number;
}

export interface LargestObject {
  readonly node: number;
  /** As `ObjectColumns.cell`. */
  readonly cell: number;
}

/** Paths to objects of a list. */
export interface FoundPaths {
  readonly paths: ObjectPaths;
  /** The rows of the list that have a path, in the order of `paths.asked`. The others are in another frame or worker. */
  readonly rows: Int32Array;
}

/** A way that an expression may go: its beginning, and the paths of the values on it. */
export interface FoundExpression {
  readonly start: string;
  readonly paths: ObjectPaths;
}

/** `null` where nothing is known: of what has no objects, and where transforms put them together. What is no diff has only `after`. */
export interface TypePartsOfSides {
  readonly before: TypeParts | null;
  readonly after: TypeParts | null;
}

/**
 * The panel's questions to its worker; a new question is a method here, and a line in `FAILURES`. `snapshot` is the panel's number for one. `frame` is an index of the table that the
 * derivation gives; 0 is everything. Columns and bytes are handed over, both ways (`rpc.ts`). An error that is thrown ends the sentence of `FAILURES`.
 */
export interface FrameApi {
  openSnapshot(snapshot: number, bytes: Uint8Array, derivation: Derivation, excess: Excess): DerivedSnapshot;
  /** Puts snapshots beside one another, as one, with these warnings besides. Nothing of it is open. */
  mergeSnapshots(parts: readonly SnapshotPart[], warnings: readonly Warning[]): Uint8Array<ArrayBuffer>;
  /** Opens a file of stacks, in one of the formats of other programs. */
  openFolded(snapshot: number, bytes: Uint8Array, derivation: Derivation): DerivedSnapshot;
  /** Opens the graph of a heap snapshot. */
  openGraph(snapshot: number, tables: GraphTables, labels: HeapLabels, derivation: Derivation): DerivedSnapshot;
  /** Chooses one of `DerivedSnapshot.profiles`, and gives its frames. */
  chooseProfile(snapshot: number, profile: number, derivation: Derivation): DerivedSnapshot;
  /** Other frames of an open snapshot, from the source that the worker kept. */
  derive(snapshot: number, derivation: Derivation): DerivedSnapshot;
  /** What changed from the first of these open snapshots to the last, under a number of its own: two, or more of them for rounds. It stays when they are dropped. */
  diff(snapshot: number, numbers: readonly number[], derivation: Derivation): DerivedSnapshot;
  /** The frames in `frame`. Of a diff with a column for each side. */
  writeFolded(snapshot: number, derivation: Derivation, frame: number): string;
  /** The same as a file for other programs. `title` is the file's name for itself, where its format has a place for that. */
  writeExport(
    snapshot: number,
    derivation: Derivation,
    frame: number,
    format: WrittenFormatId,
    title: string,
  ): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  /** The same as compressed bytes, with a text for those who read them: one table, of a diff one for each of its snapshots. */
  writeTables(snapshot: number, derivation: Derivation, frame: number, about: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The frame of each warning; -1, or nothing, where it has none. */
  findWarnings(snapshot: number, derivation: Derivation): Int32Array;
  /** Bytes that hold nothing, each row at its frame; at -1 where transforms have left it out. Only where there is a graph. */
  findWaste(snapshot: number, derivation: Derivation): readonly WasteRow[];
  /** The content of a string of a heap snapshot, in quotes and cut; `""` for what has none. */
  findContent(snapshot: number, derivation: Derivation, node: number): string;
  /** Detached DOM trees by their holders, as with waste. Only where there is a graph. */
  findDetached(snapshot: number, derivation: Derivation): readonly DetachedRow[];
  /** References to the objects of a type frame, or of one `(shared)`. Only where there is a graph. */
  findReferrers(snapshot: number, derivation: Derivation, frame: number): Referrers;
  /** Objects one by one. Only where there is a graph; of a diff, those of the snapshot after, as for all that is asked about single objects. */
  findObjects(snapshot: number, derivation: Derivation, query: ObjectQuery): ObjectList;
  /** Rows of the list as it is sorted and filtered; `null` if another one has taken its place. */
  readObjects(snapshot: number, list: number, first: number, count: number): readonly ObjectRow[] | null;
  /** Paths from roots to objects, without those through the ignored holders. */
  findHolders(snapshot: number, derivation: Derivation, target: HeldTarget, ignored: readonly HolderName[]): Holders;
  /** Of the objects that `findObjects` lists for the frame the one that retains most; null where there is none. */
  findLargestObject(snapshot: number, derivation: Derivation, frame: number): LargestObject | null;
  /** How to find objects again in the page that was walked first: its nodes are the first `nodeCount`. */
  findPaths(snapshot: number, nodes: Int32Array, cells: Int32Array, nodeCount: number): FoundPaths;
  /** The shortest way to a value from something that has a name in the console; null where there is none. `expressions` by the name of their root. */
  findExpression(
    snapshot: number,
    node: number,
    cell: number,
    starts: ExpressionStarts,
    expressions: ReadonlyMap<string, string>,
    nodeCount: number,
  ): FoundExpression | null;
  /** Node and cell of all rows of the list, without filters, by `ObjectRow.row`; `null` as above. */
  readObjectCells(snapshot: number, list: number): ObjectCells | null;
  /** Types in parts, of the objects in `frame`: where there is a graph, also of each side of a diff. */
  findTypeParts(snapshot: number, derivation: Derivation, frame: number): TypePartsOfSides;
  /** The snapshot as a file of our own format. Not of one that was opened from stacks. */
  encode(snapshot: number): Uint8Array;
  drop(snapshot: number): void;
}

/** The beginning of the sentence that the user reads when a method fails. */
export const FAILURES: Readonly<Record<keyof FrameApi, string>> = {
  openSnapshot: "This snapshot cannot be read",
  mergeSnapshots: "The frames and workers of the page cannot be put beside it",
  openFolded: "This file of stacks cannot be read",
  openGraph: "This heap snapshot cannot be shown",
  chooseProfile: "The profile cannot be shown",
  derive: "The frames cannot be derived anew",
  diff: "The snapshots cannot be compared",
  writeFolded: "The folded stacks cannot be written",
  writeExport: "The file cannot be written",
  writeTables: "The page cannot be written",
  findWarnings: "The box cannot be found",
  findWaste: "The waste cannot be added up",
  findContent: "The string cannot be read",
  findDetached: "The detached DOM trees cannot be found",
  findReferrers: "Could not find what refers to this box",
  findObjects: "The objects cannot be listed",
  readObjects: "The objects cannot be listed",
  findHolders: "Could not find what holds these objects",
  findLargestObject: "The object cannot be found",
  findExpression: "An expression cannot be found",
  findPaths: "The objects cannot be found again",
  readObjectCells: "The objects cannot be listed",
  findTypeParts: "The shapes of objects cannot be counted",
  encode: "The snapshot cannot be saved",
  drop: "The snapshot cannot be closed",
};
