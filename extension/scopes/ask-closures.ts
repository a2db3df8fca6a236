import type { Warning } from "../../core/graph/graph.ts";
import type { ScriptScopes } from "./script-scopes.ts";
import type { Session } from "./session.ts";

export interface AskClosuresOptions {
  readonly session: Session;
  /** The object id of the agent's handle in that session. */
  readonly agent: string;
  /** What the source of a script says; `undefined` where it does not parse. */
  readonly analyse: (source: string, scriptUrl: string) => Promise<ScriptScopes | undefined>;
  /** Functions asked so far, and how many there are to ask. */
  readonly onProgress: (asked: number, toAsk: number) => void;
  /** Ends the questions. */
  readonly signal: AbortSignal;
}

export interface ClosuresReport {
  readonly warnings: readonly Warning[];
}

/** Asks the functions of a page for their scopes, and hands the answers to the agent. */
export async function askClosures(_options: AskClosuresOptions): Promise<ClosuresReport> {
  return { warnings: [] };
}
