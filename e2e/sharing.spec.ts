// Who pays for what is shared: another answer from the same snapshot, without another question to the page.
import type { Frame } from "playwright";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { parseFolded, totalBytesOf } from "./fixtures/folded-grammar.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import {
  alertOf,
  chooseInView,
  findOf,
  readChosenInView,
  readPath,
  readTotalBytes,
  statusOf,
  treeOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const SCRIPT = `
  const theme = { colours: new Array(500).fill(0).map((_, i) => ({ shade: i + 0.5 })) };
  const app = { left: { theme, own: [1, 2] }, right: { theme } };
  globalThis.rootCalls = 0;
  registerRoot("app", () => { globalThis.rootCalls++; return app; });`;

/** A page whose root counts how often it is asked for. */
const PAGE = { path: "/", html: pageWithModule(SCRIPT) };

/** The policies as the menu **View** offers them. */
const sharingOf = (panel: Frame) => panel.getByRole("group", { name: "Shared objects" });

async function readSteps(panel: Frame): Promise<string[]> {
  return (await treeOf(panel).getByRole("treeitem").allInnerTexts()).map((text) => text.split("\n")[0]!);
}

test("what is shared moves, and nothing else changes", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { page, panel } = session;
  const countCalls = () => page.evaluate(() => (globalThis as unknown as { rootCalls: number }).rootCalls);
  await takeSnapshot(panel);
  const calls = await countCalls();
  const status = await statusOf(panel).textContent();
  const bytes = await readTotalBytes(panel);

  await findOf(panel).fill("(shared)");
  await findOf(panel).press("Enter");
  const shared = treeOf(panel).getByRole("treeitem", { name: /^\(shared\)/ });
  await shared.dblclick();
  await expect.poll(() => readPath(panel)).toEqual(["All roots", "app", "Object", "(shared)"]);
  await findOf(panel).fill("");

  await chooseInView(panel, "Show separately");
  await expect.poll(() => readSteps(panel)).toEqual(expect.arrayContaining(["(shared)", "app"]));
  await expect(shared).toHaveAttribute("aria-level", "1");
  /* The focus went to the nearest that is left. */
  await expect.poll(() => readPath(panel)).toEqual(["All roots", "app", "Object"]);
  const atTop = parseFolded(await downloadFolded(session));
  expect(atTop.filter(({ frames }) => frames[0] === "(shared)").length).toBeGreaterThan(3);
  expect(totalBytesOf(atTop)).toBe(bytes);

  /* By the keyboard. */
  const { keyboard } = panel.page();
  await panel.getByRole("button", { name: "View", exact: true }).press("ArrowDown");
  /* Behind it are both items of the names. */
  for (const key of ["End", "ArrowUp", "ArrowUp"]) await keyboard.press(key);
  await expect(panel.getByRole("menuitemradio", { name: "Count to first path" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(sharingOf(panel)).toHaveCount(0);
  await expect.poll(() => readSteps(panel)).not.toContain("(shared)");
  const first = parseFolded(await downloadFolded(session));
  expect(first.some(({ frames }) => frames.includes("(shared)"))).toBe(false);
  expect(first.some(({ frames }) => frames.join(";").startsWith("app;Object;left;Object;theme;Object;colours"))).toBe(
    true,
  );

  expect(await statusOf(panel).textContent()).toBe(status);
  expect(await readTotalBytes(panel)).toBe(bytes);
  expect(await countCalls()).toBe(calls);
  await expect(alertOf(panel)).toHaveCount(0);

  /* The next snapshot keeps to the choice. */
  await takeSnapshot(panel);
  expect(await readChosenInView(panel)).toContain("Count to first path");
  expect(parseFolded(await downloadFolded(session))).toEqual(first);
});

test("folded stacks have no objects to ask", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  const view = panel.getByRole("button", { name: "View", exact: true });
  const offered = sharingOf(panel).getByRole("menuitemradio", { disabled: false });
  await view.click();
  await expect(offered).toHaveCount(3);
  await panel.page().keyboard.press("Escape");
  await panel.locator('input[type="file"]').setInputFiles({
    name: "cart.folded",
    mimeType: "text/plain",
    buffer: Buffer.from("cart;Object;items 16\ncart;Object 12\n"),
  });
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: /);
  await view.click();
  await expect(sharingOf(panel).getByRole("menuitemradio")).toHaveCount(3);
  await expect(offered).toHaveCount(0);
  await expect(sharingOf(panel)).toHaveAccessibleDescription(/no objects/);
});
