import { createRequire } from "node:module";
import path from "node:path";
import type { BrowserType } from "playwright";
import { ExpectedError } from "../cli/expected-error.ts";

/** Each of them has the same browsers. */
const PACKAGES = ["playwright", "playwright-core", "@playwright/test"];

/** Playwright is the user's own, and is not installed. */
export class PlaywrightMissingError extends ExpectedError {
  override readonly name = "PlaywrightMissingError";
}

/** Loads a package that is installed beside a file; undefined where it is not. */
type LoadFrom = (file: string, name: string) => object | undefined;

/** Chromium as Playwright drives it: that of the project in which the command runs, else of where this package is installed. @throws PlaywrightMissingError */
export function loadChromium(load: LoadFrom = loadFrom): BrowserType {
  for (const file of [path.join(process.cwd(), "package.json"), import.meta.url]) {
    for (const name of PACKAGES) {
      const { chromium } = (load(file, name) ?? {}) as { readonly chromium?: BrowserType };
      if (chromium !== undefined) return chromium;
    }
  }
  throw new PlaywrightMissingError(
    "This command drives a browser by Playwright, which is not installed. Install playwright-core in your project, or run: npx -p playwright-core -p allocative allocative …",
  );
}

const loadFrom: LoadFrom = (file, name) => {
  const require = createRequire(file);
  try {
    return require(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
};
