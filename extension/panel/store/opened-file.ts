import { MAX_SNAPSHOT_BYTES } from "../../protocol/messages.ts";
import { writeSize } from "../frames/figures.ts";
import { PanelError } from "./services.ts";
import type { SnapshotSource } from "./state.ts";

/** As much of the DOM's `File` as is needed. */
export interface OpenedFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** First bytes of our own format: "ALLO". */
const MAGIC = [0x41, 0x4c, 0x4c, 0x4f];

/** Text is decoded to one string, and a string has at most 2^29 characters. */
const MAX_FOLDED_BYTES = 512 * 1024 * 1024;

/** How far to look for a byte that no text has. */
const SNIFFED_BYTES = 4096;

export interface RecognisedFile {
  readonly source: Exclude<SnapshotSource, "page" | "diff">;
  readonly bytes: Uint8Array;
}

/** Tells what the file is by its bytes, not by its name. Rejects with a sentence for one that cannot be opened. */
export async function recogniseFile(file: OpenedFile): Promise<RecognisedFile> {
  if (file.size === 0)
    throw new PanelError(
      "file-empty",
      `“${file.name}” is empty. Open a snapshot file, folded stacks or a speedscope file.`,
    );
  if (file.size > MAX_SNAPSHOT_BYTES) throw tooLarge(file, MAX_SNAPSHOT_BYTES);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new PanelError(
      "file-unreadable",
      `“${file.name}” could not be read. Check that it is a file and still there.`,
    );
  }
  if (MAGIC.every((byte, index) => bytes[index] === byte)) return { source: "snapshot-file", bytes };
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) {
    throw new PanelError(
      "file-unknown",
      `“${file.name}” is neither a snapshot file of this panel, nor folded stacks (text lines such as “store;Object;items 16”), nor JSON of speedscope.`,
    );
  }
  if (file.size > MAX_FOLDED_BYTES) throw tooLarge(file, MAX_FOLDED_BYTES);
  return { source: "folded-file", bytes };
}

function tooLarge(file: OpenedFile, limit: number): PanelError {
  return new PanelError(
    "file-too-large",
    `“${file.name}” has ${writeSize(file.size)}; this panel opens files of up to ${writeSize(limit)}.`,
  );
}
