import type { FrameTable } from "../frame-table.ts";

/** What a file of another program holds. */
export type ParsedFrames =
  /** `note`: what of the file is not on show, as half a sentence. */
  | { readonly ok: true; readonly frames: FrameTable; readonly note?: string }
  /** A sentence: what came, what was expected, where. */
  | { readonly ok: false; readonly error: string };
