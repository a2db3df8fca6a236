import { expect, test } from "vitest";
import { loadChromium, PlaywrightMissingError } from "./load-playwright.ts";

test("Playwright of the project goes before that beside the command, under whichever name it is installed", () => {
  const asked: string[] = [];
  const ofProject = { chromium: { name: () => "of the project" } };
  const chromium = loadChromium((file, name) => {
    asked.push(name);
    return file.endsWith("package.json") && name === "@playwright/test" ? ofProject : undefined;
  });
  expect(chromium.name()).toBe("of the project");
  expect(asked).toEqual(["playwright", "playwright-core", "@playwright/test"]);
});

test("without Playwright the error says how to have it", () => {
  expect(() => loadChromium(() => undefined)).toThrow(PlaywrightMissingError);
  expect(() => loadChromium(() => undefined)).toThrow("npx -p playwright-core -p allocative allocative");
});

test("that of this repository is found", () => {
  expect(loadChromium().name()).toBe("chromium");
});
