import type { Warning } from "../../../core/graph/graph.ts";
import type { WorkerWalkRequest } from "../../protocol/messages.ts";
import { parseAgentMessage } from "../../protocol/parse-agent-message.ts";
import { RequestError } from "../../protocol/requests.ts";
import { ChunkReader } from "../../protocol/snapshot-chunks.ts";
import { askClosures, type ClosureLimits } from "../../scopes/ask-closures.ts";
import { answerQuestions } from "../../scopes/ask-hidden.ts";
import type { PageScripts } from "../../scopes/page-scripts.ts";
import { RemotePage } from "../../scopes/remote-page.ts";
import type { Session } from "../../scopes/session.ts";
import type { ResourceLoader } from "../../scopes/source-map-reader.ts";
import type { SnapshotProgress } from "../store/services.ts";

const GROUP = "allocative worker walk";

export interface WorkerWalkOptions {
  /** As among the roots. */
  readonly name: string;
  readonly session: Session;
  /** The same without an end of its own: by it the worker is left as it was. */
  readonly lasting: Session;
  readonly loader: ResourceLoader;
  /** Object id of the agent's handle in that session. */
  readonly agent: string;
  readonly scripts: PageScripts;
  readonly ownSources: readonly string[];
  readonly pageUrl: string;
  readonly limits: ClosureLimits;
  readonly chromiumVersion: number;
  readonly pristineNames: readonly string[];
  readonly onProgress: (progress: SnapshotProgress) => void;
  readonly signal: AbortSignal;
}

/** All that a worker has, with the closures of its functions. */
export interface WalkedWorker {
  readonly bytes: Uint8Array;
  readonly warnings: readonly Warning[];
}

/** Has the functions of a worker asked for their closures, and its agent walk. Rejects as the session does, and where the agent gives nonsense. */
export async function walkWorker(options: WorkerWalkOptions): Promise<WalkedWorker> {
  const { name, session, lasting, loader, agent, scripts, ownSources, pageUrl, signal } = options;
  const { limits, chromiumVersion, pristineNames, onProgress } = options;
  const remote = new RemotePage(session);
  try {
    const closures = await remote.callForObject(agent, "closures", [], GROUP);
    const { usedHeapSize, warnings } = await askClosures({
      session,
      lasting,
      loader,
      scripts,
      agent: closures,
      ownSources,
      pageUrl,
      limits,
      onProgress: (asked, toAsk) => onProgress({ doing: "asking", asked, toAsk }),
      signal,
    });
    const request: WorkerWalkRequest = { chromiumVersion, usedHeapSize, worker: name, pristineNames };
    await remote.call(agent, "beginWalk", [{ value: request }]);
    const bytes = await receiveWalk(remote, session, agent, closures, onProgress);
    return { bytes, warnings: warnings.map((warning) => ({ ...warning, path: name })) };
  } finally {
    const left = new RemotePage(lasting);
    /* A worker that has ended keeps nothing. One that is busy forgets it later. */
    left.call(agent, "dropWalk").catch(() => {});
    void left.release(GROUP);
  }
}

/** Slice by slice, and then what the walk found. */
async function receiveWalk(
  remote: RemotePage,
  session: Session,
  agent: string,
  closures: string,
  onProgress: WorkerWalkOptions["onProgress"],
): Promise<Uint8Array> {
  const reader = new ChunkReader();
  for (;;) {
    const parsed = parseAgentMessage(await remote.call(agent, "advanceWalk"));
    if (!parsed.ok) throw new RequestError("malformed", parsed.error);
    const { message } = parsed;
    if (message.type === "progress") onProgress({ doing: "walking", objectCount: message.objectCount });
    else if (message.type === "questions") {
      await answerQuestions(session, closures).catch(() => remote.call(agent, "refuseQuestions"));
    } else {
      reader.receive(message);
      const chunkCount = message.type === "snapshot-begin" ? message.chunkCount : 0;
      for (let index = 0; index < chunkCount; index++) {
        const bytes = bytesOf(await remote.call(agent, "readChunk", [{ value: index }]));
        const received = reader.receive({ id: message.id, type: "snapshot-chunk", index, bytes });
        if (received !== undefined) return received.bytes;
      }
    }
  }
}

function bytesOf(base64: unknown): Uint8Array {
  if (typeof base64 !== "string") throw new RequestError("malformed", "a chunk is not a string");
  let text: string;
  try {
    text = atob(base64);
  } catch {
    throw new RequestError("malformed", "a chunk is not in base64");
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
