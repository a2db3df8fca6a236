import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createServer } from "../../mcp/server.ts";
import { MOST_TOKENS } from "../../mcp/text-answer.ts";
import { Workspace } from "../../mcp/workspace.ts";
import { packageVersion } from "../../package-path.ts";
import { defineCommand } from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { TARGET_OPTIONS } from "../target-options.ts";

/** A client ends a server that stays longer. */
const ENDING_MS = 10_000;

export const command = defineCommand({
  operands: [],
  details: `A server of the Model Context Protocol on stdin and stdout, for agents; it ends with its input. Its tools are snapshot,
top, diff, who_holds and leak_check. Each answer has at most ${MOST_TOKENS.toLocaleString("en")} tokens. Snapshots are files below the folder in which it
runs, and no file elsewhere is read or written. Answers have names, sizes and counts, and without --values no value of the page.`,
  options: {
    ...TARGET_OPTIONS,
    values: {
      kind: "flag",
      about:
        "let answers have keys and values of the page: leak_check what came last, the tool values what stands at a path",
    },
    "answer-within": {
      kind: "value",
      of: "SECONDS",
      about:
        "answer by then that a call goes on; the same call again waits for its answer. 50 for clients that ask for no progress",
    },
  },
  examples: [
    { line: "mcp", about: "pages are opened in a headless Chromium" },
    { line: "mcp --browser-url http://127.0.0.1:9222", about: "measures the browser that the agent drives" },
  ],
  async run({ options }) {
    const answerWithinMs = millisecondsOf(options["answer-within"]);
    const workspace = new Workspace({
      folder: process.cwd(),
      browserUrl: options["browser-url"],
      values: options.values,
    });
    serveStdio(() => createServer(workspace, { version: packageVersion(), answerWithinMs }));
    process.stdin.once("close", () => {
      workspace.close();
      setTimeout(() => process.exit(), ENDING_MS).unref();
    });
    return "done";
  },
});

function millisecondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || seconds === 0) {
    throw new UsageError(`--answer-within is "${text}"; it takes a number of seconds.`);
  }
  return seconds * 1000;
}
