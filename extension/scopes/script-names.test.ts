import { expect, test } from "vitest";
import { scriptNamesOf } from "./script-names.ts";

const PAGE = "https://app.example/shop/index.html?q=1";

test.each([
  ["https://app.example/assets/index-4f2a.js", "assets/index-4f2a.js"],
  ["https://app.example/assets/index.js?v=2#top", "assets/index.js"],
  ["https://cdn.example/react.js", "cdn.example/react.js"],
  ["http://app.example/old.js", "app.example/old.js"],
  ["https://app.example/", "(inline)"],
  ["data:text/javascript,globalThis.a=1", "data:text/javascript,globalThis.a=1…"],
  ["not an address", "not an address"],
])("%s is named %s", (url, name) => {
  expect(scriptNamesOf([url], PAGE)).toEqual([name]);
});

test("scripts of one address are numbered from the second on", () => {
  const inline = "https://app.example/shop/index.html";
  expect(scriptNamesOf([inline, inline, inline], PAGE)).toEqual([
    "shop/index.html",
    "shop/index.html (2)",
    "shop/index.html (3)",
  ]);
});

test("where the page is a folder of files, paths begin there", () => {
  const urls = ["file:///home/ada/shop/src/store.ts", "file:///home/ada/shared/log.ts"];
  expect(scriptNamesOf(urls, "file:///home/ada/shop/")).toEqual(["src/store.ts", "home/ada/shared/log.ts"]);
  expect(scriptNamesOf(urls, "file:///home/ada/shop/index.html")[0]).toBe("home/ada/shop/src/store.ts");
});
