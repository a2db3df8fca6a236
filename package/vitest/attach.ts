import type { TestContext } from "vitest";

export interface AttachedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly contentType: string;
}

/** What a matcher has as `this`, as far as it is read here. */
export interface MatcherState {
  readonly isNot: boolean;
  /** The test that runs; undefined outside of one. */
  readonly task?: { readonly context: TestContext } | undefined;
}

/** Where files are, until Vitest has copied them. */
export interface Attacher {
  /** Writes the file, and resolves to its path. */
  write(file: AttachedFile): Promise<string>;
  remove(path: string): Promise<void>;
}

/** Attaches the files to the test, each as an annotation. Resolves to what the text of the failure says about it: the path of the last one, or why there is none. */
export async function attachAll(
  { task }: MatcherState,
  attacher: Attacher,
  filesOf: () => readonly AttachedFile[],
): Promise<string> {
  if (task === undefined) return "";
  try {
    return await attach(task.context, attacher, filesOf());
  } catch (error) {
    /* A project may forbid to write files; the verdict is more than they are. */
    return `\n\nThe snapshot could not be attached: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function attach(context: TestContext, attacher: Attacher, files: readonly AttachedFile[]): Promise<string> {
  let last: string | undefined;
  for (const file of files) {
    const path = await attacher.write(file);
    try {
      const { name, contentType } = file;
      const { attachment } = await context.annotate(name, { path, contentType });
      last = attachment?.path;
    } finally {
      await attacher.remove(path);
    }
  }
  const names = files.map(({ name }) => name).join(", ");
  return last === undefined ? "" : `\n\nAttached: ${names}\n  ${last}`;
}
