import { ExpectedError } from "../../package/cli/expected-error.ts";

/** Until the next heading of a version. */
const UNRELEASED = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m;

/** CHANGELOG.md with what is unreleased as that of a version. @throws ExpectedError if there is nothing, or the version has its entries already */
export function releasedChangelog(changelog: string, version: string, date: string): string {
  if (changelog.includes(`\n## ${version},`)) throw new ExpectedError(`CHANGELOG.md has a version ${version} already.`);
  const entries = UNRELEASED.exec(changelog)?.[1].trim() ?? "";
  if (entries === "")
    throw new ExpectedError("CHANGELOG.md has no entry under Unreleased, so there is nothing to release.");
  return changelog
    .replace(UNRELEASED, () => `## ${version}, ${date}\n\n${entries}\n\n`)
    .trimEnd()
    .concat("\n");
}
