import type { BasicWalk } from "../../core/basic-walk.ts";
import { addRegisteredRoot } from "../../core/create-walk.ts";
import { encodeGraph } from "../../core/graph/codec.ts";
import { createSafeMap, type SafeMap, textOfThrown } from "../../core/introspect.ts";
import { registeredRootNames } from "../../core/roots.ts";
import type { Walk } from "../../core/walk/walk.ts";
import {
  type AgentMessage,
  type GlobalsChoice,
  NEEDS_EXTENSIONS,
  type PanelMessage,
  PROTOCOL_VERSION,
  type RootDescription,
  type WalkFigures,
} from "../protocol/messages.ts";
import type { PristineGlobals } from "../protocol/names.ts";
import { toChunks } from "../protocol/snapshot-chunks.ts";
import { type PageGlobal, pageGlobals } from "./globals.ts";

/** Longest stretch in which the page cannot run, in milliseconds. Most walks end within the first. */
const SLICE_MS = 250;

type TakeSnapshot = Extract<PanelMessage, { type: "take-snapshot" }>;

/* Taken at load: the page may replace them. */
const { performance } = globalThis;
const { apply } = Reflect;
const performanceNow = performance.now;
const now = (): number => apply(performanceNow, performance, []);

/** Answers the panel's requests that come through `port`, until it is closed. */
export function serve(port: MessagePort, createWalk: () => BasicWalk): void {
  let pristineNames: SafeMap<string, true> = createSafeMap();
  const walks = createSafeMap<number, BasicWalk>();

  const post = (message: AgentMessage, transfer: Transferable[] = []): void => port.postMessage(message, transfer);

  port.onmessage = (event: MessageEvent<PanelMessage | PristineGlobals>) => {
    const message = event.data;
    if (message.type === "pristine-globals") {
      pristineNames = createSafeMap();
      for (let i = 0; i < message.names.length; i++) pristineNames.set(message.names[i]!, true);
      return;
    }
    const { id } = message;
    try {
      if (message.version !== PROTOCOL_VERSION) {
        throw new Error(
          `this page runs an agent of version ${PROTOCOL_VERSION}, the panel speaks version ${message.version}: reload the page`,
        );
      }
      if (message.type === "cancel") walks.delete(id);
      else if (message.type === "list-roots")
        post({ id, type: "roots", roots: listRoots(message.globals, pristineNames) });
      else begin(message);
    } catch (thrown) {
      post({ id, type: "error", code: "agent-failed", detail: textOfThrown(thrown) });
    }
  };

  function begin(request: TakeSnapshot): void {
    const started = createWalk();
    addRoots(started.walk, request, pristineNames);
    walks.set(request.id, started);
    goOn(request.id, 0, 0);
  }

  /** One slice; the next comes as a task of its own, so that the page and a cancel get their turn. */
  function goOn(id: number, walkedMs: number, longestMs: number): void {
    const running = walks.get(id);
    if (running === undefined) return;
    const { walk } = running;
    if (askForExtensions(id, running)) return;
    const started = now();
    const isDone = walk.advance(SLICE_MS);
    const sliceMs = now() - started;
    const totalMs = walkedMs + sliceMs;
    const longest = sliceMs > longestMs ? sliceMs : longestMs;
    if (askForExtensions(id, running)) return;
    if (!isDone) {
      post({ id, type: "progress", objectCount: walk.objectCount });
      afterOtherTasks(() => {
        try {
          goOn(id, totalMs, longest);
        } catch (thrown) {
          walks.delete(id);
          post({ id, type: "error", code: "agent-failed", detail: textOfThrown(thrown) });
        }
      });
      return;
    }
    walks.delete(id);
    send(id, walk, totalMs, longest);
  }

  function askForExtensions(id: number, { needsExtensions }: BasicWalk): boolean {
    if (!needsExtensions()) return false;
    walks.delete(id);
    post({
      id,
      type: "error",
      code: NEEDS_EXTENSIONS,
      detail: "the page holds objects that this agent cannot describe",
    });
    return true;
  }

  function send(id: number, walk: Walk, walkMs: number, longestMs: number): void {
    const started = now();
    const graph = walk.finish();
    const bytes = encodeGraph(graph);
    const encodeMs = now() - started;
    const figures: WalkFigures = {
      objectCount: walk.objectCount,
      nodeCount: graph.nodeCount,
      walkMs,
      encodeMs,
      longestPauseMs: encodeMs > longestMs ? encodeMs : longestMs,
      byteLength: bytes.length,
    };
    const chunks = toChunks(bytes);
    post({ id, type: "snapshot-begin", figures, chunkCount: chunks.length });
    for (let index = 0; index < chunks.length; index++) {
      const chunk = chunks[index]!;
      post({ id, type: "snapshot-chunk", index, bytes: chunk }, [chunk.buffer]);
    }
  }
}

/** Runs `task` after what waits in the page's queue. A channel's message is not slowed down in a tab that is not shown, as timers are. */
function afterOtherTasks(task: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(null);
}

function listRoots(globals: GlobalsChoice, pristineNames: SafeMap<string, true>): RootDescription[] {
  const roots: RootDescription[] = [];
  const registered = registeredRootNames();
  for (let i = 0; i < registered.length; i++) roots[i] = { name: registered[i]!, origin: "registered" };
  const found = globalRoots(globals, registered, pristineNames);
  for (let i = 0; i < found.length; i++) roots[roots.length] = { name: found[i]!.name, origin: "global" };
  return roots;
}

/** The page's globals as the choice wants them, under names that no registered root has. */
function globalRoots(
  choice: GlobalsChoice,
  registered: readonly string[],
  pristineNames: SafeMap<string, true>,
): readonly PageGlobal[] {
  if (choice === "off" || (choice === "auto" && registered.length > 0)) return [];
  const taken = createSafeMap<string, true>();
  for (let i = 0; i < registered.length; i++) taken.set(registered[i]!, true);
  const globals = pageGlobals(pristineNames);
  for (let i = 0; i < globals.length; i++) {
    const { name, value } = globals[i]!;
    if (taken.get(name)) globals[i] = { name: `globalThis.${name}`, value };
  }
  return globals;
}

function addRoots(walk: Walk, request: TakeSnapshot, pristineNames: SafeMap<string, true>): void {
  const excluded = createSafeMap<string, true>();
  for (let i = 0; i < request.excludedRoots.length; i++) excluded.set(request.excludedRoots[i]!, true);
  const registered = registeredRootNames();
  for (let i = 0; i < registered.length; i++) {
    if (!excluded.get(registered[i]!)) addRegisteredRoot(walk, registered[i]!);
  }
  const globals = globalRoots(request.globals, registered, pristineNames);
  for (let i = 0; i < globals.length; i++) {
    const { name, value } = globals[i]!;
    if (!excluded.get(name)) walk.addRoot(name, value);
  }
}
