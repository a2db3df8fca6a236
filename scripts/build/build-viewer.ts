import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { shrink } from "./shrink.ts";
import { BundledPackages, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

/** In the extension's folder. The panel reads it by this name: `extension/panel/services/viewer.ts`. */
export const VIEWER_FILE = "allocative-viewer.html";

const SOURCE = "extension/viewer";
const PARTS_FOLDER = ".cache/viewer";
/** As `extension/viewer/README.md` and `check.js` say. */
const BROWSERS = ["chrome114", "edge114", "firefox125", "safari17.4"];

/** Builds the page of exported files as one file in `folder`: it asks for no other. */
export async function buildViewer(folder: string): Promise<void> {
  const packages = new BundledPackages();
  rmSync(repositoryPath(PARTS_FOLDER), { recursive: true, force: true });
  await runViteBuild({
    configFile: false,
    publicDir: false,
    plugins: [packages.plugin()],
    worker: { format: "iife", plugins: () => [packages.plugin()] },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: PARTS_FOLDER,
      target: BROWSERS,
      minify: true,
      lib: {
        entry: repositoryPath(`${SOURCE}/main.tsx`),
        formats: ["iife"],
        name: "allocative",
        fileName: () => "viewer.js",
        cssFileName: "viewer",
      },
    },
  });
  const script = repositoryPath(`${PARTS_FOLDER}/viewer.js`);
  await shrink(script, { toplevel: true });
  const code = inElement(readFileSync(script, "utf8").trim());
  const check = inElement(readFileSync(repositoryPath(`${SOURCE}/check.js`), "utf8").trim());
  const style = inElement(readFileSync(repositoryPath(`${PARTS_FOLDER}/viewer.css`), "utf8").trim());
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(check)} ${hashOf(code)}`,
    `style-src ${hashOf(style)}`,
    /* The worker that tries regular expressions is a part of the script. */
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const parts: Readonly<Record<string, string>> = { policy, style, check, code };
  const page = readFileSync(repositoryPath(`${SOURCE}/viewer.html`), "utf8")
    .replace(/\n\s*/g, "\n")
    .replace(/\(policy\)|\/\*\((\w+)\)\*\//g, (_place, part: string = "policy") => parts[part]);
  const licenses = `${readFileSync(repositoryPath("LICENSE"), "utf8")}\n${writeLicenses(packages.list())}`;
  mkdirSync(repositoryPath(folder), { recursive: true });
  writeFileSync(
    repositoryPath(`${folder}/${VIEWER_FILE}`),
    `${page.trim()}\n<!--\n${licenses.replaceAll("--", "- -").trim()}\n-->\n`,
  );
}

/** The minifier has written strings so that they do not end the element. */
function inElement(content: string): string {
  if (/<\/(?:script|style)|<!--/i.test(content)) throw new Error("a part of the viewer ends its element");
  return content;
}

function hashOf(content: string): string {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}
