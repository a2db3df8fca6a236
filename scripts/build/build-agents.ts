import { rmSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { buildInjected, type Injected } from "./build-injected.ts";
import { BundledPackages } from "./third-party-licenses.ts";

/** What the command brings into pages and processes over the debugger, where there is no extension: `package/page/agent-files.ts` reads them. */
export const AGENTS_FOLDER = "dist/agents";

const AGENTS: readonly Injected[] = [
  { entry: "extension/page/client-agent.ts", file: "page-agent.js", target: "chrome148" },
  { entry: "extension/page/worker-agent.ts", file: "worker-agent.js", target: "chrome148" },
  { entry: "extension/page/node-agent.ts", file: "node-agent.js", target: "node20" },
];

export async function buildAgents(): Promise<void> {
  rmSync(repositoryPath(AGENTS_FOLDER), { recursive: true, force: true });
  for (const agent of AGENTS) await buildInjected(agent, AGENTS_FOLDER, new BundledPackages());
}
