/** A part of the source that is compiled as one project. */
export interface Layer {
  readonly name: string;
  /** A layer may import layers of lower rows; those of one row never import each other. */
  readonly row: number;
  /** Path prefixes. The longest prefix that fits a file decides. */
  readonly paths: readonly string[];
  /** Names of the only layers it may import, where the row alone would allow more. */
  readonly only?: readonly string[];
}

export const LAYERS: readonly Layer[] = [
  { name: "graph", row: 0, paths: ["core/graph/"] },
  { name: "flamegraph", row: 1, paths: ["core/flamegraph/"] },
  { name: "heap-snapshot", row: 1, paths: ["core/heap-snapshot/"] },
  { name: "layout", row: 1, paths: ["core/layout/"] },
  { name: "introspect", row: 1, paths: ["core/introspect.ts", "core/introspect-native.ts", "core/prototype-chain.ts"] },
  { name: "visitor", row: 2, paths: ["core/visitor.ts", "core/visitor/"] },
  { name: "impls", row: 3, paths: ["core/impls/"] },
  {
    name: "roots",
    row: 3,
    paths: [
      "core/roots.ts",
      "core/register.ts",
      "core/register-impl.ts",
      "core/describe-class.ts",
      "core/decorators.ts",
    ],
  },
  { name: "walk", row: 3, paths: ["core/walk/"] },
  { name: "core", row: 4, paths: ["core/"] },
  { name: "protocol", row: 5, paths: ["extension/protocol/"], only: [] },
  { name: "content", row: 6, paths: ["extension/content/"], only: ["protocol"] },
  { name: "devtools", row: 6, paths: ["extension/devtools/"], only: ["protocol"] },
  {
    name: "page",
    row: 6,
    paths: ["extension/page/"],
    only: ["graph", "introspect", "roots", "walk", "core", "protocol"],
  },
  { name: "worker", row: 6, paths: ["extension/panel/worker/"], only: ["graph", "flamegraph", "heap-snapshot"] },
  { name: "panel", row: 7, paths: ["extension/panel/"], only: ["graph", "flamegraph", "protocol", "worker"] },
  { name: "demo", row: 8, paths: ["demo/"], only: ["core"] },
  { name: "scripts", row: 8, paths: ["scripts/"] },
  { name: "e2e", row: 9, paths: ["e2e/"] },
  { name: "bench", row: 9, paths: ["bench/"] },
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

/** Why `from` must not import `to`, as a sentence; `undefined` where it may. */
export function objectionTo(from: string, to: string): string | undefined {
  const importer = layerOf(from);
  const imported = layerOf(to);
  if (!importer || importer === imported) return undefined;
  const allowed = imported && imported.row < importer.row && (importer.only?.includes(imported.name) ?? true);
  if (allowed) return undefined;
  return `${from} (${importer.name}) must not import ${to} (${imported?.name ?? "above all layers"}).`;
}
