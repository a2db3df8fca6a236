import { expect, test } from "vitest";
import { mapOf } from "./map-of.fixture.ts";
import { originalPlacesOf } from "./original-places.ts";

const SOURCE = "export function poll() {\n  setInterval(ask, 1000);\n}";
const SCRIPT = "function a(){setInterval(b,1e3)}";
const MAP = mapOf(
  SCRIPT,
  [SOURCE],
  [
    { at: "function a", from: "function poll" },
    { at: "setInterval", from: "setInterval" },
  ],
  ["../src/poll.ts"],
);
const URL_OF_MAP = "http://localhost/assets/app.js.map";

test("a place of a script is that of its source, with the address that DevTools has for it", () => {
  const column = SCRIPT.indexOf("setInterval") + 1;
  expect(
    originalPlacesOf({ text: MAP, url: URL_OF_MAP }, [
      { line: 1, column },
      { line: 2, column: 1 },
    ]),
  ).toEqual([{ file: "src/poll.ts", url: "http://localhost/src/poll.ts", line: 2, column: 3 }, null]);
});

test.each(["no map", "{}", '{"version":3,"sources":[],"mappings":5}'])("%s gives no place", (text) => {
  expect(originalPlacesOf({ text, url: URL_OF_MAP }, [{ line: 1, column: 1 }])).toEqual([null]);
});
