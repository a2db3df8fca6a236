import {
  WATCHED_FRAME,
  WATCHED_INTERVAL,
  WATCHED_LISTENER,
  WATCHED_OBSERVER,
  WATCHED_PORT,
  WATCHED_TIMEOUT,
  type Watched,
  type WatchedPlace,
  type WatchedRow,
} from "../../graph/watched.ts";

/** Most first. Different stacks may end in one place. */
export function watchedByPlace(rows: readonly WatchedRow[]): readonly WatchedRow[] {
  const merged = new Map<string, WatchedRow>();
  for (const row of rows) {
    const { kind, event, target } = row;
    const key = JSON.stringify([kind, event, target, placeTextOf(row)]);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, count: known.count + row.count, size: known.size + row.size } : row);
  }
  return [...merged.values()].sort((one, other) => other.count - one.count);
}

/** `csv.ts:41`; `app.js:1:5046` on the first line, which is all that a minified script has; `""` where it is not known. */
export function placeTextOf({ file, line, column }: Pick<WatchedPlace, "file" | "line" | "column">): string {
  if (file === "" || line === 0) return file;
  return line === 1 ? `${file}:1:${column}` : `${file}:${line}`;
}

/** By what was called and where: `setInterval poll.ts:7`. */
export function watchedCountsOf({ rows }: Watched): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const row of watchedByPlace(rows)) {
    const name = `${nameOf(row)} ${placeTextOf(row) || "(place not known)"}`;
    counts.set(name, (counts.get(name) ?? 0) + row.count);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

function nameOf({ kind, event, target }: WatchedRow): string {
  switch (kind) {
    case WATCHED_INTERVAL:
      return "setInterval";
    case WATCHED_TIMEOUT:
      return "setTimeout";
    case WATCHED_FRAME:
      return "requestAnimationFrame";
    case WATCHED_LISTENER:
      return target === "" ? "listeners" : `${target} ${event}`;
    case WATCHED_OBSERVER:
      return target === "" ? "observer targets" : `${target} targets`;
    case WATCHED_PORT:
      return "message ports";
    default:
      return "object URLs";
  }
}
