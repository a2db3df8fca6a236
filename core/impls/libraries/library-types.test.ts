import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { firstLevelsOf, takeAgentSnapshot } from "./first-levels.fixture.ts";
import { LIBRARY_TYPE_FIXTURES } from "./library-types.fixture.ts";

/* UPDATE_GOLDENS=1 npx vitest run core/impls/libraries writes the goldens anew: read the difference before you commit it. */
describe.each(Object.entries(LIBRARY_TYPE_FIXTURES))("%s", async (name, create) => {
  const snapshot = takeAgentSnapshot({ app: await create() });

  test("gives the frames of its golden", () => {
    const golden = new URL(`./${name}.folded`, import.meta.url);
    const frames = firstLevelsOf(snapshot);
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, frames);
    expect(frames).toBe(readFileSync(golden, "utf8"));
  });

  test("has no warning", () => expect(snapshot.warnings).toEqual([]));
});
