import { test } from "playwright/test";
import { expectCalibrated } from "./fixtures/calibration.ts";

test("sizes hold against V8's heap snapshot, in Chromium and in Node", { tag: "@slow" }, () => {
  expectCalibrated("calibration", ["Chromium", "Node"]);
});
