import type { CDPSession, Page } from "@playwright/test";
import { ExpectedError } from "../cli/expected-error.ts";

/** A debugger session with the page. Rejects with an ExpectedError where its browser has none. */
export async function openSession(page: Page): Promise<CDPSession> {
  const context = page.context();
  const name = context.browser()?.browserType().name() ?? "chromium";
  if (name !== "chromium") {
    throw new ExpectedError(
      `Memory is measured in Chromium alone: ${name} has no DevTools protocol. Leave the test out there: test.skip(({ browserName }) => browserName !== "chromium").`,
    );
  }
  return context.newCDPSession(page);
}
