import { expect, test } from "vitest";
import type { RootOrigin } from "../../protocol/messages.ts";
import { collectedSentenceOf, emptyReasonOf } from "./roots.ts";
import type { RootsState } from "./state.ts";

const NONE: RootsState = {
  takesFound: "without-registered",
  listed: [],
  failure: null,
  site: null,
  isWatched: false,
  ticks: new Map(),
  closures: "offered",
  expressions: [],
  excluded: new Set(),
  expressionFailure: null,
};
const collected = (name: string) => ({ code: "root-collected", path: name, detail: "" });
const found = (origin: RootOrigin, name: string) => ({ name, origin, isCollected: false });
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
    { ...NONE, listed: [registered("app", false)], ticks: new Map([["registered app", false]]) },
    [],
    /those under “Roots” are unchecked/,
  ],
  ["nothing is there", NONE, [], /the page registered none, put nothing on its global object, and uses no framework/],
  [
    "frameworks are off",
    { ...NONE, listed: [registered("app", false), found("framework", "React"), found("framework", "Lit")] },
    [],
    /^This snapshot has no roots\. This page uses React and Lit: its objects are likely to be in the state of components/,
  ],
  [
    "globals and frames are off",
    { ...NONE, listed: [registered("app", false), found("global", "config"), found("frame", 'frame "ads"')] },
    [],
    /keep objects on its global object and in its frames, which is unchecked/,
  ],
  [
    "closures are off, and workers with them",
    { ...NONE, listed: [registered("app", false), found("closures", "Closures"), found("worker", 'worker "sums"')] },
    [],
    /keep objects in the variables of their functions and in its workers, which is unchecked/,
  ],
])("an empty snapshot says why: %s", (_what, roots, warnings, reason) => {
  expect(emptyReasonOf(roots, warnings)).toMatch(reason);
});
