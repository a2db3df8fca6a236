// axe, and what it cannot see: no sideways scrolling in narrow and low panels, readable boxes in the system's own colours.
import type { Frame } from "playwright";
import { setDevtoolsTheme } from "../package/browser/devtools-internals.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { expectNoFindings } from "./fixtures/axe.ts";
import { DEMO_ROUTE, waitForDemo } from "./fixtures/demo-page.ts";
import { icicleOf, openInsights } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

async function expectNoSidewaysScroll(panel: Frame): Promise<void> {
  await expect
    .poll(() => panel.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
}

for (const [theme, details] of [
  ["light", {}],
  ["dark", { tag: "@slow" }],
] as const) {
  test(`axe finds nothing in the ${theme} theme, in any view`, details, async ({ serve, openPanel }) => {
    const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
    const { devtools, panel } = session;
    await waitForDemo(session);
    await setDevtoolsTheme(devtools, theme);
    await expect(panel.locator(`:root[data-theme="${theme}"]`)).toBeAttached();
    await expectNoFindings(panel, "first view");
    await takeSnapshot(panel);
    for (const tab of await panel.getByRole("tablist", { name: "Views" }).getByRole("tab").all()) {
      await tab.click();
      await expect(tab).toHaveAttribute("aria-selected", "true");
      await expectNoFindings(panel, `view ${await tab.textContent()}`);
    }
    for (const inner of ["Summary", "Waste", "Off-heap", "Warnings"] as const) {
      await openInsights(panel, inner);
      await expectNoFindings(panel, `${inner} of Insights`);
    }
    await panel.getByRole("tab", { name: "Types" }).click();
    await panel.getByRole("treegrid", { name: "Types" }).getByRole("row").nth(1).click();
    await panel
      .getByRole("treegrid", { name: /^Owners of/ })
      .getByRole("row")
      .nth(1)
      .click();
    await expectNoFindings(panel, "a type's owners and contents");
    await panel.getByRole("button", { name: "Export", exact: true }).click();
    await expectNoFindings(panel, "Export");
    await panel.page().keyboard.press("Escape");

    await session.page.getByRole("button", { name: "Leak" }).click();
    await takeSnapshot(panel);
    await panel.getByRole("button", { name: "Compare" }).click();
    await panel.getByRole("tab", { name: "Changes" }).click();
    await expectNoFindings(panel, "changes");
    await panel.getByRole("tab", { name: "Types" }).click();
    await panel.getByRole("treegrid", { name: "Types" }).getByRole("row").nth(1).click();
    await expect(panel.getByRole("treegrid", { name: /^Owners of/ })).toBeVisible();
    await expectNoFindings(panel, "types of a diff");
  });
}

test("axe finds nothing while a leak is looked for, in both themes, and nothing scrolls sideways", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`, { windowSize: [1280, 800] });
  const { devtools, panel } = session;
  await waitForDemo(session);
  await panel.getByRole("button", { name: "Find a leak" }).click();
  const bar = panel.getByRole("region", { name: "Find a leak" });
  await expect(bar).toContainText("Round 1 of 3");
  await expect(bar.getByRole("button", { name: "Done" })).toBeEnabled();
  await bar.getByRole("textbox", { name: "Expression" }).fill("missing()");
  await bar.getByRole("button", { name: "Run" }).click();
  await expect(panel.getByRole("alert")).toHaveText(/ReferenceError/);
  for (const theme of ["light", "dark"] as const) {
    await setDevtoolsTheme(devtools, theme);
    await expect(panel.locator(`:root[data-theme="${theme}"]`)).toBeAttached();
    await expectNoFindings(panel, `Find a leak, ${theme}`);
  }
  for (const [width, height] of [
    [320, 600],
    [1280, 400],
  ] as const) {
    await devtools.setViewportSize({ width, height });
    await expectNoSidewaysScroll(panel);
    await expect(bar.getByRole("button", { name: "Done" })).toBeInViewport();
    await expect(bar.getByRole("button", { name: "Reload" })).toBeInViewport();
  }
});

test("the icicle can be read in the system's own colours", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { devtools, panel } = session;
  await waitForDemo(session);
  await devtools.emulateMedia({ forcedColors: "active" });
  await takeSnapshot(panel);
  await expect(panel.getByRole("tab", { name: "Icicle" })).toHaveAttribute("aria-selected", "true");
  await devtools.screenshot({ path: repositoryPath("artifacts/screenshots/forced-colors.png") });
  /* Boxes are told apart by lines: two colours at least, in a row of boxes that all have the same fill. */
  const colours = await icicleOf(panel)
    .locator("canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext("2d")!;
      const row = context.getImageData(0, Math.round(2.5 * 19 * devicePixelRatio), canvas.width, 1).data;
      const seen = new Set<string>();
      for (let i = 0; i < row.length; i += 4) seen.add(row.slice(i, i + 3).join(" "));
      return seen.size;
    });
  expect(colours).toBeGreaterThan(1);
});

test("nothing scrolls sideways at 320 pixels, in a low panel, and at 200 %", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`, { windowSize: [1280, 800] });
  const { devtools, panel } = session;
  await waitForDemo(session);
  await takeSnapshot(panel);
  for (const [width, height] of [
    [320, 700],
    [1280, 300],
    [640, 400],
  ] as const) {
    await devtools.setViewportSize({ width, height });
    await expectNoSidewaysScroll(panel);
    await expect(panel.getByRole("button", { name: "Snapshot", exact: true })).toBeInViewport();
    await devtools.screenshot({ path: repositoryPath(`artifacts/screenshots/panel-${width}x${height}.png`) });
  }
});
