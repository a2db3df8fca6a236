import type { Warning } from "../../core/graph/graph.ts";
import type { ProcessCounts } from "../protocol/messages.ts";
import { parseAgentMessage } from "../protocol/parse-agent-message.ts";
import { RequestError } from "../protocol/requests.ts";
import { ChunkReader, type ReceivedSnapshot } from "../protocol/snapshot-chunks.ts";
import { type AskClosuresOptions, askClosures, type ClosuresReport } from "./ask-closures.ts";
import { answerQuestions } from "./ask-hidden.ts";
import { RemotePage } from "./remote-page.ts";
import type { Session } from "./session.ts";

const GROUP = "allocative walk";

/** How far a walk is. */
export type WalkProgress =
  | { readonly doing: "walking"; readonly objectCount: number }
  /** Functions for their closures; both are 0 until they are found. */
  | { readonly doing: "asking"; readonly asked: number; readonly toAsk: number };

/** What the asking gives to the request of the walk. */
export interface MeasuredHeap {
  /** 0 where no closures were asked. */
  readonly usedHeapSize: number;
  readonly processCounts: ProcessCounts | null;
}

export interface AgentWalkOptions {
  readonly session: Session;
  /** The same without an end of its own: by it the target is left as it was. */
  readonly lasting: Session;
  /** Object id of the agent's handle in that session. */
  readonly agent: string;
  /** How its functions are asked for their closures; `null` for a walk without. */
  readonly closures: Omit<AskClosuresOptions, "session" | "lasting" | "agent" | "onProgress" | "signal"> | null;
  /** What the handle takes. */
  readonly requestFor: (heap: MeasuredHeap) => object | Promise<object>;
  readonly onProgress: (progress: WalkProgress) => void;
  readonly signal: AbortSignal;
}

export interface AgentWalk extends ReceivedSnapshot {
  readonly warnings: readonly Warning[];
  /** Of the asking; `null` for a walk without closures. */
  readonly asked: ClosuresReport | null;
}

/** Has the functions of a target asked for their closures, and its agent walk. Rejects as the session does, and where the agent gives nonsense. */
export async function walkByAgent(options: AgentWalkOptions): Promise<AgentWalk> {
  const { session, lasting, agent, closures, requestFor, onProgress, signal } = options;
  const remote = new RemotePage(session);
  try {
    const handle = await remote.callForObject(agent, "closures", [], GROUP);
    const asked =
      closures &&
      (await askClosures({
        ...closures,
        session,
        lasting,
        agent: handle,
        onProgress: (done, toAsk) => onProgress({ doing: "asking", asked: done, toAsk }),
        signal,
      }));
    const { usedHeapSize, processCounts } = asked ?? { usedHeapSize: 0, processCounts: null };
    const request = await requestFor({ usedHeapSize, processCounts });
    await remote.call(agent, "beginWalk", [{ value: request }]);
    const received = await receiveWalk(remote, session, agent, handle, onProgress, signal);
    return { ...received, warnings: asked?.warnings ?? [], asked };
  } finally {
    const left = new RemotePage(lasting);
    /* A target that has ended keeps nothing. One that is busy forgets it later. */
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
  onProgress: AgentWalkOptions["onProgress"],
  signal: AbortSignal,
): Promise<ReceivedSnapshot> {
  const reader = new ChunkReader();
  for (;;) {
    signal.throwIfAborted();
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
        if (received !== undefined) return received;
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
