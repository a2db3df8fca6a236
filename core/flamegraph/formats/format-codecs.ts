import type { FrameDiff } from "../diff.ts";
import type { FrameTable } from "../frame-table.ts";
import { writeCsv, writeDiffCsv } from "./csv-text.ts";
import { writeDifferentialFolded } from "./differential-folded.ts";
import type { ReadFormatId, WrittenFormatId } from "./file-formats.ts";
import { writeFolded } from "./folded-text.ts";
import { parseFolded, type TextOf } from "./parse-folded.ts";
import { isHeapProfile, parseHeapProfile } from "./parse-heapprofile.ts";
import type { Json } from "./parse-json.ts";
import { isPprof, parsePprof } from "./parse-pprof.ts";
import { isSpeedscope, parseSpeedscope } from "./parse-speedscope.ts";
import type { ParsedFrames } from "./parsed-frames.ts";
import { encodePprof } from "./pprof.ts";
import { writeSpeedscope } from "./write-speedscope.ts";

/** How a file of stacks is known and read. */
export type FormatReader =
  | { readonly of: "bytes"; is(head: Uint8Array): boolean; parse(bytes: Uint8Array, textOf: TextOf): ParsedFrames }
  | { readonly of: "json"; is(file: Json): boolean; parse(file: Json): ParsedFrames }
  | { readonly of: "text"; parse(bytes: Uint8Array, textOf: TextOf): ParsedFrames };

export interface FormatWriter {
  write(frames: FrameTable, title: string): string | Uint8Array<ArrayBuffer>;
  /** The file of a diff, from the frame of that index; without it the larger side is written. */
  writeDiff?(diff: FrameDiff, frame: number): string;
}

/* The functions of the rows of FILE_FORMATS, which the worker needs and the panel's menus do not; the compiler asks for each. */

export const READERS = {
  /* Any text that is not of another format. */
  folded: { of: "text", parse: parseFolded },
  speedscope: { of: "json", is: isSpeedscope, parse: parseSpeedscope },
  pprof: { of: "bytes", is: isPprof, parse: parsePprof },
  heapprofile: { of: "json", is: isHeapProfile, parse: parseHeapProfile },
} as const satisfies Readonly<Record<ReadFormatId, FormatReader>>;

export const WRITERS: Readonly<Record<WrittenFormatId, FormatWriter>> = {
  folded: { write: (frames) => writeFolded(frames), writeDiff: writeDifferentialFolded },
  speedscope: { write: writeSpeedscope },
  pprof: { write: encodePprof },
  csv: { write: writeCsv, writeDiff: writeDiffCsv },
};
