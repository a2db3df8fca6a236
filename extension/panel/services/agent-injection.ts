import type { Session } from "../../scopes/session.ts";
import { recordStage } from "./timings.ts";

/** The file beside the panel that is injected as the agent. */
export const AGENT_FILE = "/allocative-agent.js";
/** The same for workers, where there is no document. */
export const WORKER_AGENT_FILE = "/allocative-worker-agent.js";
type AgentFile = typeof AGENT_FILE | typeof WORKER_AGENT_FILE;

/** Objects of the page that the agent's handle keeps. */
const AGENT_GROUP = "allocative agent";

const sources = new Map<AgentFile, Promise<string>>();

/** The script of an agent. */
export function agentSource(file: AgentFile): Promise<string> {
  let source = sources.get(file);
  if (source === undefined) {
    source = fetch(file).then((response) => response.text());
    sources.set(file, source);
  }
  return source;
}

/** How an agent started: its handle, as an object id of the session; or why it could not, in the page's own words. */
export type StartedAgent = { readonly handle: string } | { readonly refusal: string };

/** Starts the agent in the document that the session's page has now, in its worker, or in the context of another document of its process. The handle of the one before there is released. */
export async function startAgent(session: Session, file: AgentFile, context?: number): Promise<StartedAgent> {
  const objectGroup = context === undefined ? AGENT_GROUP : `${AGENT_GROUP} in ${context}`;
  const expression = await agentSource(file);
  const started = performance.now();
  await session.send("Runtime.releaseObjectGroup", { objectGroup });
  const answer = (await session.send("Runtime.evaluate", {
    expression,
    objectGroup,
    silent: true,
    disableBreaks: true,
    ...(context !== undefined && { contextId: context }),
  })) as {
    readonly result: { readonly type: string; readonly value?: unknown; readonly objectId?: string };
  };
  recordStage("inject", started, performance.now() - started);
  const { objectId, value } = answer.result;
  if (objectId !== undefined) return { handle: objectId };
  return { refusal: typeof value === "string" ? value : `the agent gave ${answer.result.type}` };
}
