import { encodeGraph } from "../../core/graph/codec.ts";
import { millisecondsSince, now } from "../../core/realm/clock.ts";
import {
  append,
  bare,
  createSafeMap,
  prepareToRead,
  type SafeMap,
  typedArrayBufferOf,
  typedArrayByteLengthOf,
  wordsOfThrown,
} from "../../core/realm/introspect.ts";
import { isRootCollected, type RootNames, registeredRootNames } from "../../core/registry/roots.ts";
import { createAgentWalk } from "../../core/snapshot/create-agent-walk.ts";
import { addRegisteredRoot, addResolvedRoot } from "../../core/snapshot/create-walk.ts";
import { addFrameworkRoot } from "../../core/snapshot/framework-root.ts";
import type { Walk } from "../../core/walk/walk.ts";
import {
  type AgentMessage,
  chunkCountOf,
  type ExpressionRoot,
  MAX_ROOTS,
  type PanelMessage,
  PROTOCOL_VERSION,
  type RootDescription,
  type WalkFigures,
} from "../protocol/messages.ts";
import type { BridgeMessage } from "../protocol/names.ts";
import { chunkOf } from "../protocol/snapshot-chunks.ts";
import { Expressions } from "./expressions.ts";
import { findFrameworks } from "./frameworks.ts";
import { type PageGlobal, pageGlobals } from "./globals.ts";
import { afterOtherTasks, listenToPort, postToPort } from "./ports.ts";

/** Longest stretch in which the page cannot run, in milliseconds. Most walks end within the first. */
const SLICE_MS = 250;

const NAME_TAKEN =
  "The page registered a root of this name, and that is the one here. The expression was not evaluated.";

type ListRoots = Extract<PanelMessage, { type: "list-roots" }>;
type TakeSnapshot = Extract<PanelMessage, { type: "take-snapshot" }>;

/** Answers the panel's requests that come through `port`, until it is closed. */
export function serve(port: MessagePort): void {
  let pristineNames: SafeMap<string, true> = createSafeMap();
  let walks = createSafeMap<number, Walk>();
  const expressions = new Expressions();

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
      if (message.type === "cancel") {
        walks.delete(id);
        return;
      }
      expressions.take(message.expressions);
      if (message.type === "list-roots") post({ id, type: "roots", roots: listRoots(message, pristineNames) });
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
    const walk = createAgentWalk(bare({ layout: "chrome", engineVersion } as const));
    addRoots(walk, request, expressions, pristineNames);
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

function listRoots(request: ListRoots, pristineNames: SafeMap<string, true>): RootDescription[] {
  const roots: RootDescription[] = [];
  const registered = registeredRootNames();
  for (let i = 0; i < registered.length && i < MAX_ROOTS; i++) {
    const name = registered[i];
    append(roots, { name, origin: "registered", isCollected: isRootCollected(name) });
  }
  if (request.globals === "off") return roots;
  const { found, claimed } = findFrameworks();
  for (let i = 0; i < found.length && roots.length < MAX_ROOTS; i++) {
    append(roots, { name: found[i].framework.name, origin: "framework", isCollected: false });
  }
  const globals = globalRoots(request, registered, pristineNames, claimed);
  for (let i = 0; i < globals.length && roots.length < MAX_ROOTS; i++) {
    append(roots, { name: globals[i].name, origin: "global", isCollected: false });
  }
  return roots;
}

/** The page's globals, under names that no registered root and no expression has. */
function globalRoots(
  { expressions }: ListRoots | TakeSnapshot,
  registered: RootNames,
  pristineNames: SafeMap<string, true>,
  claimed: SafeMap<Node, true>,
): readonly PageGlobal[] {
  const taken = setOf(registered);
  for (let i = 0; i < expressions.length; i++) taken.set(expressions[i].name, true);
  const globals = pageGlobals(pristineNames, claimed);
  for (let i = 0; i < globals.length; i++) {
    const { name, value, kind } = globals[i];
    if (taken.get(name)) globals[i] = { name: `globalThis.${name}`, value, kind };
  }
  return globals;
}

function setOf(names: RootNames): SafeMap<string, true> {
  const set = createSafeMap<string, true>();
  for (let i = 0; i < names.length; i++) set.set(names[i], true);
  return set;
}

function addRoots(
  walk: Walk,
  request: TakeSnapshot,
  expressions: Expressions,
  pristineNames: SafeMap<string, true>,
): void {
  const excluded = setOf(request.excludedRoots);
  const registered = registeredRootNames();
  for (let i = 0; i < registered.length; i++) {
    if (!excluded.get(registered[i])) addRegisteredRoot(walk, registered[i]);
  }
  addExpressions(walk, request.expressions, expressions, setOf(registered));
  if (request.globals === "off") return;
  const { found, claimed } = findFrameworks();
  for (let i = 0; i < found.length; i++) {
    const { framework, containers } = found[i];
    if (!excluded.get(framework.name)) addFrameworkRoot(walk, framework, containers);
  }
  const globals = globalRoots(request, registered, pristineNames, claimed);
  if (globals.length > MAX_ROOTS) {
    walk.warn({
      code: "too-many-globals",
      path: "",
      detail: `The page has ${globals.length} globals. The first ${MAX_ROOTS} are roots of this snapshot.`,
    });
  }
  for (let i = 0; i < globals.length && i < MAX_ROOTS; i++) {
    const { name, value, kind } = globals[i];
    if (!excluded.get(name)) walk.addRoot(name, value, kind);
  }
}

/** Each has a try of its own: what one throws is its warning. */
function addExpressions(
  walk: Walk,
  roots: readonly ExpressionRoot[],
  expressions: Expressions,
  registered: SafeMap<string, true>,
): void {
  for (let i = 0; i < roots.length; i++) {
    const root = roots[i];
    const { name } = root;
    if (registered.get(name)) {
      walk.warn({ code: "root-name-taken", path: name, detail: NAME_TAKEN });
      continue;
    }
    const resolved = expressions.resolve(root);
    if (resolved.state === "refused") walk.warn({ code: "root-refused", path: name, detail: resolved.reason });
    else addResolvedRoot(walk, name, resolved, "expression");
  }
}
