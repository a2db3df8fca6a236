/** How files of the format become frames: read as stacks, as a graph by the codec or by the readers of heap snapshots, or as several files of one snapshot each. */
type ReadAs = "stacks" | "graph" | "heap" | "several";

/** What the menu says of a file that is written: by default, of a diff, and of frames that count objects. */
export interface WrittenFile {
  readonly hint: string;
  readonly diffHint?: string;
  readonly hintWithObjects?: string;
  readonly isCompressed: boolean;
  /** Those that are no program of everyone's. */
  readonly readers: readonly FileReader[];
}

/** A program that reads files which are written here. */
export interface FileReader {
  readonly name: string;
  /** Where it is, or where it is to be had. */
  readonly url: string;
}

const SPEEDSCOPE: FileReader = { name: "speedscope.app", url: "https://www.speedscope.app/" };
const FLAMEGRAPH_PL: FileReader = { name: "flamegraph.pl", url: "https://github.com/brendangregg/FlameGraph" };
const INFERNO: FileReader = { name: "inferno", url: "https://github.com/jonhoo/inferno" };
const PPROF: FileReader = { name: "pprof", url: "https://github.com/google/pprof" };

export interface FileFormat {
  readonly id: string;
  readonly label: string;
  /** Without the first dot; the first is that of the files that are written here. */
  readonly extensions: readonly string[];
  /** Programs that write such files, or read them. */
  readonly programs: string;
  readonly read: ReadAs | null;
  /** From frames alone, as files for other programs. */
  readonly written: WrittenFile | null;
  /** In a way of its own. */
  readonly isWrittenByPanel?: boolean;
}

/** All formats of files: the menu, the file dialog, the worker and docs/files.md are made from this table. Their functions are in format-codecs.ts. */
export const FILE_FORMATS = [
  {
    id: "folded",
    label: "Folded stacks",
    extensions: ["folded", "txt", "src", "collapsed"],
    programs: "flamegraph.pl, inferno, speedscope, Rust's `allocative`",
    read: "stacks",
    written: {
      hint: "for speedscope, flamegraph.pl",
      diffHint: "before and after, for flamegraph.pl",
      isCompressed: false,
      readers: [SPEEDSCOPE, FLAMEGRAPH_PL, INFERNO],
    },
  },
  {
    id: "speedscope",
    label: "speedscope JSON",
    extensions: ["speedscope.json", "json"],
    programs: "speedscope.app",
    read: "stacks",
    written: { hint: "for speedscope.app", isCompressed: false, readers: [SPEEDSCOPE] },
  },
  {
    id: "pprof",
    label: "pprof",
    extensions: ["pb.gz", "pprof", "pb", "prof"],
    programs: "pprof, Go, speedscope",
    read: "stacks",
    written: { hint: "bytes", hintWithObjects: "bytes and objects", isCompressed: true, readers: [PPROF, SPEEDSCOPE] },
  },
  {
    id: "csv",
    label: "CSV",
    extensions: ["csv"],
    programs: "spreadsheets",
    read: null,
    written: {
      hint: "a row for each frame",
      diffHint: "before and after of each frame",
      isCompressed: false,
      readers: [],
    },
  },
  {
    id: "snapshot",
    label: "Snapshot file",
    extensions: ["allocative"],
    programs: "this panel, `allocative snapshot`",
    read: "graph",
    written: null,
    isWrittenByPanel: true,
  },
  {
    id: "snapshots",
    label: "All snapshots",
    extensions: ["allocative"],
    programs: "this panel",
    read: "several",
    written: null,
    isWrittenByPanel: true,
  },
  {
    id: "html",
    label: "HTML page",
    extensions: ["html"],
    programs: "any browser",
    read: null,
    written: null,
    isWrittenByPanel: true,
  },
  {
    id: "heap-snapshot",
    label: "V8 heap snapshot",
    extensions: ["heapsnapshot", "heaptimeline"],
    programs: "Chrome, Node, Deno, Bun",
    read: "heap",
    written: null,
  },
  {
    id: "core-dump",
    label: "Firefox heap snapshot",
    extensions: ["fxsnapshot"],
    programs: "Firefox",
    read: "heap",
    written: null,
  },
  {
    id: "heapprofile",
    label: "Allocation sampling",
    extensions: ["heapprofile"],
    programs: "Chrome, `node --heap-prof`",
    read: "stacks",
    written: null,
  },
] as const satisfies readonly FileFormat[];

type Row = (typeof FILE_FORMATS)[number];

export type FormatId = Row["id"];

/** Those that are read as stacks, and those that are written from frames. */
export type ReadFormatId = Extract<Row, { read: "stacks" }>["id"];
export type WrittenFormatId = Extract<Row, { written: object }>["id"];

export function fileFormatOf(id: FormatId): FileFormat {
  for (const format of FILE_FORMATS) if (format.id === id) return format;
  throw new Error(`not a format: ${id}`);
}

/** The end of names of files that are written, without the first dot. */
export function extensionOf(id: FormatId): string {
  return fileFormatOf(id).extensions[0];
}

/** Formats that can be opened, by their labels. */
export const OPENED_FORMATS = FILE_FORMATS.filter(({ read }) => read !== null)
  .map(({ label }) => label)
  .join(", ");

/** Ends of names of files that can be opened, as the file dialog wants them. */
export const OPENED_EXTENSIONS = [
  ...new Set(
    FILE_FORMATS.flatMap(({ read, extensions }) =>
      read === null ? [] : extensions.map((extension) => `.${extension.split(".").at(-1)}`),
    ),
  ),
  /* Any of them may be compressed. */
  ".gz",
].join(",");

/** All programs that read files which are written here, each once, and the labels of the formats that each of them reads. */
export function fileReaders(): readonly (FileReader & { readonly formats: readonly string[] })[] {
  const readers = new Map<FileReader, string[]>();
  for (const { label, written } of FILE_FORMATS)
    for (const reader of written?.readers ?? []) readers.set(reader, [...(readers.get(reader) ?? []), label]);
  return [...readers].map(([reader, formats]) => ({ ...reader, formats }));
}

/** The table of docs/files.md. */
export function formatFileFormats(): string {
  const rows = FILE_FORMATS.map((format: FileFormat) => {
    const { label, extensions, programs, read, written, isWrittenByPanel } = format;
    const endings = extensions.map((extension) => `\`.${extension}\``).join(", ");
    const isWritten = written !== null || isWrittenByPanel === true;
    return [label, endings, programs, read === null ? "" : "yes", isWritten ? "yes" : ""];
  });
  const table = [["format", "names end in", "programs", "opened", "exported"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const lineOf = (cells: readonly string[], fill = " "): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column], fill)).join(" | ")} |`;
  const [head, ...others] = table;
  return [
    lineOf(head),
    lineOf(
      widths.map(() => ""),
      "-",
    ),
    ...others.map((row) => lineOf(row)),
  ].join("\n");
}
