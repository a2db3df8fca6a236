import type { Watched } from "../../core/graph/watched.ts";
import { now } from "../../core/realm/clock.ts";
import { prepareToRead, typedArrayBufferOf, wordsOfThrown } from "../../core/realm/introspect.ts";
import { createSafeMap } from "../../core/realm/safe-collections.ts";
import { type AgentMessage, chunkCountOf, type PanelMessage, PROTOCOL_VERSION } from "../protocol/messages.ts";
import type { BridgeMessage } from "../protocol/names.ts";
import { chunkOf } from "../protocol/snapshot-chunks.ts";
import type { CollectedForWalk } from "./closures/closures-handle.ts";
import { Expressions } from "./expressions.ts";
import { whenIdle } from "./idle.ts";
import { ListenerReader } from "./listener-reader.ts";
import { MarkReader } from "./mark-reader.ts";
import { PageRoots } from "./page-roots.ts";
import { afterOtherTasks, listenToPort, postToPort } from "./ports.ts";
import { type AddRoots, type EncodedWalk, endWalk, SlicedWalk } from "./sliced-walk.ts";
import { WalkedObjects } from "./walked-objects.ts";
import { WatchReader } from "./watch-reader.ts";

/**
 * Answers the panel's requests that come through `port`, until it is closed. `closures` has what the panel handed over through the debugger. It is long because its steps
 * share the port and the running walks.
 */
export function serve(port: MessagePort, closures: CollectedForWalk): void {
  let walks = createSafeMap<number, SlicedWalk>();
  const marks = new MarkReader();
  const expressions = new Expressions();
  const reader = new ListenerReader();
  const watch = new WatchReader(port);
  let roots = new PageRoots(expressions, reader, []);
  const objects = new WalkedObjects();

  const post = (message: AgentMessage, transfer?: Transferable[]): void => postToPort(port, message, transfer);

  listenToPort(port, (data) => {
    const message = data as PanelMessage | BridgeMessage;
    if (message.type === "pristine-globals") {
      roots = new PageRoots(expressions, reader, message.names);
      return;
    }
    if (message.type === "panel-gone") {
      walks = createSafeMap();
      endWalk();
      objects.forgetAll();
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
        endWalk();
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
      if (message.type === "ask-watch") {
        watch.find(message.token);
        watch.place(message.places);
        post({ id, type: "watch", isWatched: watch.isWatched, steps: watch.steps() });
        return;
      }
      if (message.type === "read-objects") {
        post(objects.read(id, message.walk, message.paths));
        return;
      }
      if (message.type === "use-object") {
        const { walk, paths, use, handle } = message;
        post({ id, type: "object-used", ...objects.use(walk, paths, use, handle) });
        return;
      }
      objects.withdraw();
      expressions.take(message.expressions);
      if (message.type === "list-roots") {
        post({ id, type: "roots", roots: roots.list(message.expressions) });
        return;
      }
      const { only, recordedMs } = message;
      if (recordedMs >= 0) {
        /* Of the walk's own time the marks are wanted, too. */
        const since = now() - recordedMs;
        const begin = (): void => {
          walks.set(id, new SlicedWalk(message, closures, (walk, realms) => roots.addTo(walk, message, realms)));
          record(id, since);
        };
        whenIdle(() => attempt(id, begin));
        return;
      }
      const value = only === null ? undefined : objects.valueOf(only.walk, only.paths);
      if (only !== null && value === undefined) throw new Error("the object is gone");
      const addRoots: AddRoots = (walk, realms) => {
        if (only === null) return roots.addTo(walk, message, realms);
        walk.addRoot(only.name, value);
        return { census: undefined, elementCount: undefined };
      };
      const readWatched = (): Watched | undefined => (only === null ? watch.watched(reader.read) : undefined);
      walks.set(id, new SlicedWalk(message, closures, addRoots, objects.anchorsFor(id), readWatched));
      goOn(id);
    });
  });

  function attempt(id: number, task: () => void): void {
    try {
      task();
    } catch (thrown) {
      post({ id, type: "error", code: "agent-failed", detail: wordsOfThrown(thrown) });
    }
  }

  /** One slice; the next comes as a task of its own, so that the page and a cancel get their turn. */
  function goOn(id: number): void {
    const walk = walks.get(id);
    if (walk === undefined) return;
    /* Not to be found while it runs: page code that runs within a slice (the trap of a Proxy, a root's getter) cannot go on with it a second time. */
    walks.delete(id);
    const step = walk.advance();
    walks.set(id, walk);
    if (step === "done") {
      pack(id, afterOtherTasks);
      return;
    }
    const next = (): void => attempt(id, () => goOn(id));
    if (step === "asking") {
      closures.onAnswered = () => afterOtherTasks(next);
      post({ id, type: "questions" });
      return;
    }
    post({ id, type: "progress", objectCount: walk.objectCount });
    afterOtherTasks(next);
  }

  /** A walk in idle time: slice after slice, and what comes of it. Its objects are not found again, or each moment would push those of a snapshot out. */
  function record(id: number, since: number): void {
    whenIdle((budgetMs) =>
      attempt(id, () => {
        const walk = walks.get(id);
        if (walk === undefined) return;
        walks.delete(id);
        const isDone = walk.advance(budgetMs) === "done";
        walks.set(id, walk);
        post({ id, type: "progress", objectCount: walk.objectCount });
        if (isDone) pack(id, whenIdle, since);
        else record(id, since);
      }),
    );
  }

  /** Encodes a walk that is done, step by step, each of which is handed to `later`; then sends it. Of a moment of a recording, `since` is from when on the marks are wanted. */
  function pack(id: number, later: (task: () => void) => void, since?: number): void {
    const next = (): void => {
      const walk = walks.get(id);
      if (walk === undefined) return;
      walks.delete(id);
      const encoded = walk.encode();
      if (encoded === undefined) {
        walks.set(id, walk);
        pack(id, later, since);
        return;
      }
      if (since !== undefined) post({ id, type: "moment", marks: marks.read(walk.timeline, since) });
      send(id, walk, encoded);
    };
    later(() => attempt(id, next));
  }

  function send(id: number, walk: SlicedWalk, { buffer, figures }: EncodedWalk): void {
    objects.keep(id, walk.options);
    const chunkCount = chunkCountOf(figures.byteLength);
    post({ id, type: "snapshot-begin", figures, chunkCount });
    for (let index = 0; index < chunkCount; index++) {
      const chunk = chunkOf(buffer, figures.byteLength, index);
      post({ id, type: "snapshot-chunk", index, bytes: chunk }, [typedArrayBufferOf(chunk) as ArrayBuffer]);
    }
  }
}
