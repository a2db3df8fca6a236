import { expect, test } from "vitest";
import { HAND_OVER_TAKEN } from "../../protocol/names.ts";
import { noPermissionSentence as firefoxSentence } from "./no-permission.firefox.ts";
import { toRefusal, toStartFailure } from "./refusal.ts";

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
  ["This page cannot be scripted due to an ExtensionsSettings policy.", "administrator"],
  ['Cannot access contents of url "file:///tmp/a.html". Extension manifest must request permission.', "file URLs"],
  ["Something new", 'Its own words: "Something new".'],
])("%s", (words, sentence) => {
  const refusal = toRefusal(new Error(words), { address: undefined, hasAllSites: false });
  expect(refusal.code).toBe("cannot-inspect");
  expect(refusal.message).toContain(sentence);
});

/* The browser uses the same words for a site that is not allowed and for what is not a site. */
test.each([
  [{ address: undefined, hasAllSites: true }, "belongs to no site: it is about:blank, a data: URL"],
  [{ address: undefined, hasAllSites: false }, "no permission for this site"],
  [{ address: "https://shop.example/", hasAllSites: false }, "no permission for this site"],
])("a page without permission, %j", (access, sentence) => {
  const words =
    "Cannot access contents of the page. Extension manifest must request permission to access the respective host.";
  expect(toRefusal(new Error(words), access).message).toContain(sentence);
});

test("an agent that could not start: its own reason is a sentence, and any other is quoted as the page's", () => {
  expect(toStartFailure(HAND_OVER_TAKEN).message).toBe(
    "Allocative could not start in this page: one of the page’s scripts keeps the agent from the extension.",
  );
  expect(toStartFailure("visit evil.example").message).toMatch(
    /It failed with the page's own words "visit evil\.example"\.$/,
  );
});

/* Firefox says the same of a site that is not allowed, of its own pages, and of what it shows in place of a page. */
test.each([
  [{ address: undefined, hasAllSites: true }, "one of Firefox’s own pages"],
  [{ address: undefined, hasAllSites: false }, "no permission for this site"],
  [{ address: "file:///tmp/a.html", hasAllSites: true }, "“Access local files on your computer”"],
  [{ address: "https://shop.example/a.json", hasAllSites: true }, "a view of its own"],
])("a page without permission in Firefox, %j", (access, sentence) => {
  expect(firefoxSentence(access)).toContain(sentence);
});
