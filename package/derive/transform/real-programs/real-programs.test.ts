import { afterAll, describe, expect, test } from "vitest";
import { REAL_PROGRAMS } from "./real-programs.fixture.ts";
import { ProgramRunner } from "./run-derived.fixture.ts";

const runner = new ProgramRunner();
afterAll(() => runner.remove());

describe("real programs do the same when all that they load goes through the transform", () => {
  test.each(REAL_PROGRAMS)("%s", (title, code) => {
    const plain = runner.plain(code);
    const { output, files, calls } = runner.derived(code);
    console.log(`${title}: ${files} files, ${calls} calls, ${plain.length} characters of output`);
    expect(calls).toBeGreaterThan(5);
    expect(plain.length).toBeGreaterThan(100);
    expect(output === plain || firstDifference(plain, output)).toBe(true);
  });
});

function firstDifference(a: string, b: string): string {
  let place = 0;
  while (a[place] === b[place]) place++;
  return `${a.slice(place - 100, place + 200)}\n--- with the transform: ---\n${b.slice(place - 100, place + 200)}`;
}
