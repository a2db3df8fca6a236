import { expect, test } from "vitest";
import { searchChannelOf, toDevToolsSearch } from "./devtools-search.ts";

test("the actions of DevTools' search bar; an unknown one is none", () => {
  expect(toDevToolsSearch("performSearch", "items")).toEqual({ type: "searched", query: "items" });
  expect(toDevToolsSearch("nextSearchResult", undefined)).toEqual({ type: "visited", step: 1 });
  expect(toDevToolsSearch("previousSearchResult", undefined)).toEqual({ type: "visited", step: -1 });
  expect(toDevToolsSearch("cancelSearch", undefined)).toEqual({ type: "searched", query: "" });
  expect(toDevToolsSearch("replaceAll", "items")).toBeUndefined();
});

test("each tab has a channel of its own", () => {
  expect(searchChannelOf(1)).not.toBe(searchChannelOf(2));
});
