import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import path from "node:path";
import { repositoryPath } from "../repository-path.ts";

/** Copies a project of `samples/` beside the app, as `installProject` makes one. Returns its folder. */
export function installSample(name: string, app: string, packages: readonly string[]): string {
  const folder = installProject(name, app, packages);
  cpSync(repositoryPath(`samples/${name}`), folder, { recursive: true });
  return folder;
}

/** Makes a folder beside the app, with the package as it is installed there and these packages of the repository. */
export function installProject(name: string, app: string, packages: readonly string[]): string {
  const folder = mkdtempSync(path.join(path.dirname(app), `${name}-`));
  cpSync(path.join(app, "node_modules/allocative"), path.join(folder, "node_modules/allocative"), { recursive: true });
  for (const each of packages) {
    const link = path.join(folder, "node_modules", each);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(repositoryPath(`node_modules/${each}`), link, "junction");
  }
  return folder;
}
