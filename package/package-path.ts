import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The absolute path of a file or folder of the package, such as `dist/extension`: of the installed one, or of the repository. */
export function packagePath(relative: string): string {
  return path.join(rootAbove(HERE), relative);
}

/** The built command lies deeper than this file. */
function rootAbove(folder: string): string {
  if (existsSync(path.join(folder, "package.json"))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`There is no package.json above ${HERE}.`);
  return rootAbove(parent);
}

/** The version of the package. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(packagePath("package.json"), "utf8")).version;
}
