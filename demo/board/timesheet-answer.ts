/** What the worker says of all weeks that it has parsed. */
export interface TimesheetAnswer {
  readonly weeks: number;
  readonly entries: number;
  readonly hours: number;
}
