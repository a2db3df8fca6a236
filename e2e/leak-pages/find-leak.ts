// Find a leak on one page after another, as a user does it in the panel: through roles and names, three rounds each.
import type { Page } from "playwright";
import { waitFor } from "../../package/browser/deadline.ts";
import type { PanelSession } from "../../package/browser/devtools-panel.ts";
import type { LeakPage } from "./pages.ts";

const ROUNDS = 3;
/** Stands in the place of the rows where there are none: of nothing, or of counts. */
const HEADING = / grew in every round(?: by nearly the same amount)?$/;

export interface LeakAnswer {
  /** The path of the first row in Changes, or the counts that grew where no object did; `null` for "Nothing grew in every round". */
  readonly firstPath: string | null;
  /** The whole of that row, or the heading in its place. */
  readonly text: string;
  readonly seconds: number;
}

/** Loads the page, and gives the panel's answer after three rounds. The session may have answered for other pages before. */
export async function findLeak(
  { page, panel }: Pick<PanelSession, "page" | "panel">,
  url: string,
): Promise<LeakAnswer> {
  const start = performance.now();
  await page.goto(url);
  await untilRounds(page, 0);
  await panel.getByRole("button", { name: /Find a leak/ }).click();
  const done = panel.getByRole("button", { name: "Done", exact: true });
  for (let round = 1; round <= ROUNDS; round++) {
    /* The round begins when the snapshot before it is there. */
    await waitFor(`button Done for round ${round} of ${url}`, async () => (await done.isEnabled()) || undefined);
    await page.getByRole("button").first().click();
    await untilRounds(page, round);
    await done.click();
  }
  await done.waitFor({ state: "hidden" });
  const firstRow = panel.getByRole("grid", { name: "Changes", exact: true }).getByRole("row").nth(1);
  const headings = panel.getByRole("heading", { name: HEADING });
  const answer = await waitFor(`answer of Find a leak for ${url}`, async () => {
    const [heading] = await headings.allInnerTexts();
    if (heading !== undefined) {
      const subject = heading.replace(HEADING, "");
      return { firstPath: subject === "Nothing" ? null : subject, text: heading };
    }
    const [path, ...figures] = (await firstRow.locator("th, td").allInnerTexts()).map(oneLine);
    return path === undefined ? undefined : { firstPath: path, text: [path, ...figures].join("  ") };
  });
  return { ...answer, seconds: (performance.now() - start) / 1000 };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

async function untilRounds(page: Page, rounds: number): Promise<void> {
  await page.locator(`html[data-rounds="${rounds}"]`).waitFor();
}

/** What is wrong with the answer, as a sentence; `null` for nothing. */
export function objectionTo({ name, culprit }: LeakPage, { firstPath, text }: LeakAnswer): string | null {
  if (culprit === null) return firstPath === null ? null : `${name}: nothing leaks, but the first row is "${text}".`;
  if (firstPath === null) return `${name}: "${culprit}" leaks, but the answer is "${text}".`;
  return firstPath.endsWith(culprit) ? null : `${name}: "${culprit}" leaks, but the first row is "${text}".`;
}
