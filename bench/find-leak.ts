import type { Frame, Locator } from "playwright";
import { waitFor } from "../package/browser/deadline.ts";

/** Rounds of the panel's own; the expression does the leaking action and waits until the page has counted it. */
const ROUND = `const button = document.querySelector("#once"), count = button.dataset.count;
button.click();
while (button.dataset.count === count) await new Promise((done) => setTimeout(done, 20));`;

/** A large app is asked for its closures in each round. */
const ANSWER_MS = 300_000;

/** The head where there are no rows: nothing grew, or counts alone did. */
const NO_ROWS = /^.+ grew in every round(?: by nearly the same amount)?$/;

/** What **Find a leak** answers, as the user sees it. */
export interface LeakAnswer {
  /** Of the user, with the one into the field of the expression. */
  readonly clicks: number;
  /** From the first click to the answer. */
  readonly milliseconds: number;
  readonly rows: readonly LeakRow[];
  /** `window keyup 2 → 5`. */
  readonly counts: readonly string[];
}

export interface LeakRow {
  /** All cells. */
  readonly text: string;
  /** Bytes that no other row has, rounded as the panel writes them. */
  readonly own: number;
}

/** Has an expression do the rounds. */
export async function findLeak(panel: Frame): Promise<LeakAnswer> {
  const started = performance.now();
  let clicks = 0;
  const click = async (target: Locator): Promise<void> => {
    clicks++;
    await target.click();
  };
  await click(panel.getByRole("button", { name: "Find a leak", exact: true }));
  const bar = panel.getByRole("region", { name: "Find a leak" });
  const expression = bar.getByRole("textbox", { name: "Expression" });
  await click(expression);
  await expression.fill(ROUND.replaceAll("\n", " "));
  await waitFor("first snapshot", async () => (await bar.getByText("Round 1 of").count()) > 0 || undefined, ANSWER_MS);
  await click(bar.getByRole("button", { name: "Run", exact: true }));
  await waitFor("answer", async () => (await bar.count()) === 0 || undefined, ANSWER_MS);
  const grid = panel.getByRole("grid", { name: "Changes", exact: true });
  const isFound = await waitFor(
    'grid "Changes", or that nothing grew',
    async () => {
      if ((await grid.count()) > 0) return "rows";
      return (await panel.getByRole("heading", { name: NO_ROWS }).count()) > 0 ? "nothing" : undefined;
    },
    ANSWER_MS,
  );
  const milliseconds = performance.now() - started;
  const counts = await panel.getByRole("tabpanel").getByRole("list", { name: "Counts" }).getByRole("listitem").all();
  return {
    clicks,
    milliseconds,
    rows: isFound === "rows" ? await rowsOf(grid) : [],
    counts: await Promise.all(counts.map(textOf)),
  };
}

/** Those in sight: a grid draws no others, and the causes come first. */
async function rowsOf(grid: Locator): Promise<readonly LeakRow[]> {
  const [head, ...rows] = await grid.getByRole("row").all();
  const names = (await head?.getByRole("columnheader").allInnerTexts()) ?? [];
  const own = names.findIndex((name) => name.includes("Delta (own)"));
  return Promise.all(
    rows.map(async (row) => {
      const cells = (await row.locator("th, td").allInnerTexts()).map(withoutBreaks);
      return { text: cells.join(" | "), own: bytesOfDelta(cells[own] ?? "") };
    }),
  );
}

async function textOf(item: Locator): Promise<string> {
  return withoutBreaks((await item.textContent()) ?? "");
}

function withoutBreaks(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

const UNITS: readonly string[] = ["B", "KiB", "MiB", "GiB"];

/** As `writeDelta` of the panel writes it. */
function bytesOfDelta(text: string): number {
  const [, sign = "", figure = "", unit = ""] = /^([+−±])([\d.]+) ([KMG]?i?B)$/.exec(text) ?? [];
  const power = UNITS.indexOf(unit);
  if (power < 0) throw new Error(`the cell of Delta (own) is "${text}", expected a size with a sign`);
  return (sign === "−" ? -1 : 1) * Number(figure) * 1024 ** power;
}
