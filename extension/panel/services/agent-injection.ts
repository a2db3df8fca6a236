import type { Session } from "../../scopes/session.ts";
import { recordStage } from "./timings.ts";

/** The file beside the panel that is injected as the agent. */
export const AGENT_FILE = "/allocative-agent.js";

/** Objects of the page that the agent's handle keeps. */
const AGENT_GROUP = "allocative agent";

let source: Promise<string> | undefined;

/** The script of the agent. */
export function agentSource(): Promise<string> {
  source ??= fetch(AGENT_FILE).then((response) => response.text());
  return source;
}

/** How an agent started: its handle, as an object id of the session; or why it could not, in the page's own words. */
export type StartedAgent = { readonly handle: string } | { readonly refusal: string };

/** Starts the agent in the document that the session's page has now. The handle of the one before is released. */
export async function startAgent(session: Session): Promise<StartedAgent> {
  const expression = await agentSource();
  const started = performance.now();
  await session.send("Runtime.releaseObjectGroup", { objectGroup: AGENT_GROUP });
  const answer = (await session.send("Runtime.evaluate", {
    expression,
    objectGroup: AGENT_GROUP,
    silent: true,
    disableBreaks: true,
  })) as {
    readonly result: { readonly type: string; readonly value?: unknown; readonly objectId?: string };
  };
  recordStage("inject", started, performance.now() - started);
  const { objectId, value } = answer.result;
  if (objectId !== undefined) return { handle: objectId };
  return { refusal: typeof value === "string" ? value : `the agent gave ${answer.result.type}` };
}
