import { RemotePage } from "../../extension/scopes/remote-page.ts";
import type { Session } from "../../extension/scopes/session.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { type AgentName, agentText } from "./agent-texts.ts";

/** Objects of the target that the agent's handle keeps. */
const AGENT_GROUP = "allocative agent";

const sources = new Map<AgentName, string>();

/** The script of an agent. */
export function agentSourceOf(name: AgentName): string {
  let source = sources.get(name);
  if (source === undefined) {
    source = agentText(name);
    sources.set(name, source);
  }
  return source;
}

/** The agent refused to start. */
export class AgentStartError extends ExpectedError {
  override readonly name = "AgentStartError";
}

/** Starts the agent in the realm of the session, or in one of its contexts; resolves to the object id of its handle. The handle of the one before there is released. */
export async function startAgent(session: Session, name: AgentName, context?: number): Promise<string> {
  const remote = new RemotePage(session);
  const group = context === undefined ? AGENT_GROUP : `${AGENT_GROUP} in ${context}`;
  await remote.release(group);
  const { objectId, value, type } = await remote.evaluate(agentSourceOf(name), group, context);
  if (objectId !== undefined) return objectId;
  throw new AgentStartError(`The agent could not start: ${typeof value === "string" ? value : `it gave ${type}`}.`);
}
