import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Zippable, zipSync } from "fflate";

/** The first moment that a zip can hold, in the local time that it is written in: the same bytes everywhere. */
const EARLIEST = new Date(1980, 0, 1);

/** Paths of all files below a folder, with "/", sorted by their characters. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** The files of a folder as a zip. It depends on their names and contents alone. */
export function zipFolder(folder: string): Uint8Array {
  return zipFiles(folder, filesOf(folder));
}

/** Those of its files. */
export function zipFiles(folder: string, names: readonly string[]): Uint8Array {
  const files: Zippable = {};
  for (const name of names) files[name] = [readFileSync(path.join(folder, name)), { mtime: EARLIEST, level: 9 }];
  return zipSync(files);
}
