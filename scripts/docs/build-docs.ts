import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runViteBuild } from "../build/vite-build.ts";
import { repositoryPath } from "../repository-path.ts";
import { DOC_FILES } from "./doc-pages.ts";
import { markdownOnSite, markdownPathOf, writeLlmsFull, writeLlmsIndex } from "./llms-files.ts";
import { resolveTarget } from "./read-markdown.ts";
import { type DocPage, readDocPage, renderPage } from "./render-page.ts";
import { writeSearchData } from "./search-data.ts";

export const DOCS_FOLDER = "dist/docs";

export function readDocPages(): DocPage[] {
  return DOC_FILES.map((file) => readDocPage(file, readFileSync(repositoryPath(file), "utf8")));
}

/** Makes the site in `dist/docs/`. It has no address of its own: it works from any folder of a server, and from a disk. */
export async function buildDocs(): Promise<readonly DocPage[]> {
  rmSync(repositoryPath(DOCS_FOLDER), { recursive: true, force: true });
  const pages = readDocPages();
  for (const page of pages) {
    writeTo(page.path, renderPage(page, pages));
    writeTo(markdownPathOf(page), markdownOnSite(page, pages));
    copyPictures(page);
  }
  writeTo("llms.txt", writeLlmsIndex(pages));
  writeTo("llms-full.txt", writeLlmsFull(pages));
  writeTo("search-data.js", writeSearchData(pages));
  copyTo("icon.png", "extension/icons/icon-48.png");
  copyTo("site.css", "scripts/docs/site/site.css");
  await runViteBuild({
    configFile: false,
    publicDir: false,
    build: {
      outDir: DOCS_FOLDER,
      emptyOutDir: false,
      target: "es2022",
      lib: {
        entry: repositoryPath("scripts/docs/site/search.ts"),
        formats: ["iife"],
        name: "search",
        fileName: () => "search.js",
      },
    },
  });
  return pages;
}

function copyPictures({ file, path: page, read }: DocPage): void {
  for (const target of read.targets) {
    const resolved = resolveTarget(file, target);
    if (resolved.kind === "web" || !resolved.path.endsWith(".png")) continue;
    copyTo(path.posix.join(path.posix.dirname(page), target), resolved.path);
  }
}

function writeTo(name: string, content: string): void {
  const file = repositoryPath(`${DOCS_FOLDER}/${name}`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function copyTo(name: string, source: string): void {
  const file = repositoryPath(`${DOCS_FOLDER}/${name}`);
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(repositoryPath(source), file);
}
