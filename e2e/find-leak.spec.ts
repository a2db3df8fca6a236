// Find a leak: a snapshot, rounds, and what grew in every round.
import type { Frame, Locator } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, openInsights, tabOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** A dialog whose window listener stays behind; the one of the text is removed. */
const SCRIPT = `
  let opened = 0;
  function open() {
    opened++;
    const dialog = document.createElement("dialog");
    dialog.id = "dialog";
    document.body.append(dialog);
    const rows = Array.from({ length: 50 }, (_, i) => ({ id: i, label: "row " + opened + " " + i }));
    addEventListener("keyup", function onKey() { dialog.title = rows.length; });
  }
  function close() { document.getElementById("dialog").remove(); }
  function openClean() { document.body.append(Object.assign(document.createElement("dialog"), { id: "dialog" })); }
  const cache = new Map();
  function fillOnce() { for (let i = 0; i < 200; i++) cache.set(i, { i, squared: i * i }); }
  const later = () => new Promise((resolve) => setTimeout(resolve, 20));
`;

const PAGE = { path: "/", html: pageWithScript(SCRIPT) };

const barOf = (panel: Frame): Locator => panel.getByRole("region", { name: "Find a leak" });
const buttonOf = (panel: Frame): Locator => panel.getByRole("button", { name: "Find a leak" });
const inBar = (panel: Frame, name: string): Locator => barOf(panel).getByRole("button", { name, exact: true });
const expressionOf = (panel: Frame): Locator => barOf(panel).getByRole("textbox", { name: "Expression" });
const changesOf = (panel: Frame): Locator => panel.getByRole("grid", { name: "Changes" });
const entriesOf = (panel: Frame): Locator => panel.getByRole("region", { name: "Snapshots" }).getByRole("listitem");

async function expectRound(panel: Frame, round: number, rounds = 3): Promise<void> {
  await expect(barOf(panel)).toContainText(`Round ${round} of ${rounds}`);
  await expect(inBar(panel, "Done")).toBeEnabled();
}

/** The answer is there, its first row about the listeners. */
async function expectListeners(panel: Frame): Promise<void> {
  await expect(barOf(panel)).toHaveCount(0);
  await expect(tabOf(panel, "Changes")).toHaveAttribute("aria-selected", "true");
  const first = changesOf(panel).getByRole("row").nth(1);
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(first).toContainText("keyup");
  await expect(changesOf(panel)).toBeFocused();
}

test("three rounds by hand: the answer shows by itself, with the focus at its first row", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  await buttonOf(panel).click();
  for (const round of [1, 2, 3]) {
    await expectRound(panel, round);
    await page.evaluate("open(), close()");
    await inBar(panel, "Done").click();
  }
  await expectListeners(panel);
  await expect(changesOf(panel).getByRole("row").nth(1)).toContainText("0 → 3");
  await expect(panel.getByRole("region", { name: "Held by" })).toContainText("keyup listener on window");
  await expect(entriesOf(panel)).toHaveCount(5);
  await expect(alertOf(panel)).toHaveCount(0);
});

test("in a low panel, what holds the first row is scrolled into view", async ({ serve, openPanel }) => {
  const { devtools, panel } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1280, 800] });
  await devtools.setViewportSize({ width: 1280, height: 400 });
  await buttonOf(panel).click();
  await expressionOf(panel).fill("open(), close()");
  await inBar(panel, "Run").click();
  await expectListeners(panel);
  await expect(
    panel
      .getByRole("region", { name: "Held by" })
      .getByRole("button", { name: "keyup listener on window", exact: true }),
  ).toBeInViewport();
  await expect(buttonOf(panel)).toBeInViewport({ ratio: 1 });
});

test("a page that crashes in a round ends no check: the rounds stay, and Reload goes on", async ({
  serve,
  openPanel,
}) => {
  const { context, page, panel } = await openPanel(`${await serve(PAGE)}/`);
  await buttonOf(panel).click();
  await expectRound(panel, 1);
  await inBar(panel, "Done").click();
  await expectRound(panel, 2);
  const crashed = page.waitForEvent("crash");
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await crashed;
  await inBar(panel, "Done").click();
  await expect(alertOf(panel)).toHaveText(/crashed.+Reload it|reload it/i);
  await expectRound(panel, 2);
  await expect(panel.getByRole("button", { name: "Try again" })).toBeVisible();
  await inBar(panel, "Reload").click();
  await expect(barOf(panel)).toHaveCount(0);
  await expect(tabOf(panel, "Changes")).toHaveAttribute("aria-selected", "true");
});

test("what grows once, or is trimmed again, is no leak: nothing grew in every round", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await buttonOf(panel).click();
  await expressionOf(panel).fill("openClean(), close(), fillOnce()");
  await inBar(panel, "Run").click();
  await expect(barOf(panel)).toHaveCount(0);
  await expect(panel.getByRole("heading", { name: "Nothing grew in every round" })).toBeVisible();
  await expect(changesOf(panel)).toHaveCount(0);
  await expect(buttonOf(panel)).toBeFocused();
  await expect(alertOf(panel)).toHaveCount(0);
});

test("an expression does the rounds in three clicks, and leaves nothing in the page", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  const names = await page.evaluate("Object.getOwnPropertyNames(globalThis).join()");
  await buttonOf(panel).click();
  await expressionOf(panel).click();
  await panel.page().keyboard.type("open(); await later(); close();");
  await inBar(panel, "Run").click();
  await expectListeners(panel);
  expect(await page.evaluate("opened")).toBe(3);
  await buttonOf(panel).click();
  await expect(expressionOf(panel)).toHaveValue("open(); await later(); close();");
  await inBar(panel, "Stop").click();
  await expect(barOf(panel)).toHaveCount(0);
  expect(await page.evaluate("Object.getOwnPropertyNames(globalThis).join()")).toBe(names);
});

test("a promise is waited for; what throws, rejects or does not compile is said, and the rounds stay", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  await buttonOf(panel).click();
  await expectRound(panel, 1);
  await expressionOf(panel).fill("open(), close(");
  await inBar(panel, "Run").click();
  await expect(alertOf(panel)).toHaveText(/does not compile, so nothing was run: SyntaxError/);
  expect(await page.evaluate("opened")).toBe(0);

  await expressionOf(panel).fill("later().then(() => { open(); close(); if (opened === 2) missing(); })");
  await expect(alertOf(panel)).toHaveCount(0);
  await inBar(panel, "Run").click();
  await expect(alertOf(panel)).toHaveText(
    /^Round 2: It threw an error with the page's own words "ReferenceError: missing is not defined"/,
  );
  await expectRound(panel, 2);
  await inBar(panel, "Run").click();
  await expectListeners(panel);
  expect(await page.evaluate("opened")).toBe(4);
});

test("an expression that never ends is stopped, with the answer of the rounds before it", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  await buttonOf(panel).click();
  await expressionOf(panel).fill("open(), close(), opened < 2 ? 0 : new Promise(() => {})");
  await inBar(panel, "Run").click();
  await expect(barOf(panel)).toContainText("Round 2 of 3 The page runs the expression");
  await expect.poll(() => page.evaluate("opened")).toBe(2);
  await inBar(panel, "Stop").click();
  await expectListeners(panel);
  await expect(entriesOf(panel)).toHaveCount(3);
});

test("reloads are rounds, too: each time the page is as before", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  await page.evaluate("sessionStorage.loads = 0; addEventListener('pagehide', () => sessionStorage.loads++)");
  await page.addInitScript("addEventListener('pagehide', () => sessionStorage.loads++)");
  await buttonOf(panel).click();
  await barOf(panel).getByRole("spinbutton", { name: "Rounds" }).fill("2");
  await inBar(panel, "Reload").click();
  await expect(barOf(panel)).toHaveCount(0);
  await expect(tabOf(panel, "Changes")).toHaveAttribute("aria-selected", "true");
  expect(await page.evaluate("sessionStorage.loads")).toBe("2");
  await expect(alertOf(panel)).toHaveCount(0);
});

test("a navigation of the page in a round ends neither the round nor the check", async ({ serve, openPanel }) => {
  const origin = await serve(PAGE, { path: "/next", html: pageWithScript("") });
  const { page, panel } = await openPanel(`${origin}/`);
  await buttonOf(panel).click();
  await expectRound(panel, 1);
  await page.goto(`${origin}/next`);
  await inBar(panel, "Done").click();
  await expectRound(panel, 2);
  await expect(barOf(panel)).toContainText("The rounds ended on different pages");
  await expressionOf(panel).fill("location.href = '/'");
  await inBar(panel, "Run").click();
  await expect(barOf(panel)).toHaveCount(0);
  const { host } = new URL(origin);
  await expect(panel.getByRole("tabpanel")).toContainText(`on different pages (${host}, ${host}/next):`);
  await expect(tabOf(panel, "Changes")).toHaveAttribute("aria-selected", "true");
  await expect(alertOf(panel)).toHaveCount(0);
});

test("all of it works by the keyboard, and Stop leaves the focus in the toolbar", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  const { keyboard } = panel.page();
  await buttonOf(panel).focus();
  await keyboard.press("l");
  await expect(inBar(panel, "Done")).toBeFocused();
  for (const round of [1, 2, 3]) {
    await expectRound(panel, round);
    await page.evaluate("open(), close()");
    await keyboard.press("Enter");
  }
  await expectListeners(panel);
  await keyboard.press("ArrowUp");
  await expect(changesOf(panel)).toBeFocused();

  await keyboard.press("l");
  await expectRound(panel, 1);
  await panel.getByRole("searchbox", { name: "Find" }).focus();
  await buttonOf(panel).focus();
  await keyboard.press("l");
  await expect(inBar(panel, "Done")).toBeFocused();
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(barOf(panel)).toHaveCount(0);
  await expect(buttonOf(panel)).toBeFocused();
});

test("the build without the debugger says what it does not see", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`, {
    extension: repositoryPath("dist/extension-no-debugger"),
  });
  await page.evaluate("globalThis.kept = []");
  await buttonOf(panel).click();
  await expect(barOf(panel)).toContainText("Closures are off: what functions and modules hold is not seen.");
  for (const round of [1, 2, 3]) {
    await expectRound(panel, round);
    await page.evaluate("kept.push({ round: kept.length })");
    await inBar(panel, "Done").click();
  }
  await expect(changesOf(panel).getByRole("row").nth(1)).toContainText("kept");
  await expect(alertOf(panel)).toHaveCount(0);
});

test("before the first round the page can be watched: the answer has what was made where", async ({
  serve,
  openPanel,
}) => {
  const html = '<!doctype html><title>Fixture</title><p>page</p><script src="/poll.js"></script>';
  const script = "function poll() {\n  setInterval(() => {}, 1e6);\n}";
  const headers = { "content-type": "text/javascript" };
  const { panel } = await openPanel(
    `${await serve({ path: "/", html }, { path: "/poll.js", html: script, headers })}/`,
  );
  await buttonOf(panel).click();
  await expectRound(panel, 1);
  await inBar(panel, "Watch timers and listeners").press("Enter");
  await expect(inBar(panel, "Watch timers and listeners")).toHaveCount(0);
  await expect(inBar(panel, "Done")).toBeFocused();
  await expectRound(panel, 1);
  await expect(entriesOf(panel)).toHaveCount(2);
  await expressionOf(panel).fill("poll()");
  await inBar(panel, "Run").click();
  await expect(barOf(panel)).toHaveCount(0);
  await expect(panel.getByRole("tabpanel").getByRole("list", { name: "Counts" })).toContainText(
    /setInterval poll\.js:2\s*0 → 3/,
  );
  await expect(alertOf(panel)).toHaveCount(0);
});

test("rounds by reload stay watched; a reload by hand ends the watch, and that is said", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  const caveat = "The page was not watched all the time";
  await buttonOf(panel).click();
  await expectRound(panel, 1);
  await inBar(panel, "Watch timers and listeners").click();
  await expect(inBar(panel, "Watch timers and listeners")).toHaveCount(0);
  await expectRound(panel, 1);
  await expect(entriesOf(panel).filter({ hasText: /before round 1/i })).toHaveCount(1);
  await page.reload();
  await expect(barOf(panel)).toContainText(caveat);
  await barOf(panel).getByRole("spinbutton", { name: "Rounds" }).fill("2");
  await inBar(panel, "Reload").click();
  await expect(barOf(panel)).toHaveCount(0);
  await expect(tabOf(panel, "Changes")).toHaveAttribute("aria-selected", "true");
  await expect(panel.getByRole("tabpanel")).not.toContainText(caveat);
  await takeSnapshot(panel);
  await openInsights(panel, "Summary");
  await expect(panel.getByRole("article", { name: "Watch", exact: true })).toContainText("Watching since reload");
});
