import "allocative/vitest";
import { expect, test } from "vitest";
import { lookAt, visit } from "../src/visits.ts";

/* Without roots, all that can be found is measured: here what the modules' own variables hold. */

test("looking at a page leaks nothing", async () => {
  await expect(() => lookAt("a-small-page")).not.toGrow({ rounds: 3 });
});

test("visiting a page leaks nothing", async () => {
  await expect(() => visit("a-small-page")).not.toGrow({ rounds: 3 });
});
