import { LABEL_KIND, LABEL_NAME_SHIFT, LABEL_NUMBERED } from "./heap-tables.ts";

/** Row of `strings` with the name of an edge; -1 where it has none. */
export function nameRowOf(label: number): number {
  return (label & LABEL_NUMBERED) === 0 ? (label >>> LABEL_NAME_SHIFT) - 1 : -1;
}

/** The number that is the name of an edge; -1 if the name is not a number. */
export function numberOf(label: number): number {
  return (label & LABEL_NUMBERED) === 0 ? -1 : label >>> LABEL_NAME_SHIFT;
}

export function kindOfEdge(label: number): number {
  return label & LABEL_KIND;
}
