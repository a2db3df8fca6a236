/** A part of the source that is compiled as one project. */
export interface Layer {
  readonly name: string;
  /** A layer may import layers of lower rows; those of one row never import each other. */
  readonly row: number;
  /** Path prefixes. The longest prefix that fits a file decides. */
  readonly paths: readonly string[];
  /** Names of the only layers it may import, if the row alone would allow more. */
  readonly only?: readonly string[];
  /** What it is, for the table in ARCHITECTURE.md. */
  readonly description: string;
}

export const LAYERS: readonly Layer[] = [
  {
    name: "graph",
    row: 0,
    paths: ["core/graph/"],
    description: "the data: places, shapes, cells, codec; no live objects",
  },
  {
    name: "flamegraph",
    row: 1,
    paths: ["core/flamegraph/"],
    description: "frames derived from a graph, and files of frames; pure functions",
  },
  {
    name: "heap-snapshot",
    row: 1,
    paths: ["core/heap-snapshot/"],
    description: "V8's heap snapshots read as graphs; pure functions",
  },
  { name: "layout", row: 1, paths: ["core/layout/"], description: "bytes of engine objects as functions of counts" },
  { name: "realm", row: 1, paths: ["core/realm/"], description: "the only files that touch measured objects" },
  { name: "sink", row: 2, paths: ["core/sink/"], description: "what an impl reports about one object" },
  {
    name: "natives",
    row: 2,
    paths: ["core/natives/"],
    only: ["graph", "realm"],
    description: "functions of the browser, wrapped so that each call is noted",
  },
  { name: "visitor", row: 3, paths: ["core/visitor/"], description: "`Visitor`: what an object reports about itself" },
  {
    name: "impls",
    row: 4,
    paths: ["core/impls/"],
    description: "one file per family of types, its golden `*.folded` beside it",
  },
  {
    name: "registry",
    row: 4,
    paths: ["core/registry/"],
    description: "registered roots, impls and descriptions of classes",
  },
  {
    name: "walk",
    row: 4,
    paths: ["core/walk/"],
    description: "the worklist that turns live objects into graph tables",
  },
  {
    name: "snapshot",
    row: 5,
    paths: ["core/snapshot/"],
    description: "wires walk, impls and registry: `takeSnapshot`, `sizeOfUnique`",
  },
  { name: "builder", row: 6, paths: ["core/builder/"], description: "`FlameGraphBuilder`, with the crate's rules" },
  { name: "core", row: 7, paths: ["core/"], description: "the public entries `index.ts` and `register.ts`" },
  {
    name: "protocol",
    row: 8,
    paths: ["extension/protocol/"],
    only: [],
    description: "messages, their parser, adapters, requests, chunks",
  },
  {
    name: "scopes",
    row: 9,
    paths: ["extension/scopes/"],
    only: ["graph", "protocol"],
    description: "closures, asked for through a debugger session; no extension API",
  },
  {
    name: "content",
    row: 9,
    paths: ["extension/content/"],
    only: ["protocol"],
    description: "the bridge, in the isolated world of the page",
  },
  {
    name: "tab",
    row: 9,
    paths: ["extension/tab/"],
    only: ["protocol"],
    description: "the inspected tab by the browser's API, asked directly or through Firefox's background script",
  },
  { name: "devtools", row: 9, paths: ["extension/devtools/"], only: ["protocol"], description: "creates the panel" },
  {
    name: "page",
    row: 10,
    paths: ["extension/page/"],
    only: ["graph", "realm", "natives", "registry", "walk", "snapshot", "protocol", "scopes"],
    description: "the agent, in the main world of the page",
  },
  {
    name: "frames",
    row: 9,
    paths: ["extension/panel/frames/"],
    only: ["graph", "flamegraph", "layout"],
    description: "rows, figures and searches over frame tables; pure functions",
  },
  {
    name: "worker",
    row: 10,
    paths: ["extension/panel/worker/"],
    only: ["graph", "flamegraph", "heap-snapshot", "scopes", "frames"],
    description: "derives frames and reads files, in a worker of the panel",
  },
  {
    name: "icicle",
    row: 10,
    paths: ["extension/panel/icicle/"],
    only: ["graph", "flamegraph", "frames"],
    description: "layout, hit test and paint of the icicle",
  },
  {
    name: "panel",
    row: 11,
    paths: ["extension/panel/"],
    only: ["graph", "flamegraph", "protocol", "scopes", "tab", "worker", "frames", "icicle"],
    description: "the panel: store, icicle, views",
  },
  {
    name: "viewer",
    row: 12,
    paths: ["extension/viewer/"],
    only: ["graph", "flamegraph", "worker", "frames", "icicle", "panel"],
    description: "the page of an exported file: views of the panel, without the extension",
  },
  {
    name: "package",
    row: 13,
    paths: ["package/"],
    only: [
      "graph",
      "flamegraph",
      "heap-snapshot",
      "layout",
      "realm",
      "natives",
      "registry",
      "core",
      "protocol",
      "scopes",
      "frames",
      "worker",
      "icicle",
      "panel",
    ],
    description: "what people install beside the core: the command `allocative`; runs in Node",
  },
  { name: "demo", row: 13, paths: ["demo/"], only: ["core"], description: "a page with real libraries" },
  { name: "scripts", row: 14, paths: ["scripts/"], description: "build, test and the commands of the repository" },
  { name: "e2e", row: 15, paths: ["e2e/"], description: "tests in the real DevTools" },
  { name: "bench", row: 15, paths: ["bench/"], description: "benchmarks and calibration" },
];

/** The layer of a file, given by its path in the repository; `undefined` for files above all layers, such as vite.config.ts. */
export function layerOf(file: string): Layer | undefined {
  let best: Layer | undefined;
  let length = 0;
  for (const layer of LAYERS) {
    for (const path of layer.paths) {
      if (path.length > length && file.startsWith(path)) {
        best = layer;
        length = path.length;
      }
    }
  }
  return best;
}

/** Data without code, which any layer may read. */
const DATA = "manifest.json";

/** Why `from` must not import `to`, as a sentence; `undefined` if it may. */
export function objectionTo(from: string, to: string): string | undefined {
  const importer = layerOf(from);
  const imported = layerOf(to);
  if (!importer || importer === imported || to === DATA) return undefined;
  const allowed = imported && imported.row < importer.row && (importer.only?.includes(imported.name) ?? true);
  if (allowed) return undefined;
  return `${from} (${importer.name}) must not import ${to} (${imported?.name ?? "above all layers"}).`;
}

/** The table of ARCHITECTURE.md, in Markdown. */
export function formatLayerTable(): string {
  const rows = LAYERS.map(({ row, paths, only, description }) => [
    `${row}`,
    paths.map((path) => `\`${path}\``).join(", "),
    description,
    only ? only.join(", ") || "nothing" : "every row above",
  ]);
  const table = [["row", "folder", "what it is", "may import"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const lines = table.map((cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
