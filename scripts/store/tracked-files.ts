import { spawnSync } from "node:child_process";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";

/** Paths of the files of the repository, as git has them: what the extension is built of, and nothing that was built. */
export function trackedFiles(): string[] {
  const listed = spawnSync("git", ["ls-files", "-z"], { cwd: repositoryPath("."), encoding: "utf8" });
  if (listed.status !== 0)
    throw new ExpectedError("The sources are packed from a checkout, because git knows which files they are.");
  return listed.stdout
    .split("\0")
    .filter((file) => file !== "")
    .sort();
}
