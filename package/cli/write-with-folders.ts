import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes a file, and makes the folders that it is to stand in. */
export function writeWithFolders(file: string, content: string | Uint8Array): void {
  makeFolderOf(file);
  writeFileSync(file, content);
}

export function makeFolderOf(file: string): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
}
