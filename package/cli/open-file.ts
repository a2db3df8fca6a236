import { writeShare } from "../../extension/panel/frames/figures.ts";
import { pageNameOf } from "../../extension/panel/store/page-name.ts";
import type { OpenSnapshot, SnapshotFiles } from "../files/snapshot-files.ts";
import type { Terminal } from "./terminal.ts";

const URL_START = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Opens a file for a command, or takes a snapshot of the page at a URL. @throws ExpectedError */
export async function openFile(files: SnapshotFiles, file: string, terminal: Terminal): Promise<OpenSnapshot> {
  if (URL_START.test(file)) {
    /* What drives a browser is read where one is needed. */
    const { takePage } = await import("./take-page.ts");
    return files.openTaken(file, await takePage(file, terminal), pageNameOf(file));
  }
  terminal.report(`Reading ${file} …`);
  return await files.open(file, (share) => terminal.report(`Reading ${file} … ${writeShare(share)}`));
}
