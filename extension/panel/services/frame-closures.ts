import type { Warning } from "../../../core/graph/graph.ts";
import { pageWords } from "../../../core/graph/page-words.ts";
import { askClosures, type ClosureLimits } from "../../scopes/ask-closures.ts";
import { answerQuestions } from "../../scopes/ask-hidden.ts";
import { contextsOf, type PageContext } from "../../scopes/page-contexts.ts";
import type { PageScripts } from "../../scopes/page-scripts.ts";
import { RemotePage } from "../../scopes/remote-page.ts";
import { type Session, SessionEndedError } from "../../scopes/session.ts";
import { type AttachedTargets, MAX_DEPTH } from "./attached-targets.ts";
import { guardedSession } from "./guarded-session.ts";
import { AgentStartError, type PageConnection } from "./page-connection.ts";
import type { ForeignFrame } from "./page-frames.ts";
import type { TabDebugger } from "./tab-debugger.ts";
import { ASKING_SILENCE_MS, BUSY_MS, orAborted, valueInTime } from "./waits.ts";

const GROUP = "allocative frames";

/** Member of the isolated world's global by which the debugger finds the document of a frame. No script of the page can reach it. */
export const DOCUMENT_MEMBER = "allocativeDocument";

export interface FrameClosuresParts {
  readonly tabDebugger: TabDebugger;
  readonly targets: AttachedTargets;
  readonly scripts: PageScripts;
  /** Of the functions that the panel brought into the frames. */
  readonly ownSources: () => Promise<readonly string[]>;
  /** Puts the id of a document at `DOCUMENT_MEMBER` of its isolated world. */
  readonly markDocument: (documentId: string) => Promise<void>;
  readonly ask?: typeof askClosures;
}

export interface FrameClosuresOptions {
  readonly pageUrl: string;
  readonly limits: ClosureLimits;
  /** Functions asked so far, and how many there are to ask. */
  readonly onProgress: (asked: number, toAsk: number) => void;
  readonly signal: AbortSignal;
}

/** What the agent of a frame has of closures, before it walks. */
export interface FrameHandedOver {
  readonly warnings: readonly Warning[];
  /** Has the debugger answer what a walk asks; left out where the agent has no closures. */
  readonly answerQuestions?: () => Promise<void>;
}

/** Where the debugger reaches a document. */
interface Place {
  readonly session: Session;
  readonly context: number;
}

/** Has the functions of frames of other origins asked for their closures, and the answers handed to their agents. */
export class FrameClosures {
  readonly #parts: FrameClosuresParts;

  constructor(parts: FrameClosuresParts) {
    this.#parts = parts;
  }

  /** By document. Rejects when it is cancelled, and never because of a frame: then a warning says why it is without closures. */
  async handOver(
    frames: readonly ForeignFrame[],
    connectionTo: (documentId: string) => PageConnection,
    options: FrameClosuresOptions,
  ): Promise<ReadonlyMap<string, FrameHandedOver>> {
    const page = this.#parts.tabDebugger.attached;
    if (page === undefined) return new Map(frames.map(({ name, documentId }) => [documentId, without(name, DETACHED)]));
    const { signal, onProgress } = options;
    const places = await orAborted(this.#placesOf(page, frames), signal, () => new Error("the work has ended"));
    const last = new Map<string, readonly [asked: number, toAsk: number]>();
    /* Each asking enables and disables the debugger of its session. */
    const turns = new Map<Session, Promise<unknown>>();
    const handed = frames.map(async ({ name, documentId }): Promise<readonly [string, FrameHandedOver]> => {
      const place = places.get(documentId);
      if (place === undefined) return [documentId, without(name, NOT_FOUND)];
      const turn = (turns.get(place.session) ?? Promise.resolve()).then(() =>
        this.#askOne(place, name, connectionTo(documentId), {
          ...options,
          onProgress(asked, toAsk) {
            last.set(documentId, [asked, toAsk]);
            const all = [...last.values()];
            onProgress(
              all.reduce((sum, [count]) => sum + count, 0),
              all.reduce((sum, [, count]) => sum + count, 0),
            );
          },
        }),
      );
      turns.set(
        place.session,
        turn.catch(() => {}),
      );
      return [documentId, await turn];
    });
    return new Map(await Promise.all(handed));
  }

  async #askOne(
    place: Place,
    name: string,
    connection: PageConnection,
    options: FrameClosuresOptions,
  ): Promise<FrameHandedOver> {
    const { signal } = options;
    const work = new AbortController();
    const cancel = (): void => work.abort();
    signal.addEventListener("abort", cancel);
    try {
      signal.throwIfAborted();
      return await this.#askWithin(place, name, connection, options, work);
    } catch (error) {
      if (signal.aborted) throw error;
      return without(name, work.signal.reason === BUSY ? BUSY : failureOf(error));
    } finally {
      signal.removeEventListener("abort", cancel);
      work.abort();
    }
  }

  async #askWithin(
    { session, context }: Place,
    name: string,
    connection: PageConnection,
    { pageUrl, limits, onProgress }: FrameClosuresOptions,
    work: AbortController,
  ): Promise<FrameHandedOver> {
    const { scripts, ownSources, ask = askClosures } = this.#parts;
    const ended = (): Error => new SessionEndedError("the work has ended");
    const timer = setTimeout(() => work.abort(BUSY), BUSY_MS);
    let agent: string;
    try {
      agent = (await orAborted(connection.connectThrough(session, context), work.signal, ended)).handle;
    } finally {
      clearTimeout(timer);
    }
    const asked = ask({
      session: guardedSession(session, {
        signal: work.signal,
        silenceMs: ASKING_SILENCE_MS,
        onSilence: () => work.abort(BUSY),
      }),
      lasting: session,
      scripts,
      agent,
      context,
      ownSources: await ownSources(),
      pageUrl,
      limits,
      onProgress,
      signal: work.signal,
    });
    const { warnings } = await orAborted(asked, work.signal, ended);
    return {
      warnings: warnings.map((warning) => ({ ...warning, path: name })),
      answerQuestions: () => answerQuestions(session, agent),
    };
  }

  /** By document. A frame that does not answer in time has none. */
  async #placesOf(page: Session, frames: readonly ForeignFrame[]): Promise<ReadonlyMap<string, Place>> {
    const { markDocument } = this.#parts;
    const marked = Promise.all(frames.map(({ documentId }) => valueInTime(markDocument(documentId), BUSY_MS)));
    const [sessions] = await Promise.all([this.#contextsOfAll(page), marked]);
    const documents = new Set(frames.map(({ documentId }) => documentId));
    const places = new Map<string, Place>();
    await Promise.all(
      [...sessions].map(async ([session, contexts]) => {
        const remote = new RemotePage(session);
        for (const { id, isDefault, frameId } of contexts) {
          const own = contexts.find((other) => other.isDefault && other.frameId === frameId);
          if (isDefault || own === undefined) continue;
          const documentId = await valueInTime(documentIn(remote, id), BUSY_MS);
          if (documentId !== undefined && documents.has(documentId))
            places.set(documentId, { session, context: own.id });
        }
      }),
    );
    return places;
  }

  /** Of the page's process, and of those of its frames, however they are nested. */
  async #contextsOfAll(page: Session): Promise<ReadonlyMap<Session, readonly PageContext[]>> {
    const { targets } = this.#parts;
    await valueInTime(targets.list(page), BUSY_MS);
    const all = new Map<Session, readonly PageContext[]>();
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const next = [page, ...targets.frames].filter((session) => !all.has(session));
      if (next.length === 0) break;
      await Promise.all(
        next.map(async (session) => all.set(session, (await valueInTime(contextsOf(session), BUSY_MS)) ?? [])),
      );
    }
    return all;
  }
}

async function documentIn(remote: RemotePage, context: number): Promise<string | undefined> {
  const expression = `typeof ${DOCUMENT_MEMBER}=="string"?${DOCUMENT_MEMBER}:0`;
  const { value } = await remote.evaluate(expression, GROUP, context);
  return typeof value === "string" ? value : undefined;
}

/** The rest of the frame is in the snapshot. */
function without(name: string, reason: string): FrameHandedOver {
  const detail = `The ${name} is in this snapshot without closures: ${reason}.`;
  return { warnings: [{ code: "frame-without-closures", path: name, detail }] };
}

const BUSY = "it did not answer in time";
const DETACHED = "the debugger was detached meanwhile";
const NOT_FOUND = "the debugger did not find its document in time";

/** As the end of a sentence. */
function failureOf(error: unknown): string {
  if (error instanceof SessionEndedError) return "the debugger was detached from it while its functions were asked";
  const words = pageWords(error instanceof Error ? error.message : String(error));
  return error instanceof AgentStartError
    ? `the agent did not start through the debugger, with ${words}`
    : `its functions could not be asked, with ${words}`;
}
