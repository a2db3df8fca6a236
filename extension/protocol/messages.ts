/**
 * What panel and agent say to each other. The bridge passes it on unread. Everything that comes from the page is `unknown` until
 * `parseAgentMessage` has looked at it. A snapshot travels as opaque bytes in chunks.
 */

export const PROTOCOL_VERSION = 1;

/** Bytes of a snapshot in one message: far below the 64 MiB that a port accepts. */
export const CHUNK_BYTES = 16 * 1024 * 1024;

/** Messages for a snapshot of so many bytes. */
export function chunkCountOf(byteLength: number): number {
  return (byteLength / CHUNK_BYTES + (byteLength % CHUNK_BYTES > 0 ? 1 : 0)) | 0;
}

/** Snapshots above this are refused: the panel could not hold their frames. */
export const MAX_SNAPSHOT_BYTES = 2 * 1024 * 1024 * 1024;

/** Roots in one list at most. */
export const MAX_ROOTS = 10_000;

/**
 * Where a root comes from: the page registered it; a bundler's plug-in derived it; or it was found, as what a UI framework keeps, a property of the global object, the variables and functions of scripts, what scripts
 * keep on elements, functions that listen to events, or a frame or a dedicated worker of the page with all of these that it has.
 */
export type RootOrigin =
  | "registered"
  | "derived"
  | "framework"
  | "global"
  | "closures"
  | "elements"
  | "listeners"
  | "frame"
  | "worker";

export const ROOT_ORIGINS: readonly RootOrigin[] = [
  "registered",
  "derived",
  "framework",
  "global",
  "closures",
  "elements",
  "listeners",
  "frame",
  "worker",
];

/** What names a root that the page has. */
export interface RootEntry {
  readonly origin: RootOrigin;
  readonly name: string;
}

/**
 * An expression that is a root. DevTools compiles it to a function, in the page's world, and puts that under `handle` on the page's global object, from
 * where the agent takes it at the next message; no other script knows the name. All members are always there: in the page, one that is missing would be looked
 * for on the page's Object.prototype.
 */
export interface ExpressionRoot {
  readonly name: string;
  readonly handle: string;
  /** Why it could not be compiled, as a sentence; `""` if it was. */
  readonly refusal: string;
}

/** Columns as core/graph/object-paths.ts has them; the protocol passes them on unread. */
export type Paths = object;

/** An object of an earlier walk. */
export interface OnlyObject {
  readonly walk: number;
  readonly paths: Paths;
  /** The name of the root that it becomes. */
  readonly name: string;
}

/** What can be done with one object: log it to the console, store it as a global variable, reveal it in Elements, open its source code, compare it with what an expression gives. */
export type ObjectUse = "log" | "store" | "reveal" | "source" | "compare";

/** `"none"`: there is no object, or none that can be used so. `"moved"`: another one stands in its place, or may. `"unreached"`: scripts cannot get at it. */
export type UseOutcome = "done" | "none" | "moved" | "unreached";

/** Objects that are read in one message at most. */
export const MAX_READ_OBJECTS = 50_000;

/** What the browser counts in the process of a page. */
export interface ProcessCounts {
  /** Nodes of the DOM, in documents or not. */
  readonly nodes: number;
  readonly documents: number;
  /** Listeners that are functions of scripts. */
  readonly listeners: number;
}

/** One step of a stack that called the browser, innermost first; those of one site come together. */
export interface SiteStep {
  /** Number of the site: a stack that the watch met. */
  readonly site: number;
  readonly functionName: string;
  /** Address of the script. */
  readonly script: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** The place that the panel chose for a site. */
export interface SitePlace extends SiteStep {
  /** To be read: of the source, where a map knows it. Then script, line and column are those of the source, too. */
  readonly file: string;
}

/** Sites in one message at most. */
export const MAX_SITES_ASKED = 500;
/** Steps of all of them. */
export const MAX_SITE_STEPS = 10 * MAX_SITES_ASKED;

export type PanelMessage =
  | {
      readonly version: number;
      readonly id: number;
      readonly type: "list-roots";
      readonly expressions: readonly ExpressionRoot[];
    }
  | {
      readonly version: number;
      readonly id: number;
      readonly type: "take-snapshot";
      /** Major version of the Chromium that runs both; 0 if it does not say. The page does not know: DevTools may emulate another. */
      readonly chromiumVersion: number;
      /** Bytes of the page's heap in use, as a debugger counts them; 0 where none did. */
      readonly usedHeapSize: number;
      /** The same. */
      readonly processCounts: ProcessCounts | null;
      /** The origins whose roots are walked, but for the exceptions: those of these origins are not walked, and those of other origins are. */
      readonly origins: readonly RootOrigin[];
      readonly exceptions: readonly RootEntry[];
      /** Name of the frame that the agent is in: all that it has is walked, under that name. `""` for the page, which is walked by the members above. */
      readonly frame: string;
      readonly expressions: readonly ExpressionRoot[];
      /** The one object that is walked instead; `null` for the roots. */
      readonly only: OnlyObject | null;
      /** Milliseconds since the recording began that this is a moment of: it is walked while the page is idle, and none of its objects are found again. -1 for a snapshot that the user asked for. */
      readonly recordedMs: number;
    }
  /** Objects of the walk of that number are to be found again, and shown in a few words. */
  | {
      readonly version: number;
      readonly id: number;
      readonly type: "read-objects";
      readonly walk: number;
      readonly paths: Paths;
    }
  /** The agent is to do something with an object of that walk. To inspect or compare, it puts a function under `handle` on the page's global object, which DevTools calls: by that it lends the agent its `inspect`, or hands over the value to compare. */
  | {
      readonly version: number;
      readonly id: number;
      readonly type: "use-object";
      readonly walk: number;
      readonly paths: Paths;
      readonly use: ObjectUse;
      readonly handle: string;
    }
  | {
      readonly version: number;
      readonly id: number;
      /** The agent is to put a function under `handle` on the page's global object. DevTools calls it, and by that lends the agent its `getEventListeners`. */
      readonly type: "borrow-listeners";
      readonly handle: string;
    }
  /** The agent is to find the watch of that token. `places` are those of sites that it named in answers before. */
  | {
      readonly version: number;
      readonly id: number;
      readonly type: "ask-watch";
      readonly token: string;
      readonly places: readonly SitePlace[];
    }
  /** The questions of the walk of that number cannot be answered: it goes on without. */
  | { readonly version: number; readonly id: number; readonly type: "refuse-questions" }
  | { readonly version: number; readonly id: number; readonly type: "cancel" };

/** Has the agent in a worker walk all that the worker has. It comes through the debugger; what the agent gives back is an AgentMessage. */
export interface WorkerWalkRequest {
  /** As in `"take-snapshot"`. */
  readonly chromiumVersion: number;
  readonly usedHeapSize: number;
  /** Name of the worker, under which everything stands. */
  readonly worker: string;
  /** The names on the global object of a worker that no page has touched. */
  readonly pristineNames: readonly string[];
}

/** Has the agent of a debugger client walk a page, as `"take-snapshot"` has that of the panel. */
export interface ClientWalkRequest
  extends Pick<
    Extract<PanelMessage, { type: "take-snapshot" }>,
    "chromiumVersion" | "usedHeapSize" | "processCounts" | "origins" | "exceptions" | "frame" | "expressions"
  > {
  /** The names on the global object of a document that no page has touched. */
  readonly pristineNames: readonly string[];
  /** Whether objects of this walk are found again, to be read. */
  readonly findsAgain: boolean;
}

/** Has the agent in a process of Node walk what is registered there, its globals and closures. */
export interface NodeWalkRequest
  extends Pick<ClientWalkRequest, "usedHeapSize" | "expressions" | "origins" | "pristineNames"> {}

export interface RootDescription extends RootEntry {
  /** Whether the object is gone, so that only the registration is left. A getter is not called for that: it counts as not collected. */
  readonly isCollected: boolean;
}

/** Marks in one message at most, the latest. */
export const MAX_MARKS = 100;

/** An entry that the page made with `performance.mark`. */
export interface RecordedMark {
  readonly name: string;
  /** Milliseconds from then to the message. */
  readonly agoMs: number;
  /** The same on the clock of its document, by which it is recognised when it comes again. */
  readonly startMs: number;
}

/** Figures of one walk, measured in the page. */
export interface WalkFigures {
  readonly objectCount: number;
  readonly nodeCount: number;
  /** Milliseconds the page was held up by the walk. */
  readonly walkMs: number;
  /** Milliseconds the page was held up by encoding. */
  readonly encodeMs: number;
  /** Longest single stretch, in milliseconds. */
  readonly longestPauseMs: number;
  readonly byteLength: number;
}

export type AgentMessage =
  | { readonly id: number; readonly type: "roots"; readonly roots: readonly RootDescription[] }
  /** Whether the function for DevTools is there. */
  | { readonly id: number; readonly type: "borrowing"; readonly isReady: boolean }
  /** Whether the page is watched; and the steps of sites that have no place yet: none if all have one. */
  | { readonly id: number; readonly type: "watch"; readonly isWatched: boolean; readonly steps: readonly SiteStep[] }
  | { readonly id: number; readonly type: "progress"; readonly objectCount: number }
  /** The walk waits for what only the debugger can read, and the agent's handle says of which objects. */
  | { readonly id: number; readonly type: "questions" }
  /** Of a moment of a recording, before its snapshot: the marks since the moment before. */
  | { readonly id: number; readonly type: "moment"; readonly marks: readonly RecordedMark[] }
  | { readonly id: number; readonly type: "snapshot-begin"; readonly figures: WalkFigures; readonly chunkCount: number }
  | { readonly id: number; readonly type: "snapshot-chunk"; readonly index: number; readonly bytes: Uint8Array }
  /** By object: what was found, as READ_… of core/snapshot/read-objects.ts says; how its holder refers to it, to be read and as code; and a few words for it. */
  | {
      readonly id: number;
      readonly type: "objects";
      readonly states: readonly number[];
      readonly keys: readonly string[];
      readonly codes: readonly string[];
      readonly previews: readonly string[];
    }
  /** `"done"`: it was logged, or stored under `name`, or the function for DevTools is there. */
  | { readonly id: number; readonly type: "object-used"; readonly outcome: UseOutcome; readonly name: string }
  | { readonly id: number; readonly type: "error"; readonly code: string; readonly detail: string };
