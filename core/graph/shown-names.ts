import type { Graph } from "./graph.ts";

/** Which names are shown: those of the files that a script was made of, or those that the build gave. */
export type ShownNames = "original" | "minified";

export function isShownNames(value: unknown): value is ShownNames {
  return value === "original" || value === "minified";
}

/**
 * The graph with one name in each row, and no two rows alike, as readers of frames need it: of a name that a build changed either the one or the other. Roots that are called the same then stand in
 * one frame. The same graph if no name was changed; else it shares all columns but those of names.
 */
export function withShownNames(graph: Graph, shown: ShownNames): Graph {
  const { minifiedNames } = graph;
  if (minifiedNames === undefined) return graph;
  const names: string[] = [];
  const rowsByName = new Map<string, number>();
  const rows = Uint32Array.from(graph.names, (name, i) => {
    const text = shown === "original" || minifiedNames[i] === 0 ? name : graph.names[minifiedNames[i] - 1];
    let row = rowsByName.get(text);
    if (row === undefined) {
      row = names.length;
      names.push(text);
      rowsByName.set(text, row);
    }
    return row;
  });
  const rowOf = (name: number): number => rows[name];
  const { places, shapes, roots } = graph;
  return {
    ...graph,
    /* An accessor of the graph. */
    firstCell: graph.firstCell,
    names,
    minifiedNames: undefined,
    places: { ...places, name: places.name.map(rowOf) },
    shapes: {
      ...shapes,
      typeName: shapes.typeName.map(rowOf),
      script: shapes.script?.map((script) => (script === 0 ? 0 : rows[script - 1] + 1)),
    },
    roots: {
      ...roots,
      name: roots.name.map(rowOf),
      group: roots.group.map((group) => (group === 0 ? 0 : rows[group - 1] + 1)),
    },
  };
}
