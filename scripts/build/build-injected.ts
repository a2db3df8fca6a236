import { readFileSync, writeFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { withOwnTexts } from "./own-texts.ts";
import { shrink } from "./shrink.ts";
import type { BundledPackages } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

/** What is brought into a realm that is measured, and the file that it becomes. */
export interface Injected {
  readonly entry: string;
  readonly file: string;
  /** What its engine can do. */
  readonly target: string;
}

/** The variable of a bundle that exports something; it is taken away. */
const BUNDLE_NAME = "allocative";

/** Builds it as one classic script in `folder`: a page's CSP would stop a module from loading its imports. */
export async function buildInjected(
  { entry, file, target }: Injected,
  folder: string,
  packages: BundledPackages,
): Promise<void> {
  await runViteBuild({
    configFile: false,
    publicDir: false,
    plugins: [packages.plugin()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target,
      minify: true,
      lib: { entry: repositoryPath(entry), formats: ["iife"], name: BUNDLE_NAME, fileName: () => file },
    },
  });
  const script = repositoryPath(`${folder}/${file}`);
  const bundle = readFileSync(script, "utf8");
  const expression = asExpression(bundle);
  writeFileSync(script, expression);
  /* Of a bundle that exports nothing, Terser would make a `return` outside of a function. */
  await shrink(script, { toplevel: true, compress: { expression: expression !== bundle } });
  writeFileSync(script, withOwnTexts(contained(readFileSync(script, "utf8"))));
}

/** A bundle whose entry exports one value, as the expression of that value; any other as it is. */
function asExpression(bundle: string): string {
  const value = bundle.trim().replace(new RegExp(`^var ${BUNDLE_NAME}\\s*=\\s*`), "");
  return value === bundle.trim() ? bundle : `(${value.replace(/;$/, "")});`;
}

/**
 * The script with its errors contained: nothing of ours stands in the page's error log. Its value, which `executeScript` and `Runtime.evaluate` resolve to, is what its entry exports; or what
 * was thrown, as a string. The page may have thrown it, so reading it may throw, too.
 */
function contained(script: string): string {
  return `try{${script.trim()}}catch(e){(()=>{try{return""+(typeof e=="object"&&e?e.message:typeof e=="string"?e:typeof e)}catch{return"an error that cannot be read"}})()}`;
}
