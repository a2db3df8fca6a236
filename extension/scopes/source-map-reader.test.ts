import { expect, test } from "vitest";
import type { Session } from "./session.ts";
import { readSourceMap } from "./source-map-reader.ts";

const SCRIPT = "https://shop.example/assets/app.js";

interface Asked {
  readonly method: string;
  readonly params: object | undefined;
}

/** A browser that loads one resource, in parts. */
function browserWith(parts: readonly string[], resource: object = { success: true, httpStatusCode: 200 }) {
  const asked: Asked[] = [];
  const left = [...parts];
  const session: Session = {
    async send(method, params) {
      asked.push({ method, params });
      if (method === "Network.loadNetworkResource") return { resource: { stream: "7", ...resource } };
      if (method === "IO.read") return { data: left.shift() ?? "", eof: left.length === 0 };
      return {};
    },
    on: () => () => {},
  };
  return { session, asked };
}

function mapOf(session: Session, sourceMapUrl: string) {
  return readSourceMap({ session, frameId: "F" }, { scriptUrl: SCRIPT, sourceMapUrl });
}

test("the browser loads a map beside the script from its server, without cookies", async () => {
  const { session, asked } = browserWith(['{"version"', ":3}"]);
  expect(await mapOf(session, "app.js.map")).toEqual({ text: '{"version":3}', url: `${SCRIPT}.map` });
  expect(asked[0]).toEqual({
    method: "Network.loadNetworkResource",
    params: { frameId: "F", url: `${SCRIPT}.map`, options: { disableCache: false, includeCredentials: false } },
  });
  expect(asked.at(-1)?.method).toBe("IO.close");
});

test("bytes that come as base64 are UTF-8, wherever they are cut", async () => {
  const bytes = new TextEncoder().encode('{"file":"größe"}');
  const cut = bytes.indexOf(0xc3) + 1;
  const encoded = [bytes.slice(0, cut), bytes.slice(cut)].map((part) => btoa(String.fromCharCode(...part)));
  const { session } = browserWith(encoded);
  const send: Session["send"] = async (method, params) => {
    const answer = await session.send(method, params);
    return method === "IO.read" ? { ...(answer as object), base64Encoded: true } : answer;
  };
  expect(await mapOf({ ...session, send }, "app.js.map")).toMatchObject({ text: '{"file":"größe"}' });
});

test("a data: URL is the map itself", async () => {
  const { session, asked } = browserWith([]);
  const url = "data:application/json;base64,e30=";
  expect(await mapOf(session, url)).toEqual({ text: url, url: SCRIPT });
  expect(asked).toEqual([]);
});

test.each([
  ["no map", ""],
  ["one on another server", "https://other.example/app.js.map"],
  ["one on another port", "http://shop.example:8080/app.js.map"],
  ["one in a file", "file:///etc/app.js.map"],
  ["an address that is none", "http://["],
])("%s is not asked for", async (_what, url) => {
  const { session, asked } = browserWith(["{}"]);
  expect(await mapOf(session, url)).toBeUndefined();
  expect(asked).toEqual([]);
});

test.each([
  ["that is not there", { success: true, httpStatusCode: 404 }],
  ["of a server that is gone", { success: false, stream: undefined }],
])("a map %s is no map", async (_what, resource) => {
  const { session } = browserWith(["{}"], resource);
  expect(await mapOf(session, "app.js.map")).toBeUndefined();
});

test("a browser that refuses to load costs nothing but the names", async () => {
  const session: Session = { send: () => Promise.reject(new Error("not allowed")), on: () => () => {} };
  expect(await mapOf(session, "app.js.map")).toBeUndefined();
});
