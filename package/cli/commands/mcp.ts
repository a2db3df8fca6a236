import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createServer } from "../../mcp/server.ts";
import { MOST_TOKENS } from "../../mcp/text-answer.ts";
import { Workspace } from "../../mcp/workspace.ts";
import { packageVersion } from "../../package-path.ts";
import { defineCommand } from "../command.ts";
import { TARGET_OPTIONS } from "../target-options.ts";

export const command = defineCommand({
  operands: [],
  details: `A server of the Model Context Protocol on stdin and stdout, for agents; it ends with its input. Its tools are snapshot,
top, diff, who_holds and leak_check. Each answer has at most ${MOST_TOKENS.toLocaleString("en")} tokens. Snapshots are files below the folder in which it
runs, and no file elsewhere is read or written. No answer has a value of the page: names, sizes and counts only.`,
  options: TARGET_OPTIONS,
  examples: [
    { line: "mcp", about: "pages are opened in a headless Chromium" },
    { line: "mcp --browser-url http://127.0.0.1:9222", about: "measures the browser that the agent drives" },
  ],
  async run({ options }) {
    const workspace = new Workspace({ folder: process.cwd(), browserUrl: options["browser-url"] });
    serveStdio(() => createServer(workspace, packageVersion()));
    return "done";
  },
});
