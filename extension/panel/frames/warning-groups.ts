import type { Warning } from "../../../core/graph/graph.ts";
import { tabSeparated } from "./tab-separated.ts";

/** Warnings of one code. */
export interface WarningGroup {
  readonly code: string;
  /** Indices of the warnings, ascending. */
  readonly indices: readonly number[];
}

/** Most warnings first, then in the order of the first ones. */
export function warningGroupsOf(warnings: readonly Warning[]): readonly WarningGroup[] {
  const groups = new Map<string, number[]>();
  for (let index = 0; index < warnings.length; index++) {
    const { code } = warnings[index];
    const indices = groups.get(code);
    if (indices === undefined) groups.set(code, [index]);
    else indices.push(index);
  }
  return [...groups]
    .map(([code, indices]) => ({ code, indices }))
    .sort((one, other) => other.indices.length - one.indices.length);
}

/** All of them, one a line: code, path, detail, with tabs between. */
export function writeWarnings(warnings: readonly Warning[]): string {
  return warnings.map(({ code, path, detail }) => tabSeparated([code, path, detail])).join("");
}
