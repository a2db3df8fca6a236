import { expect, test } from "vitest";
import { ExpectedError } from "../expected-error.ts";
import { outputOf } from "../output.fixture.ts";

const URL_AND_OUT = ["http://127.0.0.1:1/", "--out", "x.folded"];

test.each([
  [[], "URL is missing"],
  [["http://a/"], "--out FILE is missing"],
  [["http://a/", "http://b/", "--out", "x"], '"http://b/" is one argument too many'],
  [["nonsense", "--out", "x"], '"nonsense" is not a URL'],
  [["chrome://version", "--out", "x"], "chrome: pages cannot be measured"],
  [[...URL_AND_OUT, "--frmat", "folded"], "There is no option --frmat. Did you mean --format?"],
  [
    [...URL_AND_OUT, "--format", "png"],
    '--format is "png"; it can be: folded, speedscope, pprof, csv, snapshot, html, svg.',
  ],
  [[...URL_AND_OUT, "--format", "heap-snapshot"], '--format is "heap-snapshot"; it can be: folded'],
  [["http://a/", "-o", "x.heapsnapshot"], "add --heap to take one"],
  [[...URL_AND_OUT, "--layout", "node"], '--layout is "node"; it can be: chrome.'],
  [[...URL_AND_OUT, "--root", " "], "--root is empty"],
  [[...URL_AND_OUT, "--root", "a += 1"], "An expression for a root must change nothing."],
  [[...URL_AND_OUT, "--budget", "1MB", "--budget", "a=5"], '--budget is "a=5": "5" is not a valid size'],
  [[...URL_AND_OUT, "--no-closures", "--all-closures"], "choose one of them"],
  [[...URL_AND_OUT, "--heap", "--globals"], "--heap takes the whole heap"],
  [[...URL_AND_OUT, "--screenshot", "a.png", "--browser-url", "http://127.0.0.1:1"], "give a URL alone"],
  [[...URL_AND_OUT, "--inspect-url", "http://127.0.0.1:1"], "takes neither a URL nor --browser-url"],
  [["--inspect-url", "127.0.0.1:9229", "-o", "x"], '"127.0.0.1:9229" is not the address of an inspector'],
  [["--inspect-url", "http://127.0.0.1:1", "-o", "x"], "There is no inspector at http://127.0.0.1:1: "],
])("snapshot %j is an error in a sentence", async (args, message) => {
  const error = await outputOf(["snapshot", ...args]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExpectedError);
  expect((error as Error).message).toContain(message);
});
