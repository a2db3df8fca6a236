import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { repositoryPath } from "../repository-path.ts";

const README = repositoryPath("README.md");
const NPM_README = repositoryPath("package/npm-readme.md");
/** Where the repository's README waits meanwhile. */
const SAVED = repositoryPath(".cache/repository-readme.md");

/** The README for npm: a link to a file of the package is its address on a CDN, because npm's page has none of the files. */
export function npmReadme(): string {
  const { name, version } = JSON.parse(readFileSync(repositoryPath("package.json"), "utf8"));
  return readFileSync(NPM_README, "utf8").replaceAll("](../", `](https://unpkg.com/${name}@${version}/`);
}

/** Puts the README for npm in the place of the repository's: npm takes it from nowhere else. */
export function putNpmReadme(): void {
  mkdirSync(path.dirname(SAVED), { recursive: true });
  /* One that is saved already is the repository's: an earlier `npm pack` was ended before it put it back. */
  if (!existsSync(SAVED)) renameSync(README, SAVED);
  writeFileSync(README, npmReadme());
}

export function putBackRepositoryReadme(): void {
  if (existsSync(SAVED)) renameSync(SAVED, README);
}
