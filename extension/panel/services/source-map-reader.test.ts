import { afterEach, expect, test, vi } from "vitest";
import { readSourceMap } from "./source-map-reader.ts";

const SCRIPT = "https://shop.example/assets/app.js";
const fetched: string[] = [];

function answerWith(answer: () => Response | Promise<Response>): void {
  fetched.length = 0;
  vi.stubGlobal("fetch", async (url: URL) => {
    fetched.push(url.href);
    return await answer();
  });
}
afterEach(() => vi.unstubAllGlobals());

test("a map beside the script is asked of its server", async () => {
  answerWith(() => new Response("{}"));
  expect(await readSourceMap("app.js.map", SCRIPT)).toEqual({ text: "{}", url: `${SCRIPT}.map` });
  expect(fetched).toEqual([`${SCRIPT}.map`]);
});

test.each([
  ["no map", ""],
  ["one on another server", "https://other.example/app.js.map"],
  ["one on another port", "http://shop.example:8080/app.js.map"],
  ["one in a file", "file:///etc/app.js.map"],
  ["an address that is none", "http://["],
])("%s is not asked for", async (_what, url) => {
  answerWith(() => new Response("{}"));
  expect(await readSourceMap(url, SCRIPT)).toBeUndefined();
  expect(fetched).toEqual([]);
});

test.each([
  ["that is not there", () => new Response("Not found", { status: 404 })],
  ["that is too large", () => new Response("{}", { headers: { "content-length": "200000000" } })],
  ["of a server that is gone", () => Promise.reject(new TypeError("Failed to fetch"))],
])("a map %s is no map", async (_what, answer) => {
  answerWith(answer);
  expect(await readSourceMap("app.js.map", SCRIPT)).toBeUndefined();
});
