import { diffFrames } from "../../../core/flamegraph/diff.ts";
import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { DetachedRow } from "../../../core/flamegraph/questions/detached.ts";
import { type HolderName, type Holders, NO_HOLDERS } from "../../../core/flamegraph/questions/holder-paths.ts";
import { NO_COUNTS } from "../../../core/flamegraph/questions/page-counts.ts";
import type { TypeParts } from "../../../core/flamegraph/questions/type-parts.ts";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import type { Warning } from "../../../core/graph/graph.ts";
import type { ObjectPaths } from "../../../core/graph/object-paths.ts";
import type { DevToolsSearch } from "../../protocol/devtools-search.ts";
import type { ObjectUse, RootDescription } from "../../protocol/messages.ts";
import { TOP_BOX } from "../frames/box.ts";
import { framesOf, storeFrames } from "../frames/frames.fixture.ts";
import type { Derivation, DerivedSnapshot, HeldTarget, ObjectQuery, ObjectRow } from "../worker/frame-api.ts";
import { recogniseFile } from "../worker/recognise-file.ts";
import type { Panel } from "./panel.ts";
import { createPanel } from "./panel.ts";
import type { RootExpression } from "./root-expression.ts";
import type {
  ArchivedSnapshot,
  ClosuresAccess,
  ObjectReading,
  PageMoment,
  SnapshotProgress,
  SnapshotRequest,
  Theme,
  WalkedFrames,
  WalkedWorkers,
} from "./services.ts";
import { PanelError } from "./services.ts";
import { currentSnapshotOf } from "./state.ts";
import { NO_TICKS, type Ticks } from "./ticks.ts";

export const frames = storeFrames;
const later = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 2008
      field user 4
        type User 16
  root new 10
`);
const changed = diffFrames([frames, later], "all");
export const [STORE, OBJECT, ITEMS, ELEMENTS, OTHER] = [1, 2, 3, 5, 8];
export const derived: DerivedSnapshot = {
  frames,
  found: [],
  changes: null,
  objectCount: 1234,
  totalSize: frames.totalSize[TOP_BOX]!,
  totalMaxSize: frames.totalSize[TOP_BOX]!,
  offHeapSize: 0,
  usedHeapSize: 0,
  timeline: undefined,
  counts: NO_COUNTS,
  watched: undefined,
  warnings: [],
  objects: "walked",
  hasClosures: false,
  hasMinifiedNames: false,
  profiles: [],
  profile: 0,
  keptBytes: 1000,
  deriveMs: 1,
};
/** After a transform that leaves out the list. */
export const derivedWithoutItems: DerivedSnapshot = {
  ...derived,
  found: [true],
  frames: framesOf(`
    root store 0
      type Object 12
        field user 4
          type User 96
    root other 10
  `),
};
const derivedDiff: DerivedSnapshot = { ...derived, ...changed };
/** The list has 50 bytes more after each round, and the user was another one once. */
const derivedRounds: DerivedSnapshot = {
  ...derived,
  ...diffFrames(
    [0, 1, 2, 3].map((rounds) =>
      framesOf(`
        root store 0
          type Object 12
            field items 4
              type Array ${1000 + rounds * 50}
            field user 4
              type User ${rounds < 2 ? 16 : 96}
      `),
    ),
    "growth",
  ),
};

export const PROFILES = [
  { name: "alloc_space (bytes)", isShowable: true },
  { name: "inuse_space (bytes)", isShowable: true },
];

interface AskedDerivation extends Derivation {
  readonly snapshot: number;
  resolve(derived: DerivedSnapshot): void;
  reject(error: PanelError): void;
}

interface AskedWaste extends Derivation {
  readonly snapshot: number;
  resolve(rows: readonly WasteRow[]): void;
  reject(error: PanelError): void;
}

/** An object of a list: node and cell have the number of the row. */
function rowOf(row: number): ObjectRow {
  const key = { kind: "item", text: "", index: row, node: -1 } as const;
  const sizes = { size: 24, maxSize: 24, selfSize: 16, selfMaxSize: 16 };
  return { row, node: row, cell: row, key, type: "User", content: "", id: 0, references: 1, ...sizes };
}

/** What an earlier panel has left. */
interface Stored {
  readonly settings?: unknown;
  readonly tab?: unknown;
  readonly snapshots?: readonly ArchivedSnapshot[];
  readonly closuresAccess?: ClosuresAccess;
}

/** A page and a worker that do as the test says. */
/** A path for each node, without a holder. */
function pathsTo(nodes: Int32Array): ObjectPaths {
  const none = nodes.map(() => -1);
  const asked = Int32Array.from(nodes.keys());
  const rows = { asked, askedCount: nodes.length, otherwise: none, count: nodes.length };
  return {
    ...rows,
    node: nodes,
    holder: none,
    place: none,
    nth: none,
    shape: none,
    repetitions: none,
    places: [],
    shapes: [],
  };
}

export function createWorld(stored: Stored = {}) {
  const world = {
    now: 0,
    roots: [{ name: "store", origin: "registered", isCollected: false }] as readonly RootDescription[],
    url: "",
    requests: [] as SnapshotRequest[],
    site: "https://shop.example" as string | null,
    listed: [] as (readonly RootExpression[])[],
    /** Of frames that the page cannot read. */
    frameParts: { parts: [], warnings: [] } as WalkedFrames,
    workerParts: { parts: [], warnings: [], listed: [] } as WalkedWorkers,
    merged: [] as { parts: number; warnings: number; workers?: readonly string[] }[],
    dropped: [] as number[],
    compared: [] as { snapshot: number; numbers: readonly number[]; sharing: SharingPolicy }[],
    /** Bytes that the worker keeps of each snapshot. */
    keptBytes: 1000,
    /** Frames of the snapshots that are opened. */
    frames,
    /** Whether they have closures. */
    hasClosures: false,
    /** Milliseconds that each takes. */
    deriveMs: 1,
    /** Policies of the snapshots that were opened. */
    opened: [] as SharingPolicy[],
    /** Frames that were asked for by another policy, each to be answered by the test. */
    derivations: [] as AskedDerivation[],
    /** Snapshots whose warnings were looked for in the frames. */
    sought: [] as ({ readonly snapshot: number } & Derivation)[],
    /** Waste that was asked for, each to be answered by the test. */
    wasteAsked: [] as AskedWaste[],
    detached: [] as readonly DetachedRow[],
    holdersAsked: [] as ({
      readonly snapshot: number;
      readonly target: HeldTarget;
      readonly ignored: readonly HolderName[];
    } & Derivation)[],
    holders: NO_HOLDERS as Holders,
    referrersAsked: [] as ({ readonly snapshot: number; readonly frame: number } & Derivation)[],
    partsAsked: [] as ({ readonly snapshot: number; readonly frame: number } & Derivation)[],
    /** Of types, as the worker knows them. */
    parts: null as TypeParts | null,
    /** Lists of objects that were asked for, the rows of each, and the windows that were read. */
    objectsAsked: [] as ({ readonly snapshot: number; readonly query: ObjectQuery } & Derivation)[],
    count: 3,
    objectsRead: [] as { readonly list: number; readonly first: number; readonly count: number }[],
    /** What stands in the page now, by node, and the rows that were read. */
    readings: new Map<number, ObjectReading>(),
    read: [] as { readonly snapshot: number; readonly nodes: number[]; readonly cells: number[] }[],
    saved: [] as { name: string; content: string | Uint8Array }[],
    copied: [] as string[],
    refusal: null as PanelError | null,
    /** Set to hold the page up until it is called. */
    release: null as (() => void) | null,
    isHeldUp: false,
    /** The same for the worker that opens a file of stacks. */
    openingHeldUp: false,
    /** What the panel has stored since then. */
    remembered: { settings: [] as object[], tab: [] as object[] },
    /** What is kept, by site. */
    ticks: new Map<string, Ticks>(),
    archive: new Map((stored.snapshots ?? []).map((one) => [one.number, one])),
    navigated: new Set<(state: "navigated" | "loaded") => void>(),
    /** What the page reports of each snapshot while it is taken. */
    progress: [{ doing: "walking", objectCount: 500 }] as readonly SnapshotProgress[],
    closuresAccess: stored.closuresAccess ?? ("offered" as ClosuresAccess),
    closuresEnded: new Set<() => void>(),
    isWatched: false,
    /** Times that the page was reloaded with a watch. */
    watchReloads: 0,
    /** Sources that were opened in DevTools. */
    openedSources: [] as string[],
    /** Of the panel itself, about a snapshot of the page. */
    warnings: [] as Warning[],
    /** Snapshots whose objects can be found again. */
    walked: new Set<number>(),
    /** The node of the largest object of each box; without one, the number of its frame. */
    largest: undefined as number | null | undefined,
    comparisons: [] as { readonly comparison: number; readonly after: number }[],
    /** Milliseconds that a walk holds the page up. */
    pageMs: 2,
    /** What a moment of a recording has besides. */
    moment: { marks: [] } as PageMoment,
    used: [] as { readonly snapshot: number; readonly node: number; readonly use: ObjectUse }[],
    expression: null as string | null,
    /** Texts that the page ran, and how often it was reloaded. */
    ran: [] as string[],
    reloads: 0,
    /** What the page answers to a text that it is to run. */
    throws: null as PanelError | null,
    themed: new Set<(theme: Theme) => void>(),
    searchBars: new Set<(search: DevToolsSearch) => void>(),
  };
  /** Until the test releases it, or `signal` aborts. */
  const heldUp = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      world.release = resolve;
      const cancel = (): void => reject(new PanelError("cancelled", ""));
      if (signal.aborted) cancel();
      signal.addEventListener("abort", cancel);
    });
  const panel = createPanel({
    page: {
      closuresAccess: world.closuresAccess,
      async listRoots(expressions) {
        world.listed.push(expressions);
        if (world.refusal !== null) throw world.refusal;
        return { site: world.site, isWatched: world.isWatched, roots: world.roots };
      },
      async takeSnapshot(request, onProgress, signal) {
        world.requests.push(request);
        for (const progress of world.progress) onProgress(progress);
        if (world.isHeldUp) await heldUp(signal);
        if (world.refusal !== null) throw world.refusal;
        const figures = {
          objectCount: 1,
          nodeCount: 1,
          walkMs: world.pageMs - 1,
          encodeMs: 1,
          longestPauseMs: 1,
          byteLength: 1,
        };
        return {
          bytes: new Uint8Array(1),
          figures,
          url: world.url,
          frames: world.frameParts,
          workers: world.workerParts,
          warnings: world.warnings,
          walk: request.recordedMs < 0 ? { nodeCount: 1 } : null,
          moment: request.recordedMs < 0 ? null : world.moment,
        };
      },
      refusalOf: () => null,
      async readObjects(_walk, { askedCount }) {
        const texts = Array.from({ length: askedCount }, () => "");
        return { states: texts.map(() => 0), keys: texts, codes: texts, previews: texts };
      },
      useObject: async () => "",
      isGivenBy: async () => true,
      async reloadAndWatch() {
        world.watchReloads++;
      },
      async checkExpression(expression) {
        if (expression === "no such") throw new PanelError("expression", "SyntaxError: Unexpected identifier");
      },
      onNavigated(listener) {
        world.navigated.add(listener);
        return () => world.navigated.delete(listener);
      },
      onClosuresEnded(listener) {
        world.closuresEnded.add(listener);
        return () => world.closuresEnded.delete(listener);
      },
    },
    actions: {
      async compile(text) {
        if (text === "no such") throw new PanelError("expression-failed", "SyntaxError: Unexpected identifier");
        return `(${text})`;
      },
      async run(code, signal) {
        world.ran.push(code);
        if (world.isHeldUp) await heldUp(signal);
        if (world.throws !== null) throw world.throws;
      },
      async reload() {
        world.reloads++;
        world.isWatched = false;
      },
      async reloadAndWatch() {
        if (world.throws !== null) throw world.throws;
        world.watchReloads++;
        world.isWatched = true;
      },
    },
    worker: {
      async openSnapshot(_snapshot, _bytes, { sharing }) {
        world.opened.push(sharing);
        const { frames, hasClosures, keptBytes, deriveMs } = world;
        const watched = world.isWatched ? { ageMs: 1, rows: [] } : undefined;
        return { ...derived, frames, hasClosures, keptBytes, deriveMs, watched };
      },
      async mergeSnapshots(parts, warnings) {
        const workers = parts.map(({ worker }) => worker).filter((worker) => worker !== "");
        world.merged.push({ parts: parts.length, warnings: warnings.length, ...(workers.length > 0 && { workers }) });
        return new Uint8Array(2);
      },
      async openFile(_snapshot, file, _derivation, onProgress, signal) {
        const { source } = await recogniseFile(file).catch(({ message }: Error) => {
          throw new PanelError("file-refused", message);
        });
        if (source === "heap-snapshot") onProgress(0.25);
        if (source === "heap-snapshot" && world.isHeldUp) await heldUp(signal);
        if (source === "folded-file" && world.openingHeldUp) {
          await new Promise<void>((resolve) => {
            world.release = resolve;
          });
        }
        if (world.refusal !== null) throw world.refusal;
        if (source === "folded-file") return { source, derived: { ...derived, objectCount: 0, objects: "none" } };
        return { source, derived: source === "heap-snapshot" ? { ...derived, objects: "of V8" } : derived };
      },
      async chooseProfile(_snapshot, profile) {
        if (world.refusal !== null) throw world.refusal;
        return { ...derived, profiles: PROFILES, profile };
      },
      derive: (snapshot, derivation) =>
        new Promise((resolve, reject) => world.derivations.push({ snapshot, ...derivation, resolve, reject })),
      async diff(snapshot, numbers, { sharing }) {
        world.compared.push({ snapshot, numbers, sharing });
        if (world.refusal !== null) throw world.refusal;
        return numbers.length > 2 ? derivedRounds : derivedDiff;
      },
      async writeFolded(snapshot, { sharing }, frame, signal) {
        if (world.isHeldUp) await heldUp(signal!);
        return `${sharing};Object${frame === 0 ? "" : frame} ${snapshot}\n`;
      },
      writeExport: async (snapshot, { sharing }, frame, format, title) =>
        new TextEncoder().encode([snapshot, sharing, frame, format, title].join(" ")),
      writeTables: async (snapshot, { sharing }, frame, about) =>
        new TextEncoder().encode(JSON.stringify({ snapshot, sharing, frame, about: JSON.parse(about) })),
      async findWarnings(snapshot, derivation) {
        world.sought.push({ snapshot, ...derivation });
        if (world.refusal !== null) throw world.refusal;
        return Int32Array.of(ITEMS + 1, -1);
      },
      findWaste: (snapshot, derivation) =>
        new Promise((resolve, reject) => world.wasteAsked.push({ snapshot, ...derivation, resolve, reject })),
      async findContent(_snapshot, _derivation, node) {
        return `"content of ${node}"`;
      },
      async findDetached() {
        if (world.refusal !== null) throw world.refusal;
        return world.detached;
      },
      async findReferrers(snapshot, derivation, frame) {
        world.referrersAsked.push({ snapshot, frame, ...derivation });
        if (world.refusal !== null) throw world.refusal;
        return { rows: [{ frame: ITEMS, references: 3 }], moreFrames: 0, references: 3 };
      },
      async findHolders(snapshot, derivation, target, ignored) {
        world.holdersAsked.push({ snapshot, target, ignored, ...derivation });
        if (world.refusal !== null) throw world.refusal;
        return world.holders;
      },
      async findObjects(snapshot, derivation, query) {
        world.objectsAsked.push({ snapshot, query, ...derivation });
        if (world.refusal !== null) throw world.refusal;
        const { count } = world;
        const statistics = {
          median: 24,
          largest: 4096,
          largestMost: 4096,
          selfSize: 100,
          selfMaxSize: 100,
          counts: [],
        };
        const list = world.objectsAsked.length;
        return { list, of: "objects", objectCount: count, containerCount: 0, count, shownCount: count, statistics };
      },
      async readObjects(_snapshot, list, first, count) {
        world.objectsRead.push({ list, first, count });
        if (list !== world.objectsAsked.length) return null;
        const end = Math.min(world.count, first + count);
        return Array.from({ length: end - first }, (_, i) => rowOf(first + i));
      },
      findPaths: async (_snapshot, nodes) => ({ paths: pathsTo(nodes), rows: Int32Array.from(nodes.keys()) }),
      findExpression: async () => null,
      async readObjectCells(_snapshot, list) {
        if (list !== world.objectsAsked.length) return null;
        const rows = Int32Array.from({ length: world.count }, (_, row) => row);
        return { nodes: rows, cells: rows.slice() };
      },
      async findTypeParts(snapshot, derivation, frame) {
        world.partsAsked.push({ snapshot, frame, ...derivation });
        if (world.refusal !== null) throw world.refusal;
        return { before: null, after: world.parts };
      },
      async findLargestObject(_snapshot, _derivation, frame) {
        if (frame === 0 || world.largest === null) return null;
        return { node: world.largest ?? frame, cell: -1 };
      },
      encode: async () => new Uint8Array([0x41, 0x4c, 0x4c, 0x4f]),
      async drop(snapshot) {
        world.dropped.push(snapshot);
      },
    },
    live: {
      async read(snapshot, { nodes, cells }) {
        world.read.push({ snapshot, nodes: [...nodes], cells: [...cells] });
        return Array.from(nodes, (node) => world.readings.get(node) ?? { state: "unread", key: "", preview: "" });
      },
      add(snapshot) {
        world.walked.add(snapshot);
      },
      drop(snapshot) {
        world.walked.delete(snapshot);
      },
      addComparison(comparison, after) {
        world.comparisons.push({ comparison, after });
      },
      refusalOf: () => null,
      async use(snapshot, { node }, use) {
        world.used.push({ snapshot, node, use });
        if (world.refusal !== null) throw world.refusal;
        return use === "store" ? "temp1" : "";
      },
      expressionOf: async () => world.expression,
      onlyOf: async (_snapshot, { node }, name) => ({
        walk: { nodeCount: 1 },
        paths: pathsTo(Int32Array.of(node)),
        name,
      }),
    },
    names: {
      async match(names, patterns) {
        if (world.refusal !== null) throw world.refusal;
        return patterns.map((pattern) => Uint8Array.from(names, (name) => (pattern.test(name) ? 1 : 0)));
      },
    },
    devTools: {
      version: "1.2.3",
      theme: "dark",
      openSource: (url, line, column) => void world.openedSources.push(`${url}:${line}:${column}`),
      onThemeChanged(listener) {
        world.themed.add(listener);
        return () => world.themed.delete(listener);
      },
      onSearch(listener) {
        world.searchBars.add(listener);
        return () => world.searchBars.delete(listener);
      },
    },
    outlet: {
      saveFile: (name, content) => void world.saved.push({ name, content }),
      copyText: async (text) => void world.copied.push(text),
      copyPng: async (png) => void world.copied.push(new TextDecoder().decode(await png)),
    },
    drawing: {
      pixelRatio: 2,
      measure: (_font, text) => 6 * text.length,
      toPng: async ({ width, height }) => new TextEncoder().encode(`PNG of ${width} × ${height}`),
    },
    viewer: {
      version: "1.2.3",
      loadPage: async () => `<script id="allocative-frames">(frames)</script>`,
    },
    memories: {
      settings: { stored: stored.settings, store: (value) => void world.remembered.settings.push(value) },
      tab: { stored: stored.tab, store: (value) => void world.remembered.tab.push(value) },
      ticks: {
        ticksOf: async (site) => world.ticks.get(site) ?? NO_TICKS,
        keep: (site, ticks) => void world.ticks.set(site, ticks),
        clear: () => world.ticks.clear(),
      },
    },
    archive: {
      list: async () => [...world.archive.values()],
      keep: async (snapshot) => void world.archive.set(snapshot.number, snapshot),
      remove: async (number) => void world.archive.delete(number),
    },
    now: () => world.now,
  });
  return { world, panel };
}

export function shown(panel: Panel) {
  return currentSnapshotOf(panel.store.state)!;
}

/** When all answers that were given have been taken up, and no work is in progress any more. */
export async function idle({ store }: Panel): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (store.state.busy !== null) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(check);
    check();
  });
}

export function fileOf(name: string, bytes: Uint8Array, size = bytes.length) {
  const blob = new Blob([bytes.slice()]);
  return { name, size, stream: () => blob.stream(), arrayBuffer: () => blob.arrayBuffer() };
}

export const folded = new TextEncoder().encode("a;b 12\n");
