import { fileURLToPath } from "node:url";

const ROOT = new URL("../", import.meta.url);

/** The absolute path of a file or folder of the repository, wherever the command was started. */
export function repositoryPath(relative: string): string {
  return fileURLToPath(new URL(relative, ROOT));
}
