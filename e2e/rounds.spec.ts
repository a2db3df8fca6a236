// What grew in every round, and what grew once: the answer of Find a leak.
import type { Frame, Locator } from "playwright";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, chooseScope, tabOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const SCRIPT = `
  class Draft {
    constructor(round) { this.lines = Array.from({ length: 50 }, (_, i) => "line " + i + " of " + round); }
  }
  const editor = { drafts: [], thesaurus: null, recent: [] };
  globalThis.editor = editor;
  let round = 0;
  globalThis.write = () => {
    editor.drafts.push(new Draft(round++));
    editor.thesaurus ??= Array.from({ length: 400 }, (_, i) => ({ word: "word " + i }));
  };
  globalThis.sprawl = () => { globalThis["draft" + round++] = new Draft(round); };
  globalThis.swell = () => { for (let i = 4 ** round++; i > 0; i--) editor.drafts.push(new Draft(i)); };
  globalThis.look = () => {
    editor.recent.push({ round: round++ });
    if (editor.recent.length > 1) editor.recent.shift();
    editor.thesaurus ??= Array.from({ length: 400 }, (_, i) => ({ word: "word " + i }));
  };
`;

const PAGE = { path: "/", html: pageWithScript(SCRIPT) };

const changesOf = (panel: Frame): Locator => panel.getByRole("grid", { name: "Changes" });
const onceOf = (panel: Frame): Locator => panel.getByRole("grid", { name: "Grew once" });

async function findLeak(panel: Frame, expression: string, rounds = 3): Promise<void> {
  await panel.getByRole("button", { name: "Find a leak" }).click();
  const bar = panel.getByRole("region", { name: "Find a leak" });
  await bar.getByRole("spinbutton", { name: "Rounds" }).fill(String(rounds));
  await bar.getByRole("textbox", { name: "Expression" }).fill(expression);
  await bar.getByRole("button", { name: "Run", exact: true }).click();
  await expect(bar).toHaveCount(0);
  await expect(tabOf(panel, "Changes")).toHaveAttribute("aria-selected", "true");
}

test("a row at the holder of what grew in every round, a sentence about it, its objects, and who holds it", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await findLeak(panel, "write()");
  const row = changesOf(panel).getByRole("row").nth(1);
  await expect(row).toContainText(/editor › Object › drafts: Array/);
  await expect(row).toContainText("0 → 3");
  await expect(row).toContainText(/\+1 · \+[\d.]+ KiB/);
  await expect(panel.getByText("3 more objects of class Draft in drafts of editor: one a round.")).toBeVisible();
  await expect(changesOf(panel)).not.toContainText("thesaurus");
  await expect(panel.getByRole("region", { name: "Held by" })).toContainText("drafts");
  await expect(panel.getByRole("region", { name: "Objects", exact: true })).toContainText(
    "Entries of drafts: Array in Snapshot 4",
  );
  const objects = panel.getByRole("grid", { name: "Objects" });
  await expect(objects).toHaveAttribute("aria-rowcount", "4");
  await expect(objects).toContainText("Draft {lines: Array(50)}");
  await objects.getByRole("row").nth(1).click();
  await expect(panel.getByRole("region", { name: "Selected object" })).toContainText("Draft");
  await expect(panel.getByRole("region", { name: "Held by" })).toContainText("drafts");

  const toggle = panel.getByRole("button", { name: "Grew once" });
  await expect(toggle).toHaveAttribute("aria-expanded", "false");
  await toggle.press("Enter");
  await expect(toggle).toHaveAttribute("aria-expanded", "true");
  await expect(onceOf(panel).getByRole("row").nth(1)).toContainText(/editor › Object › thesaurus: Array/);
  await expect(onceOf(panel).getByRole("row").nth(1)).toContainText(/\+[\d.]+ KiB, ±0 B, ±0 B/);
  await expect(onceOf(panel)).not.toContainText("drafts");

  /* All that changed, from the first snapshot to the last. */
  await chooseScope(panel, "All");
  await expect(changesOf(panel)).toContainText("drafts");
  await expect(changesOf(panel)).toContainText("thesaurus");
  await expect(toggle).toHaveCount(0);
  await chooseScope(panel, "Growth");
  await expect(toggle).toBeVisible();
  await expect(alertOf(panel)).toHaveCount(0);
});

test("nothing grew in every round: the noise is said, and what grew once is there", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await findLeak(panel, "look()");
  await expect(panel.getByRole("heading", { name: "Nothing grew in every round" })).toBeVisible();
  await expect(panel.getByText(/^From round to round the snapshots changed by /)).toBeVisible();
  await expect(changesOf(panel)).toHaveCount(0);
  await panel.getByRole("button", { name: "Grew once" }).click();
  await expect(onceOf(panel)).toContainText("thesaurus");
  await expect(alertOf(panel)).toHaveCount(0);
});

test("a new global in each round: the row is of the newest, and says how many there are", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await findLeak(panel, "sprawl()");
  const first = changesOf(panel).getByRole("row").nth(1);
  await expect(first).toContainText(/^draft2/);
  await expect(first).toContainText(/\d+ → \d+/);
  await expect(panel.getByText("3 more globals, such as draft2: one a round.")).toBeVisible();
  await expect(panel.getByRole("region", { name: "Details" })).toContainText("draft2");
  await expect(panel.getByRole("region", { name: "Held by" })).toContainText("draft2");
  await expect(panel.getByRole("button", { name: "Grew once" })).toHaveCount(0);
  await expect(changesOf(panel)).not.toContainText("All roots");
});

test("a new global in each round below a registered global object", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await panel.getByRole("textbox", { name: "Add root" }).fill("globalThis");
  await panel.getByRole("textbox", { name: "Add root" }).press("Enter");
  await findLeak(panel, "sprawl()");
  await expect(changesOf(panel).getByRole("row").nth(1)).toContainText(/^globalThis › draft2/);
  await expect(panel.getByText("3 more globals, such as draft2: one a round.")).toBeVisible();
});

test("what grew in every round by very different numbers is said, and stands apart", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await findLeak(panel, "swell()");
  await expect(
    panel.getByRole("heading", { name: "Nothing grew in every round by nearly the same amount" }),
  ).toBeVisible();
  await expect(panel.getByText("1 place grew in every round, but unevenly: Grew once has it.")).toBeVisible();
});

test("one round is a comparison of two snapshots, which cannot leave out what is filled once", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await findLeak(panel, "write()", 1);
  await expect(panel.getByText(/^One round cannot show what grows each time/)).toBeVisible();
  await expect(changesOf(panel)).toContainText("drafts");
  await expect(changesOf(panel)).toContainText("thesaurus");
});
