import { test } from "playwright/test";
import { expectCalibrated } from "../fixtures/calibration.ts";

test("sizes hold against Firefox's own heap snapshot", () => {
  expectCalibrated("calibration-firefox", ["Firefox"]);
});
