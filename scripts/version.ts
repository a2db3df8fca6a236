// npm run version -- patch|minor|major|1.2.3: puts the version of a release into all files that name it, and what is unreleased in CHANGELOG.md under it.
import { readFileSync, writeFileSync } from "node:fs";
import { runCommand } from "../package/cli/expected-error.ts";
import { nextVersion } from "./release/next-version.ts";
import { releasedChangelog } from "./release/released-changelog.ts";
import { VERSION_PLACES, withVersion } from "./release/version-places.ts";
import { repositoryPath } from "./repository-path.ts";

const CHANGELOG = "CHANGELOG.md";

const read = (file: string): string => readFileSync(repositoryPath(file), "utf8");

await runCommand(async () => {
  const current: string = JSON.parse(read("package.json")).version;
  const next = nextVersion(current, process.argv[2]);
  const texts = new Map([[CHANGELOG, releasedChangelog(read(CHANGELOG), next, new Date().toISOString().slice(0, 10))]]);
  for (const [file, pattern] of VERSION_PLACES) {
    texts.set(file, withVersion(texts.get(file) ?? read(file), pattern, current, next));
  }
  // Nothing is written before all of it is known.
  for (const [file, text] of texts) writeFileSync(repositoryPath(file), text);
  console.log(`Version ${next} stands in ${[...texts.keys()].join(", ")}. Read the difference and commit it.`);
});
