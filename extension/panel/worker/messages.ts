import type { DiffScope, FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { Referrers } from "../../../core/flamegraph/questions/referrers.ts";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import type { GraphTables, Warning } from "../../../core/graph/graph.ts";

/** How frames are wanted. Stacks of other programs have no graph: no policy changes them. */
export interface Derivation {
  readonly sharing: SharingPolicy;
  /** One after the other. */
  readonly transforms: readonly Transform[];
  /** What of a diff; changes nothing of others. */
  readonly scope: DiffScope;
}

/** Files for other programs. Each tells the frames by the derivation that is asked for: those in `frame`, an index of the table that the derivation gives; 0 is everything. */
export type ExportFormat = "speedscope" | "pprof" | "csv";

/** What the panel asks of its worker. `bytes` is handed over. */
export type DeriveRequest =
  | {
      readonly id: number;
      readonly type: "open-snapshot";
      readonly snapshot: number;
      readonly bytes: Uint8Array;
      readonly derivation: Derivation;
    }
  | {
      readonly id: number;
      readonly type: "open-folded";
      readonly snapshot: number;
      readonly bytes: Uint8Array;
      readonly derivation: Derivation;
    }
  /** Of a heap snapshot. Its columns are handed over. */
  | {
      readonly id: number;
      readonly type: "open-graph";
      readonly snapshot: number;
      readonly tables: GraphTables;
      readonly derivation: Derivation;
    }
  | { readonly id: number; readonly type: "derive"; readonly snapshot: number; readonly derivation: Derivation }
  /** Two open snapshots as one; `snapshot` is the number of the diff. It holds on to both, also when they are dropped. */
  | {
      readonly id: number;
      readonly type: "diff";
      readonly snapshot: number;
      readonly before: number;
      readonly after: number;
      readonly derivation: Derivation;
    }
  | {
      readonly id: number;
      readonly type: "write-folded";
      readonly snapshot: number;
      readonly derivation: Derivation;
      readonly frame: number;
    }
  | {
      readonly id: number;
      readonly type: "export";
      readonly snapshot: number;
      readonly derivation: Derivation;
      readonly frame: number;
      readonly format: ExportFormat;
      /** What the file calls itself where its format has a place for that. */
      readonly title: string;
    }
  | { readonly id: number; readonly type: "find-warnings"; readonly snapshot: number; readonly derivation: Derivation }
  | { readonly id: number; readonly type: "find-waste"; readonly snapshot: number; readonly derivation: Derivation }
  | {
      readonly id: number;
      readonly type: "find-referrers";
      readonly snapshot: number;
      readonly derivation: Derivation;
      /** A type frame, or one `(shared)`, of the derivation. */
      readonly frame: number;
    }
  | { readonly id: number; readonly type: "encode"; readonly snapshot: number }
  | { readonly id: number; readonly type: "drop"; readonly snapshot: number };

/** What a snapshot (or an opened file) is to the panel. The sums are those of all its objects, whatever transforms have left of them in the frames; of a diff those of what is there after. */
export interface DerivedSnapshot {
  readonly frames: FrameTable;
  /** What a diff knows besides, row by row; `null` where there is no diff. */
  readonly changes: FrameChanges | null;
  /** For each transform that was asked for, whether there was something to do it to. */
  readonly found: readonly boolean[];
  readonly objectCount: number;
  readonly totalSize: number;
  readonly totalMaxSize: number;
  readonly warnings: readonly Warning[];
  /** Whose objects the frames are made of: those of a walk, or of a heap snapshot of V8. A file of stacks and a diff have none of their own. */
  readonly objects: "walked" | "of V8" | "none";
  /** Bytes that the worker keeps, to derive frames anew. A diff keeps what its two snapshots do. */
  readonly keptBytes: number;
  /** Milliseconds from bytes, or from the graph that the worker kept, to frames. */
  readonly deriveMs: number;
}

export type DeriveResponse =
  | { readonly id: number; readonly type: "derived"; readonly derived: DerivedSnapshot }
  | { readonly id: number; readonly type: "folded"; readonly text: string }
  | { readonly id: number; readonly type: "exported"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** By warning: its frame of the derivation; -1 where it has none. */
  | { readonly id: number; readonly type: "warnings-found"; readonly frames: Int32Array }
  /** Each row at its frame of the derivation; at -1 where transforms have left it out. */
  | { readonly id: number; readonly type: "waste-found"; readonly rows: readonly WasteRow[] }
  | { readonly id: number; readonly type: "referrers-found"; readonly referrers: Referrers }
  | { readonly id: number; readonly type: "encoded"; readonly bytes: Uint8Array }
  | { readonly id: number; readonly type: "dropped" }
  | { readonly id: number; readonly type: "error"; readonly message: string };
