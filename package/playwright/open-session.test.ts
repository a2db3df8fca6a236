import type { Page } from "@playwright/test";
import { expect, test } from "vitest";
import { openSession } from "./open-session.ts";

/** A page of that browser; `null` for one whose context lasts and has no browser. */
function pageIn(name: string | null): Page {
  const browser = name === null ? null : { browserType: () => ({ name: () => name }) };
  const context = { browser: () => browser, newCDPSession: async (page: unknown) => ({ of: page }) };
  return { context: () => context } as unknown as Page;
}

test.each(["chromium", null])("a session with a page of the browser %o", async (name) => {
  const page = pageIn(name);
  expect(await openSession(page)).toEqual({ of: page });
});

test.each(["firefox", "webkit"])("in %s a sentence says what to do", async (name) => {
  await expect(openSession(pageIn(name))).rejects.toThrow(
    `Memory is measured in Chromium alone: ${name} has no DevTools protocol. Leave the test out there: test.skip(({ browserName }) => browserName !== "chromium").`,
  );
});
