import { toCell } from "../../../core/flamegraph/formats/csv-text.ts";
import { type MomentEvent, type MomentSeries, totalAt } from "./moments.ts";

/** What the user wrote to a snapshot. */
export interface NamedSnapshot {
  readonly title: string;
  readonly note: string;
}

/** A line for each moment and each event, by their time (RFC 4180). What was not counted is an empty cell. `snapshots`: those that are in the list, by their number. */
export function writeMomentsCsv(
  { startedAt, roots, moments, events }: MomentSeries,
  snapshots: ReadonlyMap<number, NamedSnapshot>,
): string {
  const heads = ["seconds", "total bytes", "objects", ...roots.map(({ name }) => `${name} bytes`)];
  heads.push(
    "elements",
    "detached nodes",
    "listeners",
    "timeline entries",
    "page ms",
    "longest pause ms",
    "event",
    "snapshot",
    "note",
  );
  const secondsOf = (at: number): string => ((at - startedAt) / 1000).toFixed(3);
  const lines = moments.map((moment) => {
    const { at, totalSize, objectCount, elements, detached, listeners, entries, pageMs, pauseMs, snapshot } = moment;
    const figures = [totalSize, objectCount, ...roots.map((_, root) => totalAt(moment, root))];
    figures.push(elements, detached, listeners, entries, roundedMs(pageMs), roundedMs(pauseMs));
    const { title = "", note = "" } = (snapshot !== null && snapshots.get(snapshot)) || {};
    return { at, line: [secondsOf(at), ...figures.map(toFigure), "", toCell(title), toCell(note)].join(",") };
  });
  const empty = ",".repeat(heads.length - AFTER_FIGURES);
  for (const event of events) {
    const line = `${secondsOf(event.at)}${empty}${toCell(textOf(event))},,`;
    lines.push({ at: event.at, line });
  }
  lines.sort((one, other) => one.at - other.at);
  return [heads.map(toCell).join(","), ...lines.map(({ line }) => line), ""].join("\r\n");
}

/** Columns of words: event, snapshot and note. */
const AFTER_FIGURES = 3;

function toFigure(figure: number): string {
  return Number.isNaN(figure) ? "" : String(figure);
}

function roundedMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function textOf({ kind, text }: MomentEvent): string {
  return text === "" ? kind : `${kind}: ${text}`;
}
