import { type CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { ExpectedError } from "../cli/expected-error.ts";
import type { Tool } from "./tool.ts";
import { tool as diff } from "./tools/diff.ts";
import { tool as leakCheck } from "./tools/leak-check.ts";
import { tool as snapshot } from "./tools/snapshot.ts";
import { tool as top } from "./tools/top.ts";
import { tool as whoHolds } from "./tools/who-holds.ts";
import type { Workspace } from "./workspace.ts";

/** A new tool is its file in `tools/`, and a name here. */
export const TOOLS: readonly Tool[] = [leakCheck, snapshot, top, diff, whoHolds];

const INSTRUCTIONS =
  "Measures which objects of a web page hold its memory, by the app's own names. A page that grows: leak_check first. Sizes are bytes; a range is at least – at most.";

export function createServer(workspace: Workspace, version: string): McpServer {
  const server = new McpServer({ name: "allocative", version }, { instructions: INSTRUCTIONS });
  for (const tool of TOOLS) {
    /* The hints of others are those by default. */
    const annotations = tool.reads === "files" ? { annotations: { readOnlyHint: true } } : {};
    server.registerTool(
      tool.name,
      { description: tool.description, inputSchema: tool.input, ...annotations },
      async (input) => await answerOf(tool, input, workspace),
    );
  }
  return server;
}

/** What can happen to anyone is an answer, too: the agent reads it and goes on. */
async function answerOf(
  tool: Tool,
  input: Tool["input"]["_zod"]["output"],
  workspace: Workspace,
): Promise<CallToolResult> {
  try {
    return { content: [{ type: "text", text: await tool.run(input, workspace) }] };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { content: [{ type: "text", text: error.message }], isError: true };
  }
}
