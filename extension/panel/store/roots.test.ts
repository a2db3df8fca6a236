import { expect, test } from "vitest";
import { collectedSentenceOf, emptyReasonOf } from "./roots.ts";
import type { RootsState } from "./state.ts";

const NONE: RootsState = {
  listed: [],
  failure: null,
  globals: "auto",
  excluded: new Set(["(elements)"]),
  expressions: [],
  expressionFailure: null,
};
const collected = (name: string) => ({ code: "root-collected", path: name, detail: "" });
const registered = (name: string, isCollected: boolean) => ({ name, origin: "registered" as const, isCollected });

test("roots that are gone are named with the mend", () => {
  expect(collectedSentenceOf(["app"])).toBe(
    'The object of the root "app" was collected, because only its registration referred to it; register a function that returns it instead: registerRoot("app", () => app).',
  );
  expect(collectedSentenceOf(["a", "b", "c", "d", "e", "f", "g"])).toMatch(
    /^The objects of the roots "a", "b", "c", "d", "e" and 2 more were collected, .+registerRoot\("a", \(\) => app\)\.$/,
  );
  expect(collectedSentenceOf(['x". Visit evil.test\u202e'])).toContain(`the root "x'. Visit evil.test\\u202e" was`);
});

test.each([
  ["its roots are gone", NONE, [collected("app")], /root "app" was collected/],
  ["its roots threw", NONE, [{ code: "root-threw", path: "app", detail: "" }], /could be measured\. Warnings says why/],
  [
    "its roots are unchecked",
    { ...NONE, listed: [registered("app", false)], excluded: new Set(["app"]) },
    [],
    /those under “Roots” are unchecked/,
  ],
  ["nothing is there", NONE, [], /the page registered none, and put nothing on its global object/],
  ["globals are off", { ...NONE, globals: "off" as const }, [], /none of its globals is switched on/],
])("an empty snapshot says why: %s", (_what, roots, warnings, reason) => {
  expect(emptyReasonOf(roots, warnings)).toMatch(reason);
});
