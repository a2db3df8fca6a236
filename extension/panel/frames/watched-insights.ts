import { placeTextOf, watchedByPlace } from "../../../core/flamegraph/questions/watched-counts.ts";
import {
  WATCHED_FRAME,
  WATCHED_INTERVAL,
  WATCHED_LISTENER,
  WATCHED_OBSERVER,
  WATCHED_PORT,
  WATCHED_TIMEOUT,
  WATCHED_URL,
  type Watched,
  type WatchedKind,
  type WatchedRow,
} from "../../../core/graph/watched.ts";
import { TOP_BOX } from "./box.ts";
import { writeCount } from "./figures.ts";
import type { Insight, InsightSources, MadePlace } from "./insight.ts";

/** So many that were made at one place are worth a look. */
const MANY = 10;
/** Each row of a list may have one. */
const MANY_OF_ELEMENTS = 20;

/** Places of a card. */
const MAX_PLACES = 6;

interface Group {
  readonly title: string;
  readonly kinds: readonly WatchedKind[];
  readonly many: number;
}

const GROUPS: readonly Group[] = [
  { title: "Object URLs by place", kinds: [WATCHED_URL], many: MANY },
  { title: "Timers by place", kinds: [WATCHED_INTERVAL, WATCHED_TIMEOUT, WATCHED_FRAME], many: MANY },
  { title: "Listeners by place", kinds: [WATCHED_LISTENER], many: MANY_OF_ELEMENTS },
  { title: "Observers by place", kinds: [WATCHED_OBSERVER], many: MANY_OF_ELEMENTS },
  { title: "Message ports by place", kinds: [WATCHED_PORT], many: MANY },
];

/** Cards for what the watch found many of at one place. */
export function watchedInsights({ focus, watched }: InsightSources): Insight[] {
  if (watched === undefined || focus !== TOP_BOX) return [];
  const rows = watchedByPlace(watched.rows);
  return GROUPS.flatMap(({ title, kinds, many }) => {
    const found = rows.filter(({ kind, count }) => count >= many && kinds.includes(kind));
    if (found.length === 0) return [];
    const size = found.reduce((sum, row) => sum + row.size, 0);
    return [
      {
        title,
        sentence: `${many} or more that were made at one place are there still. They were counted from the reload on.`,
        size,
        maxSize: size,
        isEstimate: false,
        sample: "",
        sampleNode: -1,
        places: [],
        morePlaces: Math.max(0, found.length - MAX_PLACES),
        made: found.slice(0, MAX_PLACES).map(madePlaceOf),
        table: null,
      },
    ];
  });
}

function madePlaceOf(row: WatchedRow): MadePlace {
  const { script, line, column } = row;
  return { what: `${writeCount(row.count)} ${nameOf(row)}`, place: placeTextOf(row), script, line, column };
}

function nameOf({ kind, event, target, count }: WatchedRow): string {
  const s = count === 1 ? "" : "s";
  switch (kind) {
    case WATCHED_URL:
      return `object URL${s} never revoked`;
    case WATCHED_INTERVAL:
      return `timer${s}`;
    case WATCHED_TIMEOUT:
      return `timeout${s} that wait`;
    case WATCHED_FRAME:
      return `animation frame callback${s} that wait`;
    case WATCHED_LISTENER:
      return target === "" ? `listener${s}` : `${event} listener${s} on ${target}`;
    case WATCHED_OBSERVER:
      return target === "" ? `observer target${s}` : `${target} target${s}`;
    case WATCHED_PORT:
      return `open message port${s}`;
  }
}

const TOTALS: readonly (readonly [kind: WatchedKind, name: string])[] = [
  [WATCHED_INTERVAL, "timer"],
  [WATCHED_TIMEOUT, "timeout"],
  [WATCHED_FRAME, "animation frame callback"],
  [WATCHED_LISTENER, "listener"],
  [WATCHED_OBSERVER, "observer target"],
  [WATCHED_PORT, "message port"],
  [WATCHED_URL, "object URL"],
];

/** `3 timers, 12 listeners`; "nothing" where nothing is left. */
export function writeWatched({ rows }: Watched): string {
  const parts = TOTALS.flatMap(([kind, name]) => {
    const count = rows.reduce((sum, row) => (row.kind === kind ? sum + row.count : sum), 0);
    return count === 0 ? [] : [`${writeCount(count)} ${name}${count === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
