import type { Warning } from "../../../core/graph/graph.ts";
import type { ObjectPaths } from "../../../core/graph/object-paths.ts";
import type { DevToolsSearch } from "../../protocol/devtools-search.ts";
import type {
  ObjectUse,
  RecordedMark,
  RootDescription,
  RootEntry,
  RootOrigin,
  WalkFigures,
} from "../../protocol/messages.ts";
import type { WalkProgress } from "../../scopes/agent-walk.ts";
import type { ReadFile } from "../worker/file-api.ts";
import type { Derivation, DerivedSnapshot, FrameApi } from "../worker/frame-api.ts";
import type { OpenedFile } from "../worker/recognise-file.ts";
import type { Remote } from "../worker/rpc.ts";
import type { RootExpression } from "./root-expression.ts";
import type { Ticks } from "./ticks.ts";

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

/** The roots that a page has at a moment. */
export interface ListedRoots {
  /** Origin of the page; `null` for one that is opaque, as of a file. */
  readonly site: string | null;
  /** Whether the page was reloaded with a watch, and is that document still. */
  readonly isWatched: boolean;
  readonly roots: readonly RootDescription[];
}

export interface SnapshotRequest {
  /** The origins whose roots are walked, but for the exceptions: those of these origins are not walked, and those of other origins are. */
  readonly origins: readonly RootOrigin[];
  readonly exceptions: readonly RootEntry[];
  /** Expressions the user added as roots; evaluated in the page anew for each snapshot. */
  readonly expressions: readonly RootExpression[];
  /** Which functions are asked for their closures: as many as usual, or all. */
  readonly askedFunctions: AskedFunctions;
  /** The one object that is walked instead of the roots; `null` for the roots. */
  readonly only: OnlyWalked | null;
  /** Milliseconds since the recording began that it is a moment of; -1 for none. A moment is walked while the page is idle: the page alone, without its closures, frames of other sites and workers. */
  readonly recordedMs: number;
}

/** What a moment of a recording has beside the snapshot. */
export interface PageMoment {
  /** Since the moment before. */
  readonly marks: readonly RecordedMark[];
}

export type AskedFunctions = "usual" | "all";

/** The frames that could be walked, as bytes; and a warning for each that could not. */
export interface WalkedFrames {
  readonly parts: readonly Uint8Array[];
  readonly warnings: readonly Warning[];
}

/** The dedicated workers that could be walked, each by its name among the roots; a warning for each that could not; and all that there are by now. */
export interface WalkedWorkers {
  readonly parts: readonly { readonly worker: string; readonly bytes: Uint8Array }[];
  readonly warnings: readonly Warning[];
  readonly listed: readonly RootDescription[];
}

export interface SnapshotBytes {
  readonly bytes: Uint8Array;
  readonly figures: WalkFigures;
  /** Address of the page when the walk began. */
  readonly url: string;
  /** Of the frames that the page itself cannot read. */
  readonly frames: WalkedFrames;
  readonly workers: WalkedWorkers;
  /** What the panel has to say of the snapshot, beside the page. */
  readonly warnings: readonly Warning[];
  /** `null` for a moment of a recording, whose objects are not found again. */
  readonly walk: PageWalk | null;
  /** `null` for what is no moment of a recording. */
  readonly moment: PageMoment | null;
}

/** How far a snapshot is. */
export type SnapshotProgress = WalkProgress;

/** Whether the page's functions can be asked for their closures: the build without the permission to attach a debugger cannot; nor can one for a browser that gives extensions no debugger at all. */
export type ClosuresAccess = "offered" | "no-permission";

export interface InspectedPage {
  readonly closuresAccess: ClosuresAccess;
  /** The roots that the page has now, expressions not among them. Injects agent and bridge where they are missing. */
  listRoots(expressions: readonly RootExpression[], signal?: AbortSignal): Promise<ListedRoots>;
  takeSnapshot(
    request: SnapshotRequest,
    onProgress: (progress: SnapshotProgress) => void,
    signal: AbortSignal,
  ): Promise<SnapshotBytes>;
  /** Reloads the page with a watch over what it makes of timers, listeners and the like. It ends with the next document. */
  reloadAndWatch(): Promise<void>;
  /** Rejects, with the engine's own words, when the expression does not parse or throws. */
  checkExpression(expression: string): Promise<void>;
  /** Why objects of the walk cannot be found any more, as a sentence; `null` if they may be. */
  refusalOf(walk: PageWalk): string | null;
  /** Finds objects of the walk again. */
  readObjects(walk: PageWalk, paths: ObjectPaths, signal?: AbortSignal): Promise<ReadPaths>;
  /** Does something with the one object; the name of the global variable that it is now, else "". Rejects where it is gone, or has nothing of the kind. */
  useObject(walk: PageWalk, paths: ObjectPaths, use: ObjectUse): Promise<string>;
  /** Whether the expression, evaluated in the console, gives the one value. */
  isGivenBy(walk: PageWalk, paths: ObjectPaths, expression: string): Promise<boolean>;
  /** Called when the page navigated or was reloaded, and again when it has loaded. Returns unsubscribe. */
  onNavigated(listener: (state: "navigated" | "loaded") => void): () => void;
  /** Called when the user closed the browser's bar, which ends the questions about closures. Returns unsubscribe. */
  onClosuresEnded(listener: () => void): () => void;
}

/** What the page does in a round of Find a leak. Each promise takes until the page has drawn what came of it. */
export interface PageActions {
  /** What `run` takes. Rejects, with the engine's words, where the text does not compile; nothing of it runs. */
  compile(text: string): Promise<string>;
  /** Runs it, and waits for what it promises. Rejects with what it throws. */
  run(code: string, signal: AbortSignal): Promise<void>;
  /** Reloads the page, and waits until it has loaded. */
  reload(signal: AbortSignal): Promise<void>;
  /** The same, with a watch over the new document. */
  reloadAndWatch(signal: AbortSignal): Promise<void>;
}

type Cancellable<Api> = {
  readonly [Method in keyof Api]: Api[Method] extends (...args: infer Args) => infer Result
    ? (...args: [...Args, signal?: AbortSignal]) => Result
    : never;
};

/** A file as it was opened: its kind, by its bytes. */
export interface DerivedFile {
  readonly source: ReadFile["source"];
  readonly derived: DerivedSnapshot;
}

/**
 * The worker's methods; files are opened by one that it does not have alone. Bytes are handed over. When `signal` aborts the worker ends, whatever it is doing, and the promise rejects; the snapshots
 * that are open stay open.
 */
export interface FrameWorker extends Cancellable<Omit<Remote<FrameApi>, "openGraph" | "openFolded">> {
  /** Opens a file of any kind; nothing of it is read here. Rejects as soon as `signal` aborts; a sentence that names the file is of the code "file-refused". */
  openFile(
    snapshot: number,
    file: OpenedFile,
    derivation: Derivation,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<DerivedFile>;
}

/** Tries regular expressions on names, beside all other work. */
export interface NameMatcher {
  /** For each pattern, by name: 1 where it is found. Gives up a pattern that takes too long, and the question before, with a rejection. */
  match(names: readonly string[], patterns: readonly RegExp[]): Promise<readonly Uint8Array[]>;
}

/** What stands now, in the page, where an object of a snapshot stood. */
export interface ObjectReading {
  /** `"same"`: of the type and keys that it had; `"changed"`: it is not; `"gone"`: nothing stands there; `"unread"`: it cannot be reached, and `preview` says why. */
  readonly state: "same" | "changed" | "gone" | "unread";
  /** How its holder refers to it, as JavaScript would: `"session-617"`, `3`, `rows`; "" where it is not known. */
  readonly key: string;
  /** At most 80 characters; not code. */
  readonly preview: string;
}

/** Objects of a snapshot, by the node and by the cell that refers to it (-1 for none), row by row. A primitive entry has the cell alone. */
export interface ObjectRows {
  readonly nodes: Int32Array;
  readonly cells: Int32Array;
}

/** Reads and uses the page's objects, as they are now. */
export interface LiveObjects {
  /** The snapshot is that of the walk. */
  add(snapshot: number, walk: PageWalk): void;
  /** The objects of a comparison, by its own number, are those of the snapshot after, also when that is dropped. */
  addComparison(comparison: number, after: number): void;
  /** The snapshot has left the list for good. */
  drop(snapshot: number): void;
  read(snapshot: number, rows: ObjectRows, signal?: AbortSignal): Promise<readonly ObjectReading[]>;
  /** Why objects of the snapshot cannot be used, as a sentence; `null` if they can. */
  refusalOf(snapshot: number): string | null;
  /** Does something with one object. Resolves to the name of the global variable for `"store"`, else to "". Rejects where it is gone, or has nothing of the kind. */
  use(snapshot: number, object: ObjectPosition, use: ObjectUse): Promise<string>;
  /** An expression that gives the object in the console, by the expressions of roots among others; `null` where there is none. */
  expressionOf(
    snapshot: number,
    object: ObjectPosition,
    expressions: ReadonlyMap<string, string>,
  ): Promise<string | null>;
  /** The one object, as a request for a snapshot of it alone. Rejects where its page is gone. */
  onlyOf(snapshot: number, object: ObjectPosition, name: string): Promise<OnlyWalked>;
}

/** One row of `ObjectRows`. */
export interface ObjectPosition {
  readonly node: number;
  readonly cell: number;
}

/** A walk over the inspected page whose objects can be found again. Known to the page that made it. */
export interface PageWalk {
  /** The first nodes of the snapshot are those of the page; the others are of frames and workers. */
  readonly nodeCount: number;
}

/** An object of a walk that is walked alone. */
export interface OnlyWalked {
  readonly walk: PageWalk;
  readonly paths: ObjectPaths;
  readonly name: string;
}

/** What was read at paths, by path. */
export interface ReadPaths {
  readonly states: readonly number[];
  readonly keys: readonly string[];
  readonly codes: readonly string[];
  readonly previews: readonly string[];
}

export type Theme = "light" | "dark";

export interface DevTools {
  /** Of the extension. */
  readonly version: string;
  readonly theme: Theme;
  onThemeChanged(listener: (theme: Theme) => void): () => void;
  /** Opens a source in DevTools. Line and column from 1. `null` where the browser opens none. */
  readonly openSource: ((url: string, line: number, column: number) => void) | null;
  /** Called when the user does something in DevTools' own search bar. Returns unsubscribe. */
  onSearch(listener: (search: DevToolsSearch) => void): () => void;
}

/** Where exports go. */
export interface Outlet {
  saveFile(name: string, content: string | Uint8Array): void;
  copyText(text: string): Promise<void>;
  /** To be called at a press of the user; the picture may come later. */
  copyPng(png: Promise<Uint8Array>): Promise<void>;
}

/** The page of an exported file, which shows frames without the extension. */
export interface Viewer {
  /** Of the extension. */
  readonly version: string;
  /** The page without frames. */
  loadPage(): Promise<string>;
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

/** A small persisted value. Storage failures are ignored. */
export interface Memory {
  /** What was there when the panel opened. Any earlier version may have written it. */
  readonly stored: unknown;
  store(value: object): void;
}

/** What the user ticked under **Roots**, by site, until it is cleared. Storage failures are ignored. */
export interface TickMemory {
  /** Of a site of which nothing is kept: none. */
  ticksOf(site: string): Promise<Ticks>;
  /** In place of those before; without any, nothing is kept of the site. The sites that were changed longest ago make room. */
  keep(site: string, ticks: Ticks): void;
  clear(): void;
}

export interface ArchivedSnapshot {
  /** The panel's number for it. */
  readonly number: number;
  readonly title: string;
  /** The user's; not there for none. */
  readonly note?: string;
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
