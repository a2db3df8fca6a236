import type { Warning } from "../../../core/graph/graph.ts";
import { pageWords } from "../../../core/graph/page-words.ts";
import type { RootDescription } from "../../protocol/messages.ts";
import { RequestError, type Requests } from "../../protocol/requests.ts";
import type { InspectedTab } from "../../tab/inspected-tab.ts";
import type { SnapshotRequest, WalkedFrames } from "../store/services.ts";
import type { FrameHandedOver } from "./frame-closures.ts";
import { AgentStartError, PageConnection } from "./page-connection.ts";
import { frameDoors } from "./page-doors.ts";
import { type ForeignFrame, foreignFramesOf } from "./page-frames.ts";
import { isExtensionValid } from "./update.ts";

/** A frame that says nothing for so long is left out: it may belong to a site that no one here can mend. */
const SILENCE_MS = 5_000;

type FrameChoice = Pick<SnapshotRequest, "origins" | "exceptions">;

/** What is done with the frames of a request. */
interface FrameWork {
  /** Before they are walked; by document, what their agents have of closures. */
  readonly askFrames: (
    frames: readonly ForeignFrame[],
    connectionTo: (documentId: string) => PageConnection,
  ) => Promise<ReadonlyMap<string, FrameHandedOver>>;
  readonly walkFrame: (
    requests: Requests,
    frame: string,
    silenceMs: number,
    answerQuestions: FrameHandedOver["answerQuestions"],
  ) => Promise<Uint8Array>;
}

const INCOMPLETE: Warning = {
  code: "frames-not-listed",
  path: "",
  detail:
    "A frame of this page is busy and keeps the browser from listing all of them. Frames of other sites that are new since the last list are not in this snapshot.",
};

/** The frames of a tab that the page itself cannot read. Each has an agent of its own, and a connection as long as its document is there. */
export class ForeignFrames {
  readonly #tab: InspectedTab;
  #listed: readonly ForeignFrame[] = [];
  /** Whether all frames said who they are, when they were asked last. */
  #isListComplete = true;
  readonly #connections = new Map<string, PageConnection>();

  constructor(tab: InspectedTab) {
    this.#tab = tab;
  }

  /** As roots, beside those of the page. Nothing is injected but a question for their names. */
  async list(roots: readonly RootDescription[]): Promise<readonly RootDescription[]> {
    const taken = roots.filter(({ origin }) => origin === "frame").map(({ name }) => name);
    const listed = await foreignFramesOf(this.#tab, new Set(taken));
    this.#isListComplete = listed !== null;
    this.#listed = listed ?? this.#listed;
    const documents = new Set(this.#listed.map(({ documentId }) => documentId));
    for (const [documentId, connection] of this.#connections) {
      if (documents.has(documentId)) continue;
      connection.close();
      this.#connections.delete(documentId);
    }
    return this.#listed.map(({ name }) => ({ origin: "frame", name, isCollected: false }));
  }

  /** Those of the request. */
  wanted({ origins, exceptions }: FrameChoice): readonly ForeignFrame[] {
    const areTaken = origins.includes("frame");
    return this.#listed.filter(
      ({ name }) => areTaken !== exceptions.some((entry) => entry.origin === "frame" && entry.name === name),
    );
  }

  /** Walks those of the request, all at once. Rejects when it is cancelled, and never because of a frame. */
  async walk(
    { origins, exceptions }: FrameChoice,
    { askFrames, walkFrame }: FrameWork,
    signal: AbortSignal,
  ): Promise<WalkedFrames> {
    const areTaken = origins.includes("frame");
    const wanted = this.wanted({ origins, exceptions });
    const parts: (Uint8Array | undefined)[] = [];
    const warnings: Warning[] = this.#isListComplete || !areTaken ? [] : [INCOMPLETE];
    const handedOver = await askFrames(wanted, (documentId) => this.#connectionTo(documentId));
    await Promise.all(
      wanted.map(async ({ name, documentId }, index) => {
        try {
          const requests = await this.#connected(documentId);
          const { warnings: without = [], answerQuestions } = handedOver.get(documentId) ?? {};
          parts[index] = await walkFrame(requests, name, SILENCE_MS, answerQuestions);
          warnings.push(...without);
        } catch (error) {
          if (signal.aborted || !isExtensionValid()) throw error;
          if (error instanceof RequestError && error.failure !== "refused") this.#close(documentId);
          warnings.push({ code: "frame-not-measured", path: name, detail: sentenceOf(name, error) });
        }
      }),
    );
    return { parts: parts.filter((part) => part !== undefined), warnings };
  }

  close(): void {
    for (const documentId of this.#connections.keys()) this.#close(documentId);
    this.#listed = [];
    this.#isListComplete = true;
  }

  /** As with a frame that does not answer where it takes too long. */
  async #connected(documentId: string): Promise<Requests> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new RequestError("timeout", "no agent")), SILENCE_MS);
    });
    try {
      return await Promise.race([this.#connectionTo(documentId).connect(), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  #close(documentId: string): void {
    this.#connections.get(documentId)?.close();
    this.#connections.delete(documentId);
  }

  #connectionTo(documentId: string): PageConnection {
    let connection = this.#connections.get(documentId);
    if (connection === undefined) {
      connection = new PageConnection(frameDoors(this.#tab, documentId));
      this.#connections.set(documentId, connection);
    }
    return connection;
  }
}

/** Why a frame is not in the snapshot. `name` is `frame "title"`. */
function sentenceOf(name: string, error: unknown): string {
  const subject = `The ${name} is of another site, and its objects are not in this snapshot`;
  if (error instanceof AgentStartError) return `${subject}: the agent could not start there.`;
  if (!(error instanceof RequestError)) {
    const words = error instanceof Error ? error.message : String(error);
    return GONE.test(words)
      ? `${subject}: it was removed or loaded another document.`
      : `${subject}: the browser does not let Allocative look into it.`;
  }
  switch (error.failure) {
    case "disconnected":
      return `${subject}: it was removed or loaded another document.`;
    case "timeout":
      return `${subject}: it did not answer in time.`;
    case "cancelled":
      return `${subject}: it was cancelled.`;
    case "malformed":
    case "refused":
      return `${subject}: its answer was not a snapshot, with ${pageWords(error.message)}.`;
  }
}

const GONE = /no frame with id|no document with id|was removed|could not establish connection/i;
