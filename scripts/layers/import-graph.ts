import path from "node:path";

/** Files, by their path in the repository, and the files each of them imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const IMPORT = /^\s*(?:import|export)\b[^;"']*?["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']/gm;

/** Relative imports of each source, by path; `sources` holds their content. */
export function importGraphOf(sources: ReadonlyMap<string, string>): ImportGraph {
  const graph = new Map<string, string[]>();
  for (const [file, text] of sources) {
    const folder = path.posix.dirname(file);
    const specifiers = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
    graph.set(file, [...new Set(specifiers.map((specifier) => path.posix.join(folder, specifier)))]);
  }
  return graph;
}

const UNSEEN = 0;
const OPEN = 1;
const DONE = 2;

/** Files of one cycle of imports, the first one again at the end; `undefined` if there is none. */
export function findImportCycle(graph: ImportGraph): string[] | undefined {
  const state = new Map<string, number>();
  for (const start of graph.keys()) {
    if (state.get(start)) continue;
    const path: { readonly file: string; next: number }[] = [{ file: start, next: 0 }];
    state.set(start, OPEN);
    while (path.length > 0) {
      const top = path[path.length - 1];
      const target = graph.get(top.file)?.[top.next++];
      if (target === undefined) {
        state.set(top.file, DONE);
        path.pop();
        continue;
      }
      const seen = state.get(target) ?? UNSEEN;
      if (seen === OPEN) {
        const files = path.map(({ file }) => file);
        return [...files.slice(files.indexOf(target)), target];
      }
      if (seen === DONE || !graph.has(target)) continue;
      state.set(target, OPEN);
      path.push({ file: target, next: 0 });
    }
  }
  return undefined;
}
