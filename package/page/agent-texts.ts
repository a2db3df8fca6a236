import { readFileSync } from "node:fs";
import { packagePath } from "../package-path.ts";

export type AgentName = "page-agent" | "worker-agent" | "node-agent";

/** The script of an agent. The build puts one with the texts in the place of this file where there are no files. */
export function agentText(name: AgentName): string {
  return readFileSync(packagePath(`dist/agents/${name}.js`), "utf8");
}
