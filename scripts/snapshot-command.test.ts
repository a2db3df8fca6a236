import { expect, test } from "vitest";
import { parseSnapshotCommand } from "./snapshot-command.ts";

const URL_AND_OUT = ["http://127.0.0.1:1/", "--out", "x.folded"];

test("URL and --out are enough; the panel's own choice of roots stands", () => {
  expect(parseSnapshotCommand(URL_AND_OUT)).toEqual({
    url: "http://127.0.0.1:1/",
    outFile: "x.folded",
    screenshotFile: undefined,
    roots: "as-offered",
    askedFunctions: "usual",
    budgets: [],
  });
});

test("--root may be given more than once, and leaves the globals out", () => {
  expect(parseSnapshotCommand([...URL_AND_OUT, "--root", "a.b", "--root", "c"])).toMatchObject({
    roots: { expressions: ["a.b", "c"], globals: "off" },
  });
});

test("--globals with --root takes both", () => {
  expect(parseSnapshotCommand([...URL_AND_OUT, "--globals", "--root=a"])).toMatchObject({
    roots: { expressions: ["a"], globals: "on" },
  });
});

test("--all-closures asks all functions, and leaves the choice of roots as it is", () => {
  expect(parseSnapshotCommand([...URL_AND_OUT, "--all-closures"])).toMatchObject({
    roots: "as-offered",
    askedFunctions: "all",
  });
});

test("--budget may be given more than once, for a path and for the whole", () => {
  expect(parseSnapshotCommand([...URL_AND_OUT, "--budget", "store;Object;users=5MB", "--budget=20MiB"])).toMatchObject({
    budgets: [
      { names: ["store", "Object", "users"], limit: { bytes: 5_000_000 } },
      { names: [], limit: { bytes: 20_971_520 } },
    ],
  });
});

test("--help needs nothing else", () => {
  expect(parseSnapshotCommand(["--help"])).toBe("help");
});

test.each([
  [[], "URL is missing"],
  [["http://a/"], "--out FILE is missing"],
  [["http://a/", "http://b/", "--out", "x"], 'more than one URL: "http://a/" and "http://b/"'],
  [["nonsense", "--out", "x"], '"nonsense" is not a URL'],
  [["chrome://version", "--out", "x"], "chrome: pages cannot be inspected"],
  [[...URL_AND_OUT, "--frmat", "folded"], "Unknown option '--frmat'"],
  [[...URL_AND_OUT, "--format", "svg"], '--format is "svg"; it can be: folded.'],
  [[...URL_AND_OUT, "--layout", "node"], '--layout is "node"; it can be: chrome.'],
  [[...URL_AND_OUT, "--root", " "], "--root is empty"],
  [[...URL_AND_OUT, "--budget", "1MB", "--budget", "a=5"], '--budget is "a=5": "5" is not a valid size'],
])("%j is refused", (args, message) => {
  expect(() => parseSnapshotCommand(args)).toThrow(message);
});
