import type { Referrers } from "../../../core/flamegraph/questions/referrers.ts";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import type { Globals, RootDescription, WalkFigures } from "../../protocol/messages.ts";
import type { Derivation, DerivedSnapshot, ExportFormat } from "../worker/messages.ts";
import type { FileToStream } from "../worker/read-heap-snapshot.ts";

/**
 * What the panel needs of the world outside it. The store knows these interfaces only; `main.tsx` hands in the real ones.
 * Every promise rejects with a `PanelError` whose message is a sentence for the user: what happened, and what to do.
 */
export class PanelError extends Error {
  override readonly name = "PanelError";
  /** A stable word for programs, such as `"page-frozen"` or `"cannot-inspect"`; `"cancelled"` is not shown. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** `"auto"` takes the page's globals only where the page registered no root itself. */
export type GlobalsChoice = "auto" | Globals;

export interface SnapshotRequest {
  readonly globals: GlobalsChoice;
  readonly excludedRoots: readonly string[];
  /** Expressions the user added as roots; evaluated in the page anew for each snapshot. */
  readonly expressions: readonly string[];
}

export interface SnapshotBytes {
  readonly bytes: Uint8Array;
  readonly figures: WalkFigures;
  /** Address of the page when the walk began. */
  readonly url: string;
}

export interface InspectedPage {
  /** The roots the page offers now, expressions not among them. Injects agent and bridge where they are missing. */
  listRoots(request: Omit<SnapshotRequest, "excludedRoots">): Promise<readonly RootDescription[]>;
  takeSnapshot(
    request: SnapshotRequest,
    onProgress: (objectCount: number) => void,
    signal: AbortSignal,
  ): Promise<SnapshotBytes>;
  /** Rejects, with the engine's own words, when the expression does not parse or throws. */
  checkExpression(expression: string): Promise<void>;
  /** Called when the page navigated or was reloaded, and again when it has loaded. Returns unsubscribe. */
  onNavigated(listener: () => void): () => void;
}

export interface FrameWorker {
  /** `snapshot` is the panel's number for it; `bytes` is handed over to the worker. */
  openSnapshot(snapshot: number, bytes: Uint8Array, derivation: Derivation): Promise<DerivedSnapshot>;
  /** Opens a file of stacks: folded text, or JSON of speedscope. */
  openFolded(snapshot: number, bytes: Uint8Array, derivation: Derivation): Promise<DerivedSnapshot>;
  /** Opens a heap snapshot of V8, which is read piece by piece. Rejects as soon as `signal` says so. */
  openHeapSnapshot(
    snapshot: number,
    file: FileToStream,
    derivation: Derivation,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<DerivedSnapshot>;
  /** Other frames of an open snapshot, from what the worker kept. */
  derive(snapshot: number, derivation: Derivation): Promise<DerivedSnapshot>;
  /** Two open snapshots as one, under a number of its own. It stays when they are dropped. */
  diff(snapshot: number, before: number, after: number, derivation: Derivation): Promise<DerivedSnapshot>;
  /** What is in `frame` of the frames by this derivation; 0 for everything. Of a diff with a column for each side. */
  writeFolded(snapshot: number, derivation: Derivation, frame: number): Promise<string>;
  /** The same as a file for other programs. */
  writeExport(
    snapshot: number,
    derivation: Derivation,
    frame: number,
    format: ExportFormat,
    title: string,
  ): Promise<Uint8Array>;
  /** The frame of each warning, by this derivation; -1, or nothing, where it has none. */
  findWarnings(snapshot: number, derivation: Derivation): Promise<Int32Array>;
  /** Bytes that hold nothing, each row at its frame by this derivation; at -1 where transforms have left it out. Rejects where there is no graph. */
  findWaste(snapshot: number, derivation: Derivation): Promise<readonly WasteRow[]>;
  /** Who refers to the objects of a type frame, or of one `(shared)`, of the frames by this derivation. Rejects where there is no graph. */
  findReferrers(snapshot: number, derivation: Derivation, frame: number): Promise<Referrers>;
  /** The snapshot as a file of our own format. Rejects for one that was opened from folded stacks. */
  encode(snapshot: number): Promise<Uint8Array>;
  drop(snapshot: number): Promise<void>;
}

export type Theme = "light" | "dark";

export interface DevTools {
  readonly theme: Theme;
  onThemeChanged(listener: (theme: Theme) => void): () => void;
}

/** Where exports go. */
export interface Outlet {
  saveFile(name: string, content: string | Uint8Array): void;
  copyText(text: string): Promise<void>;
}

/** What pictures need of a document. */
export interface Drawing {
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Width of the text in CSS pixels. */
  measure(font: string, text: string): number;
  /** The picture in device pixels. */
  toPng(svg: { readonly text: string; readonly width: number; readonly height: number }): Promise<Uint8Array>;
}

/** A small value that outlives the panel. Where nothing can be stored, nothing is: that is nobody's trouble. */
export interface Memory {
  /** What was there when the panel opened. Nobody knows which version wrote it. */
  readonly stored: unknown;
  store(value: object): void;
}

export interface ArchivedSnapshot {
  /** The panel's number for it. */
  readonly number: number;
  readonly title: string;
  /** Name of the page that was measured. Earlier versions did not keep it. */
  readonly page?: string;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly bytes: Blob;
}

/** Snapshots of this tab, kept until the browser ends. Old ones may be missing: the room is bounded. */
export interface SnapshotArchive {
  /** By number, the lowest first. */
  list(): Promise<readonly ArchivedSnapshot[]>;
  /** In place of the one of that number, if there is one. */
  keep(snapshot: ArchivedSnapshot): Promise<void>;
  remove(number: number): Promise<void>;
}
