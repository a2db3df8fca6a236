import type { FrameTable } from "../frame-table.ts";
import { TooManyFramesError } from "../tree/frame-tree.ts";

/**
 * Frames of a file at most, those of all its profiles together; the next one throws a `TooManyFramesError`. Measured in Chromium 150: 3,500,000 frames, each with a name of its own, take 1.9 GB in panel and worker together.
 */
export const MAX_FRAMES_OF_FILE = 4_000_000;

/** One set of stacks of a file: a profile of speedscope, a sample type of pprof. */
export interface StackProfile {
  /** As the file names it, with its unit. */
  readonly name: string;
  /** `null` if its numbers are not bytes, or its stacks are not valid. */
  readonly frames: FrameTable | null;
  /**
   * The part of the file that these frames leave out, or the reason for the missing frames; half a sentence, `""` if
   * nothing is left out.
   */
  readonly note: string;
}

/** A file of another program. */
export type ParsedFrames =
  /** `profiles` only where there are several; `frames` and `note` are those of the one in `shown`. */
  | {
      readonly ok: true;
      readonly frames: FrameTable;
      readonly note?: string;
      readonly profiles?: readonly StackProfile[];
      readonly shown?: number;
    }
  /** A sentence: the value found, the expected one, and the place. */
  | { readonly ok: false; readonly error: string };

/**
 * The profiles of a file, in its order. `read` gets the index of one, and how many frames are left for it: all together have `MAX_FRAMES_OF_FILE`, or a file with many profiles would take many times as much. The one that the file
 * calls active is read first, so that the others cannot take its frames. One for which too few are left has no frames. @throws TooManyFramesError where the first alone is too large
 */
export function readProfiles(
  names: readonly string[],
  active: number,
  read: (index: number, maxFrames: number) => Omit<StackProfile, "name">,
): StackProfile[] {
  const profiles: StackProfile[] = names.map((name) => ({ name, frames: null, note: "" }));
  let left = MAX_FRAMES_OF_FILE;
  const readOne = (index: number): void => {
    try {
      const { frames, note } = read(index, left);
      profiles[index] = { name: names[index], frames, note };
      left -= frames?.count ?? 0;
    } catch (error) {
      if (!(error instanceof TooManyFramesError) || left === MAX_FRAMES_OF_FILE) throw error;
      const note = `the profiles of a file have ${MAX_FRAMES_OF_FILE.toLocaleString("en")} frames at most, and the others have taken them`;
      profiles[index] = { name: names[index], frames: null, note };
    }
  };
  if (active in names) readOne(active);
  for (let index = 0; index < names.length; index++) if (index !== active) readOne(index);
  return profiles;
}

/**
 * The file with these profiles: it opens at `active` if that one has frames, else at the last or first that has, by `otherwise`. `error` is for a file in which no profile has frames.
 */
export function parsedProfiles(
  profiles: readonly StackProfile[],
  active: number,
  otherwise: "first" | "last",
  error: string,
): ParsedFrames {
  const hasFrames = ({ frames }: StackProfile): boolean => frames !== null;
  let shown = active;
  if (profiles[shown]?.frames == null)
    shown = otherwise === "first" ? profiles.findIndex(hasFrames) : profiles.findLastIndex(hasFrames);
  const profile = profiles[shown];
  if (profile === undefined || profile.frames === null) return { ok: false, error };
  const { frames, note } = profile;
  const parsed = note === "" ? ({ ok: true, frames } as const) : ({ ok: true, frames, note } as const);
  return profiles.length === 1 ? parsed : { ...parsed, profiles, shown };
}

/** The sum of sizes that can be counted exactly ends there. */
export function sumError(total: number): string {
  return `its numbers sum to ${total}, above ${Number.MAX_SAFE_INTEGER}, the largest sum that can be counted exactly`;
}
