import { readdirSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";

/** A part of the documents, as the site's navigation lists it. */
export interface DocSection {
  readonly title: string;
  /** Markdown files of the repository, in the order of reading. */
  readonly files: readonly string[];
  /** Whether people need it who use Allocative, or those who change it. Search lists the former first. */
  readonly about: "use" | "making";
}

export const DOC_SECTIONS: readonly DocSection[] = [
  { title: "Begin", about: "use", files: ["docs/README.md", "docs/start.md", "docs/finding-a-leak.md"] },
  {
    title: "Recipes",
    about: "use",
    files: [
      "docs/recipes/README.md",
      "docs/recipes/a-route-leaks.md",
      "docs/recipes/the-store-grows.md",
      "docs/recipes/listeners-add-up.md",
      "docs/recipes/a-cache-without-a-limit.md",
      "docs/recipes/detached-elements.md",
      "docs/recipes/react-development-build.md",
      "docs/recipes/tab-and-javascript.md",
      "docs/recipes/a-node-process-grows.md",
    ],
  },
  { title: "The panel", about: "use", files: ["docs/panel.md", "docs/record.md", "docs/files.md"] },
  {
    title: "In code and in CI",
    about: "use",
    files: ["docs/derive.md", "docs/api.md", "docs/testing.md", "docs/command-line.md", "docs/answers.md"],
  },
  { title: "The numbers", about: "use", files: ["docs/sizes.md", "docs/accuracy.md", "docs/limits.md"] },
  { title: "Trust", about: "use", files: ["PRIVACY.md", "SECURITY.md"] },
  {
    title: "How it is made",
    about: "making",
    files: ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/build-for-amo.md", "core/layout/README.md"],
  },
  {
    title: "Decisions",
    about: "making",
    files: ["docs/decisions/README.md", ...decisions()],
  },
];

export const DOC_FILES: readonly string[] = DOC_SECTIONS.flatMap(({ files }) => files);

/** Where the page of a file of `DOC_FILES` stands on the site: `docs/` is its top, and the README of a folder its index. */
export function pageOf(file: string): string {
  const readme = /^core\/(\w+)\/README\.md$/.exec(file);
  if (readme) return `${readme[1]}.html`;
  const path = file.startsWith("docs/") ? file.slice("docs/".length) : file.toLowerCase();
  return path.replace(/README\.md$/, "index.md").replace(/\.md$/, ".html");
}

export function sectionOf(file: string): DocSection {
  const section = DOC_SECTIONS.find(({ files }) => files.includes(file));
  if (section === undefined) throw new Error(`${file} is in no section of the documents.`);
  return section;
}

function decisions(): string[] {
  return readdirSync(repositoryPath("docs/decisions"))
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .sort()
    .map((file) => `docs/decisions/${file}`);
}
