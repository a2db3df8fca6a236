import { elementById } from "./element-by-id.ts";
import type { TimesheetAnswer } from "./timesheet-answer.ts";

/** Starts the worker, and shows what it parsed. */
export function parseTimesheets(): void {
  const worker = new Worker(new URL("./timesheet-worker.ts", import.meta.url), { type: "module", name: "timesheets" });
  const summary = elementById("timesheet-summary", HTMLOutputElement);
  worker.addEventListener("message", ({ data }: MessageEvent<TimesheetAnswer>) => {
    const numbers = [data.weeks, data.entries, Math.round(data.hours)].map((number) => number.toLocaleString("en"));
    summary.textContent = `${numbers[0]} weeks, ${numbers[1]} entries, ${numbers[2]} hours.`;
  });

  let weeks = 20;
  worker.postMessage(weeks);
  elementById("parse-weeks", HTMLButtonElement).addEventListener("click", () => {
    weeks += 10;
    worker.postMessage(weeks);
  });
}
