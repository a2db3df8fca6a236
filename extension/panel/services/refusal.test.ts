import { expect, test } from "vitest";
import { toRefusal } from "./refusal.ts";

/* The browser's own words, as Chromium says them. */
test.each([
  ["Cannot access a chrome:// URL", "browser's own pages"],
  [
    'Cannot access contents of url "chrome://version/". Extension manifest must request permission to access this host.',
    "browser's own pages",
  ],
  ["The extensions gallery cannot be scripted.", "web store"],
  ["Cannot access a chrome-extension:// URL of different extension", "another extension"],
  ["Frame with ID 0 is showing error page", "error page"],
  [
    "Cannot access contents of the page. Extension manifest must request permission to access the respective host.",
    "no permission",
  ],
  ["No tab with id: 12.", "was closed"],
  ["The tab was closed.", "was closed"],
  ["Something new", "Something new"],
])("%s", (words, sentence) => {
  const refusal = toRefusal(new Error(words));
  expect(refusal.code).toBe("cannot-inspect");
  expect(refusal.message).toContain(sentence);
});
