import type { ZodObject } from "zod";
import type { ToolCall } from "./tool-call.ts";
import type { Workspace } from "./workspace.ts";

/** A tool as the server lists it. Descriptions are read by language models at each start: short, and all of them together below 1,500 tokens. */
export interface Tool<Input extends ZodObject = ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  /** Whether it only reads files; others open or use a page, which takes long. */
  readonly reads: "files" | "page";
  /** The answer as text. @throws ExpectedError, whose sentence the agent gets as the tool's error */
  run(input: Input["_zod"]["output"], workspace: Workspace, call: ToolCall): Promise<string>;
}

/** Keeps the type of the input for `run`. */
export function defineTool<Input extends ZodObject>(tool: Tool<Input>): Tool {
  return tool as unknown as Tool;
}
