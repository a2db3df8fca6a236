import { build, type InlineConfig, mergeConfig } from "vite";
import { repositoryPath } from "../repository-path.ts";

/** Runs one Vite build from the repository's root, quiet unless something is wrong. */
export async function runViteBuild(config: InlineConfig): Promise<void> {
  await build(mergeConfig({ root: repositoryPath("."), logLevel: "warn" } satisfies InlineConfig, config));
}
