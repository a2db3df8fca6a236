import { FILE_FORMATS, type FormatId } from "../../core/flamegraph/formats/file-formats.ts";
import { UsageError } from "../cli/parse-command.ts";

/** What a snapshot can be written as: the formats of the panel's menu. */
export type OutputFormat = Exclude<FormatId, "snapshots" | "heapprofile" | "core-dump"> | "svg";

const FORMATS: readonly { readonly id: OutputFormat; readonly extensions: readonly string[] }[] = [
  ...FILE_FORMATS.flatMap(({ id, extensions }) =>
    id === "snapshots" || id === "heapprofile" || id === "core-dump" ? [] : [{ id, extensions }],
  ),
  { id: "svg", extensions: ["svg"] },
];

/** The format that was asked for, else by the ending of the file's name; folded stacks where the ending says nothing. `isHeap` is for a heap snapshot of V8. @throws UsageError */
export function outputFormatOf(file: string, asked: string | undefined, isHeap: boolean): OutputFormat {
  const allowed = FORMATS.filter(({ id }) => isHeap || id !== "heap-snapshot");
  if (asked !== undefined) {
    const found = allowed.find(({ id }) => id === asked);
    if (found !== undefined) return found.id;
    throw new UsageError(`--format is "${asked}"; it can be: ${allowed.map(({ id }) => id).join(", ")}.`);
  }
  const name = file.toLowerCase();
  const byEnding = FORMATS.find(({ extensions }) => extensions.some((extension) => name.endsWith(`.${extension}`)));
  if (byEnding?.id === "heap-snapshot" && !isHeap) {
    throw new UsageError(`"${file}" ends as a heap snapshot of V8 does; add --heap to take one.`);
  }
  return byEnding?.id ?? "folded";
}
