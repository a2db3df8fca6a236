import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { FindOption } from "./query.ts";
import { parseQuery } from "./query.ts";
import type { Matches } from "./search.ts";
import { findMatches, namesWith } from "./search.ts";

/** What Find finds of a query without patterns. */
export function matchesOf(table: FrameTable, text: string, ...options: FindOption[]): Matches {
  const parsed = parseQuery(text, new Set(options));
  if (!parsed.ok) throw new Error(parsed.error);
  const { query } = parsed;
  return findMatches(
    table,
    query,
    query.terms.map((term) => namesWith(table.names, term, query.options)),
  );
}
