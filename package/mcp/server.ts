import { type CallToolResult, McpServer, type ServerContext } from "@modelcontextprotocol/server";
import { cutToTokens } from "../../extension/panel/frames/short-sheet.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { LongCalls } from "./long-calls.ts";
import { Progress, type ProgressNote } from "./progress.ts";
import { MOST_TOKENS } from "./text-answer.ts";
import type { Tool } from "./tool.ts";
import type { ToolCall } from "./tool-call.ts";
import { tool as diff } from "./tools/diff.ts";
import { tool as leakCheck } from "./tools/leak-check.ts";
import { tool as snapshot } from "./tools/snapshot.ts";
import { tool as top } from "./tools/top.ts";
import { tool as values } from "./tools/values.ts";
import { tool as whoHolds } from "./tools/who-holds.ts";
import type { Workspace } from "./workspace.ts";

/** A new tool is its file in `tools/`, and a name here. */
const TOOLS: readonly Tool[] = [leakCheck, snapshot, top, diff, whoHolds];
/** Only where answers may have values of the page. */
const VALUE_TOOLS: readonly Tool[] = [values];

const INSTRUCTIONS =
  "Measures which objects of a web page hold its memory, by the app's own names. A page that grows: leak_check first. Sizes are bytes; a range is at least – at most.";

/** Clients wait for 60 s, where they are not said to wait longer, and most of them stop the call then. */
const ANSWER_WITHIN_MS = 50_000;

export interface ServerOptions {
  readonly version: string;
  /** How long a call may take before it is answered that it goes on; left out: 50 s where the client asks for no progress, and no limit where it does. */
  readonly answerWithinMs?: number | undefined;
}

export function createServer(workspace: Workspace, { version, answerWithinMs }: ServerOptions): McpServer {
  const server = new McpServer({ name: "allocative", version }, { instructions: INSTRUCTIONS });
  const longCalls = new LongCalls(answerWithinMs ?? ANSWER_WITHIN_MS);
  for (const tool of workspace.values ? [...TOOLS, ...VALUE_TOOLS] : TOOLS) {
    /* The hints of others are those by default. */
    const annotations = tool.reads === "files" ? { annotations: { readOnlyHint: true } } : {};
    server.registerTool(
      tool.name,
      { description: tool.description, inputSchema: tool.input, ...annotations },
      async (input, { mcpReq }) => {
        const { signal } = mcpReq;
        const send = senderOf(mcpReq);
        const progress = new Progress(send);
        const run = (call: ToolCall): Promise<string> => tool.run(input, workspace, call);
        const isPatient = tool.reads === "files" || (send !== undefined && answerWithinMs === undefined);
        try {
          return await answerOf(signal, () =>
            isPatient
              ? run({ signal, onProgress: progress.report })
              : longCalls.answer(
                  JSON.stringify([tool.name, input]),
                  tool.name,
                  { signal, onProgress: progress.report },
                  run,
                ),
          );
        } finally {
          progress.end();
        }
      },
    );
  }
  return server;
}

/** Undefined where the client asks for no progress. */
function senderOf({ _meta, notify }: ServerContext["mcpReq"]): ((note: ProgressNote) => void) | undefined {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (note) => {
    /* A client that is gone reads none. */
    notify({ method: "notifications/progress", params: { progressToken, ...note } }).catch(() => {});
  };
}

/** What can happen to anyone is an answer, too: the agent reads it and goes on. */
async function answerOf(signal: AbortSignal, run: () => Promise<string>): Promise<CallToolResult> {
  try {
    return { content: [{ type: "text", text: await run() }] };
  } catch (error) {
    /* No one reads the answer of a call that was taken back. */
    if (signal.aborted) throw error;
    return { content: [{ type: "text", text: cutToTokens(wordsOf(error), MOST_TOKENS) }], isError: true };
  }
}

/** As Playwright and the session say it. */
const GONE = /has been closed|target closed|session closed|session ended|detached|crashed/i;

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  if (GONE.test(words)) {
    return `The page or its browser is gone, so this was not finished (${words.split("\n", 1)[0]}). Open it again, and repeat the call.`;
  }
  if (error instanceof ExpectedError) return words;
  /* Where the client keeps what its servers say. */
  process.stderr.write(`${error instanceof Error ? error.stack : words}\n`);
  return `This failed, and should not: ${words}`;
}
