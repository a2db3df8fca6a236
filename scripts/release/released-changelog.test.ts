import { expect, test } from "vitest";
import { releasedChangelog } from "./released-changelog.ts";

const FIRST = "# Changelog\n\n## Unreleased\n\n- One, which costs $& 1.\n- Two.\n";

test("what is unreleased becomes the version's, of the first release and of later ones", () => {
  const first = releasedChangelog(FIRST, "0.1.0", "2026-11-28");
  expect(first).toBe("# Changelog\n\n## 0.1.0, 2026-11-28\n\n- One, which costs $& 1.\n- Two.\n");
  const second = releasedChangelog(
    first.replace("## 0.1.0", "## Unreleased\n\n- Three.\n\n## 0.1.0"),
    "0.2.0",
    "2027-01-01",
  );
  expect(second).toBe(first.replace("## 0.1.0", "## 0.2.0, 2027-01-01\n\n- Three.\n\n## 0.1.0"));
});

test("nothing is released twice, and nothing without an entry", () => {
  const released = releasedChangelog(FIRST, "0.1.0", "2026-11-28");
  const none = "CHANGELOG.md has no entry under Unreleased";
  expect(() => releasedChangelog(released, "0.1.0", "2026-11-29")).toThrow("has a version 0.1.0 already");
  expect(() => releasedChangelog(released, "0.2.0", "2026-11-29")).toThrow(none);
  expect(() => releasedChangelog(released.replace("## 0.1.0", "## Unreleased\n\n## 0.1.0"), "0.2.0", "")).toThrow(none);
});
