import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Progress, type ProgressNote } from "./progress.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
afterEach(() => void vi.useRealTimers());

function noted(): { readonly notes: ProgressNote[]; readonly progress: Progress } {
  const notes: ProgressNote[] = [];
  return { notes, progress: new Progress((note) => notes.push(note), 1000) };
}

test("a step is noted at once, and repeated while it lasts, with a figure that grows", () => {
  const { notes, progress } = noted();
  progress.report("Loading …");
  vi.advanceTimersByTime(2500);
  expect(notes).toEqual([
    { progress: 1, message: "Loading …" },
    { progress: 2, message: "Loading …" },
    { progress: 3, message: "Loading …" },
  ]);
});

test("how far a step is comes now and then, and the next step at once", () => {
  const { notes, progress } = noted();
  for (let n = 0; n <= 100; n++) progress.report(`Taking the snapshot … ${n} objects`);
  vi.advanceTimersByTime(1000);
  progress.report("Comparing …");
  const messages = notes.map(({ message }) => message);
  expect(messages).toEqual(["Taking the snapshot … 0 objects", "Taking the snapshot … 100 objects", "Comparing …"]);
});

test("nothing is noted after the end, and none where none is wanted", () => {
  const { notes, progress } = noted();
  progress.report("Loading …");
  progress.end();
  vi.advanceTimersByTime(5000);
  expect(notes).toHaveLength(1);
  const unheard = new Progress(undefined, 1000);
  unheard.report("Loading …");
  vi.advanceTimersByTime(1000);
  expect(unheard.step).toBe("Loading …");
  unheard.end();
});
