import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright";
import { afterAll, expect, test } from "vitest";
import { readSteps } from "./read-steps.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-steps-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const pageWithLog = () => ({ log: [] as string[] }) as unknown as Page & { readonly log: string[] };

test("a module's functions get the page; what it leaves out does nothing", async () => {
  const steps = await readSteps(
    file("named.mjs", "export const action = async (page) => { page.log.push('action'); };"),
  );
  const page = pageWithLog();
  for (const step of [steps.setup, steps.action, steps.back]) await step(page);
  expect(page.log).toEqual(["action"]);
});

test("they may be members of the default export, and need not be async", async () => {
  const content = "export default { action(page) { page.log.push('a'); }, back(page) { page.log.push('b'); } };";
  const steps = await readSteps(file("default.mjs", content));
  const page = pageWithLog();
  await steps.action(page);
  await steps.back(page);
  expect(page.log).toEqual(["a", "b"]);
});

test.each([
  ["missing.mjs", null, "does not exist."],
  ["empty.mjs", "", "exports no action: expected a function that takes a page of Playwright."],
  ["text.mjs", "export const action = 'click';", "action is not a function."],
  ["broken.mjs", "throw new Error('no such database');", "cannot be loaded: no such database."],
  ["load.json", '{"steps":[{"type":"navigate","url":"http://a/"}]}', "does nothing after it has loaded the page."],
])("%s is an error in a sentence", async (name, content, message) => {
  const at = content === null ? path.join(folder, name) : file(name, content);
  await expect(readSteps(at)).rejects.toThrow(message);
});
