import { encodeGraph } from "../../core/graph/codec.ts";
import { millisecondsSince, now } from "../../core/realm/clock.ts";
import {
  append,
  bare,
  createSafeMap,
  prepareToRead,
  type SafeMap,
  textOfThrown,
  typedArrayBufferOf,
  typedArrayByteLengthOf,
} from "../../core/realm/introspect.ts";
import { type RootNames, registeredRootNames } from "../../core/registry/roots.ts";
import { addRegisteredRoot, createWalk } from "../../core/snapshot/create-walk.ts";
import type { Walk } from "../../core/walk/walk.ts";
import {
  type AgentMessage,
  chunkCountOf,
  type Globals,
  MAX_ROOTS,
  type PanelMessage,
  PROTOCOL_VERSION,
  type RootDescription,
  type WalkFigures,
} from "../protocol/messages.ts";
import type { BridgeMessage } from "../protocol/names.ts";
import { chunkOf } from "../protocol/snapshot-chunks.ts";
import { type PageGlobal, pageGlobals } from "./globals.ts";
import { afterOtherTasks, listenToPort, postToPort } from "./ports.ts";

/** Longest stretch in which the page cannot run, in milliseconds. Most walks end within the first. */
const SLICE_MS = 250;
const WALK_OPTIONS = bare({ layout: "chrome" } as const);

type TakeSnapshot = Extract<PanelMessage, { type: "take-snapshot" }>;

/** Answers the panel's requests that come through `port`, until it is closed. */
export function serve(port: MessagePort): void {
  let pristineNames: SafeMap<string, true> = createSafeMap();
  let walks = createSafeMap<number, Walk>();

  const post = (message: AgentMessage, transfer?: Transferable[]): void => postToPort(port, message, transfer);

  listenToPort(port, (data) => {
    const message = data as PanelMessage | BridgeMessage;
    if (message.type === "pristine-globals") {
      pristineNames = setOf(message.names);
      return;
    }
    if (message.type === "panel-gone") {
      walks = createSafeMap();
      return;
    }
    prepareToRead();
    const { id } = message;
    attempt(id, () => {
      if (message.version !== PROTOCOL_VERSION) {
        throw new Error(`agent version ${PROTOCOL_VERSION}, panel version ${message.version}: reload the page`);
      }
      if (message.type === "cancel") walks.delete(id);
      else if (message.type === "list-roots")
        post({ id, type: "roots", roots: listRoots(message.globals, pristineNames) });
      else begin(message);
    });
  });

  function attempt(id: number, task: () => void): void {
    try {
      task();
    } catch (thrown) {
      post({ id, type: "error", code: "agent-failed", detail: textOfThrown(thrown) });
    }
  }

  function begin(request: TakeSnapshot): void {
    const walk = createWalk(WALK_OPTIONS);
    addRoots(walk, request, pristineNames);
    walks.set(request.id, walk);
    goOn(request.id, 0, 0);
  }

  /** One slice; the next comes as a task of its own, so that the page and a cancel get their turn. */
  function goOn(id: number, walkedMs: number, longestMs: number): void {
    const walk = walks.get(id);
    if (walk === undefined) return;
    /* Not to be found while it runs: page code that runs within a slice (the trap of a Proxy, a root's getter) cannot go on with it a second time. */
    walks.delete(id);
    const started = now();
    const isDone = walk.advance(SLICE_MS);
    const sliceMs = millisecondsSince(started);
    const totalMs = walkedMs + sliceMs;
    const longest = sliceMs > longestMs ? sliceMs : longestMs;
    if (!isDone) {
      post({ id, type: "progress", objectCount: walk.objectCount });
      walks.set(id, walk);
      afterOtherTasks(() => attempt(id, () => goOn(id, totalMs, longest)));
      return;
    }
    send(id, walk, totalMs, longest);
  }

  function send(id: number, walk: Walk, walkMs: number, longestMs: number): void {
    const started = now();
    const graph = walk.finish();
    const bytes = encodeGraph(graph);
    const byteLength = typedArrayByteLengthOf(bytes);
    const encodeMs = millisecondsSince(started);
    const figures: WalkFigures = {
      objectCount: walk.objectCount,
      nodeCount: graph.nodeCount,
      walkMs,
      encodeMs,
      longestPauseMs: encodeMs > longestMs ? encodeMs : longestMs,
      byteLength,
    };
    const buffer = typedArrayBufferOf(bytes) as ArrayBuffer;
    const chunkCount = chunkCountOf(byteLength);
    post({ id, type: "snapshot-begin", figures, chunkCount });
    for (let index = 0; index < chunkCount; index++) {
      const chunk = chunkOf(buffer, byteLength, index);
      post({ id, type: "snapshot-chunk", index, bytes: chunk }, [typedArrayBufferOf(chunk) as ArrayBuffer]);
    }
  }
}

function listRoots(globals: Globals, pristineNames: SafeMap<string, true>): RootDescription[] {
  const roots: RootDescription[] = [];
  const registered = registeredRootNames();
  for (let i = 0; i < registered.length && i < MAX_ROOTS; i++)
    append(roots, { name: registered[i]!, origin: "registered" });
  const found = globalRoots(globals, registered, pristineNames);
  for (let i = 0; i < found.length && roots.length < MAX_ROOTS; i++)
    append(roots, { name: found[i]!.name, origin: "global" });
  return roots;
}

/** The page's globals as the choice wants them, under names that no registered root has. */
function globalRoots(
  choice: Globals,
  registered: RootNames,
  pristineNames: SafeMap<string, true>,
): readonly PageGlobal[] {
  if (choice === "off") return [];
  const taken = setOf(registered);
  const globals = pageGlobals(pristineNames);
  for (let i = 0; i < globals.length; i++) {
    const { name, value } = globals[i]!;
    if (taken.get(name)) globals[i] = { name: `globalThis.${name}`, value };
  }
  return globals;
}

function setOf(names: RootNames): SafeMap<string, true> {
  const set = createSafeMap<string, true>();
  for (let i = 0; i < names.length; i++) set.set(names[i]!, true);
  return set;
}

function addRoots(walk: Walk, request: TakeSnapshot, pristineNames: SafeMap<string, true>): void {
  const excluded = setOf(request.excludedRoots);
  const registered = registeredRootNames();
  for (let i = 0; i < registered.length; i++) {
    if (!excluded.get(registered[i]!)) addRegisteredRoot(walk, registered[i]!);
  }
  const globals = globalRoots(request.globals, registered, pristineNames);
  if (globals.length > MAX_ROOTS) {
    walk.warn({
      code: "too-many-globals",
      path: "",
      detail: `The page has ${globals.length} globals. The first ${MAX_ROOTS} are roots of this snapshot.`,
    });
  }
  for (let i = 0; i < globals.length && i < MAX_ROOTS; i++) {
    const { name, value } = globals[i]!;
    if (!excluded.get(name)) walk.addRoot(name, value);
  }
}
