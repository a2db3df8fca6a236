import { expect, test } from "vitest";
import { ExpectedError } from "../cli/expected-error.ts";
import { parseRecording } from "./recording.ts";

const recordingOf = (...steps: readonly object[]): string => JSON.stringify({ title: "Open and close", steps });
const parsed = (...steps: readonly object[]) => parseRecording(recordingOf(...steps), "rec.json");

test("a recording of DevTools is read with what its steps leave out", () => {
  const { title, timeoutMs, steps } = parsed(
    { type: "setViewport", width: 1200, height: 800, deviceScaleFactor: 1, isMobile: false },
    { type: "navigate", url: "http://a/", assertedEvents: [{ type: "navigation", url: "http://a/", title: "A" }] },
    { type: "click", target: "main", selectors: [["aria/Save"], ["#save"]], offsetX: 3, offsetY: 4 },
    { type: "change", selectors: [["#shadow", "input"]], value: "x", frame: [0, 1] },
    { type: "waitForElement", selectors: ["li"], operator: "==", count: 3, visible: true },
    { type: "keyDown", key: "Escape" },
  );
  expect([title, timeoutMs]).toEqual(["Open and close", 5_000]);
  expect(steps).toEqual([
    { type: "setViewport", number: 1, frame: [], navigates: false, timeoutMs: undefined, width: 1200, height: 800 },
    { type: "navigate", number: 2, frame: [], navigates: true, timeoutMs: undefined, url: "http://a/" },
    {
      type: "click",
      number: 3,
      frame: [],
      navigates: false,
      timeoutMs: undefined,
      selectors: [["aria/Save"], ["#save"]],
      button: "left",
      offset: [3, 4],
    },
    {
      type: "change",
      number: 4,
      frame: [0, 1],
      navigates: false,
      timeoutMs: undefined,
      selectors: [["#shadow", "input"]],
      value: "x",
    },
    {
      type: "waitForElement",
      number: 5,
      frame: [],
      navigates: false,
      timeoutMs: undefined,
      selectors: [["li"]],
      operator: "==",
      count: 3,
      visible: true,
    },
    { type: "keyDown", number: 6, frame: [], navigates: false, timeoutMs: undefined, key: "Escape" },
  ]);
});

test.each([
  ["{", "“rec.json” is not valid JSON: "],
  ["[]", '“rec.json” has no list "steps": it is not a recording of DevTools\' Recorder.'],
  [
    recordingOf({ type: "hover", selectors: ["a"] }, { type: "close" }),
    'Step 2 of “rec.json” is of the type "close", which is not played; it can be: navigate,',
  ],
  [
    recordingOf({ type: "click", selectors: [] }),
    'Step 1 of “rec.json” needs "selectors", a list of strings or of lists of strings.',
  ],
  [
    recordingOf({ type: "click", selectors: ["a"], button: "back" }),
    'has the button "back"; it can be: primary, secondary, auxiliary.',
  ],
  [
    recordingOf({ type: "keyUp", target: "http://b/", key: "a" }),
    'is for the target "http://b/"; only "main" is played.',
  ],
  [recordingOf({ type: "change", selectors: ["a"] }), 'needs a string "value".'],
  [recordingOf({ type: "setViewport", width: 5 }), 'needs a number "height".'],
  [recordingOf({ type: "waitForElement", selectors: ["a"], operator: "!=" }), 'has the operator "!="'],
])("%s is an error that names the step", (text, message) => {
  const parse = (): unknown => parseRecording(text, "rec.json");
  expect(parse).toThrow(ExpectedError);
  expect(parse).toThrow(message);
});
