import { writeShare } from "../../extension/panel/frames/figures.ts";
import type { OpenSnapshot, SnapshotFiles } from "../files/snapshot-files.ts";
import { ExpectedError } from "./expected-error.ts";
import type { Terminal } from "./terminal.ts";

const URL_START = /^[a-z]+:\/\//i;

/** Opens a file for a command. @throws ExpectedError */
export async function openFile(files: SnapshotFiles, file: string, terminal: Terminal): Promise<OpenSnapshot> {
  if (URL_START.test(file)) {
    throw new ExpectedError(`“${file}” is a URL, and this command takes a file: take a snapshot of the page first.`);
  }
  terminal.report(`Reading ${file} …`);
  return await files.open(file, (share) => terminal.report(`Reading ${file} … ${writeShare(share)}`));
}
