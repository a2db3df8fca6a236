import { pickFrom, seededRandom } from "../seeded-random.ts";
import type { TimesheetAnswer } from "./timesheet-answer.ts";

interface Entry {
  readonly person: string;
  readonly task: number;
  readonly hours: number;
}

const PEOPLE = ["ann", "bob", "cleo", "dan"] as const;
const ENTRIES_A_WEEK = 200;

/** What was parsed, by week: it grows with each week that is asked for. */
const parsedWeeks = new Map<number, readonly Entry[]>();

/** Stands for a file that a server would send. */
function timesheetOf(week: number): string {
  const random = seededRandom(week);
  return Array.from(
    { length: ENTRIES_A_WEEK },
    () => `${pickFrom(PEOPLE, random)},${Math.floor(random() * 5_000)},${(random() * 8).toFixed(2)}`,
  ).join("\n");
}

function parseTimesheet(csv: string): readonly Entry[] {
  return csv.split("\n").map((line) => {
    const [person = "", task = "", hours = ""] = line.split(",");
    return { person, task: Number(task), hours: Number(hours) };
  });
}

function entriesOf(week: number): readonly Entry[] {
  let entries = parsedWeeks.get(week);
  if (entries === undefined) {
    entries = parseTimesheet(timesheetOf(week));
    parsedWeeks.set(week, entries);
  }
  return entries;
}

addEventListener("message", ({ data }: MessageEvent<number>) => {
  let entries = 0;
  let hours = 0;
  for (let week = 0; week < data; week++) {
    for (const entry of entriesOf(week)) {
      entries++;
      hours += entry.hours;
    }
  }
  self.postMessage({ weeks: parsedWeeks.size, entries, hours } satisfies TimesheetAnswer);
});
