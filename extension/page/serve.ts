import { encodeGraph } from "../../core/graph/codec.ts";
import { millisecondsSince, now } from "../../core/realm/clock.ts";
import { useNamesOfSource } from "../../core/realm/function-names.ts";
import {
  bare,
  createSafeMap,
  prepareToRead,
  typedArrayBufferOf,
  typedArrayByteLengthOf,
  wordsOfThrown,
} from "../../core/realm/introspect.ts";
import { createAgentWalk, type ListenersOf } from "../../core/snapshot/create-agent-walk.ts";
import type { Questions } from "../../core/snapshot/questions.ts";
import type { Walk } from "../../core/walk/walk.ts";
import {
  type AgentMessage,
  chunkCountOf,
  type PanelMessage,
  PROTOCOL_VERSION,
  type WalkFigures,
} from "../protocol/messages.ts";
import type { BridgeMessage } from "../protocol/names.ts";
import { chunkOf } from "../protocol/snapshot-chunks.ts";
import type { CollectedForWalk } from "./closures/closures-handle.ts";
import { Expressions } from "./expressions.ts";
import type { ListenerCensus } from "./listener-census.ts";
import { ListenerReader } from "./listener-reader.ts";
import { PageRoots } from "./page-roots.ts";
import { afterOtherTasks, listenToPort, postToPort } from "./ports.ts";

/** Longest stretch in which the page cannot run, in milliseconds. Most walks end within the first. */
const SLICE_MS = 250;
/** The same for asking elements for their listeners, which comes before the walk. */
const CENSUS_SLICE_MS = 40;

type TakeSnapshot = Extract<PanelMessage, { type: "take-snapshot" }>;

interface RunningWalk {
  readonly walk: Walk;
  /** Until it is over. */
  census: ListenerCensus | undefined;
}

/**
 * Answers the panel's requests that come through `port`, until it is closed. `closures` has what the panel handed over through the debugger. It is long because its steps
 * share the port and the running walks.
 */
export function serve(port: MessagePort, closures: CollectedForWalk): void {
  let walks = createSafeMap<number, RunningWalk>();
  const expressions = new Expressions();
  const reader = new ListenerReader();
  let roots = new PageRoots(expressions, reader, []);
  /** Those of the last walk that began. */
  let questions: Questions | undefined;

  const post = (message: AgentMessage, transfer?: Transferable[]): void => postToPort(port, message, transfer);

  listenToPort(port, (data) => {
    const message = data as PanelMessage | BridgeMessage;
    if (message.type === "pristine-globals") {
      roots = new PageRoots(expressions, reader, message.names);
      return;
    }
    if (message.type === "panel-gone") {
      walks = createSafeMap();
      useNamesOfSource(undefined);
      return;
    }
    prepareToRead();
    const { id } = message;
    attempt(id, () => {
      if (message.version !== PROTOCOL_VERSION) {
        throw new Error(`agent version ${PROTOCOL_VERSION}, panel version ${message.version}: reload the page`);
      }
      if (message.type === "cancel") {
        walks.delete(id);
        useNamesOfSource(undefined);
        return;
      }
      if (message.type === "refuse-questions") {
        closures.refuseQuestions();
        return;
      }
      if (message.type === "borrow-listeners") {
        post({ id, type: "borrowing", isReady: reader.offer(message.handle) });
        return;
      }
      expressions.take(message.expressions);
      if (message.type === "list-roots") post({ id, type: "roots", roots: roots.list(message.expressions) });
      else begin(message);
    });
  });

  function attempt(id: number, task: () => void): void {
    try {
      task();
    } catch (thrown) {
      post({ id, type: "error", code: "agent-failed", detail: wordsOfThrown(thrown) });
    }
  }

  function begin(request: TakeSnapshot): void {
    const { chromiumVersion } = request;
    const engineVersion = chromiumVersion === 0 ? undefined : chromiumVersion;
    const taken = closures.take();
    const options = bare({ layout: "chrome", engineVersion } as const);
    const collector = taken?.collector;
    useNamesOfSource(collector && ((fn) => collector.originalNameOf(fn)));
    let census: ListenerCensus | undefined;
    const listenersOf: ListenersOf = (target, kind) => census?.listenersOf(target, kind);
    const walk = createAgentWalk(options, collector, taken?.questions, request.usedHeapSize, listenersOf);
    questions = taken?.questions;
    census = roots.addTo(walk, request, collector);
    walks.set(request.id, { walk, census });
    goOn(request.id, 0, 0);
  }

  /** One slice; the next comes as a task of its own, so that the page and a cancel get their turn. */
  function goOn(id: number, walkedMs: number, longestMs: number): void {
    const running = walks.get(id);
    if (running === undefined) return;
    const { walk } = running;
    /* Not to be found while it runs: page code that runs within a slice (the trap of a Proxy, a root's getter) cannot go on with it a second time. */
    walks.delete(id);
    const started = now();
    const isDone = isCounted(running) && walk.advance(SLICE_MS);
    const sliceMs = millisecondsSince(started);
    const totalMs = walkedMs + sliceMs;
    const longest = sliceMs > longestMs ? sliceMs : longestMs;
    if (!isDone) {
      walks.set(id, running);
      const next = (): void => attempt(id, () => goOn(id, totalMs, longest));
      if (questions !== undefined && questions.asked.length > 0) {
        closures.onAnswered = () => afterOtherTasks(next);
        post({ id, type: "questions" });
        return;
      }
      post({ id, type: "progress", objectCount: walk.objectCount });
      afterOtherTasks(next);
      return;
    }
    send(id, walk, totalMs, longest);
  }

  function send(id: number, walk: Walk, walkMs: number, longestMs: number): void {
    const started = now();
    const graph = walk.finish();
    useNamesOfSource(undefined);
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

/** Goes on with the census; whether it is over, and what it found is among the roots. */
function isCounted(running: RunningWalk): boolean {
  const { walk, census } = running;
  if (census === undefined) return true;
  if (!census.advance(CENSUS_SLICE_MS)) return false;
  census.addTo(walk);
  running.census = undefined;
  return true;
}
