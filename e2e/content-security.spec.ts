// The panel under the policy of its manifest: all that it does is allowed, and what it never does is refused.
import { writeFileSync } from "node:fs";
import type { Frame } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { setFile } from "../package/browser/set-file.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { insightTabOf, statusOf, tabOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = pageWithScript(
  `globalThis.shop = { items: Array.from({ length: 500 }, (_, i) => ({ sku: "sku " + i })) };`,
);

/** What the policy has refused in the panel's document since it was loaded. */
function readViolations(panel: Frame): Promise<string[]> {
  return panel.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const observer = new ReportingObserver(
          (reports) =>
            resolve(reports.map(({ body }) => (body as unknown as { effectiveDirective: string }).effectiveDirective)),
          { types: ["csp-violation"], buffered: true },
        );
        observer.observe();
        /* Reports that are there already come in the next task. */
        setTimeout(() => resolve([]), 500);
      }),
  );
}

test("the panel does all it does under its content security policy", async ({ serve, openPanel }, testInfo) => {
  const { devtools, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  for (const view of ["Table", "Types", "Icicle", "Insights"]) {
    await tabOf(panel, view).click();
    await expect(panel.getByRole("tabpanel", { name: view })).toBeVisible();
  }
  for (const view of ["Summary", "Waste", "Off-heap", "Warnings"]) {
    await insightTabOf(panel, view).click();
    await expect(panel.getByRole("tabpanel", { name: view })).toBeVisible();
  }
  for (const item of ["Folded stacks", "pprof", "SVG image", "PNG image", "Snapshot file"]) {
    const download = devtools.waitForEvent("download");
    await panel.getByRole("button", { name: "Export", exact: true }).click();
    await panel.getByRole("menuitem", { name: item, exact: true }).click();
    await (await download).path();
  }
  const file = testInfo.outputPath("a.folded");
  writeFileSync(file, "app;Vec 24\n");
  await setFile(await devtools.context().newCDPSession(panel), file);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 2: 24 B/);
  expect(await readViolations(panel)).toEqual([]);

  /* What it never does is refused, and would have been seen above. */
  const refused = await panel.evaluate(async () => {
    const style = document.createElement("style");
    style.textContent = "body { color: red }";
    document.head.append(style);
    const script = document.createElement("script");
    script.textContent = "globalThis.hasRun = true";
    document.head.append(script);
    const answer = await fetch("https://example.invalid/").then(
      () => "answered",
      () => "refused",
    );
    return { answer, hasRun: "hasRun" in globalThis };
  });
  expect(refused).toEqual({ answer: "refused", hasRun: false });
  const seen = new Set(await readViolations(panel));
  expect(seen).toEqual(new Set(["connect-src", "script-src-elem", "style-src-elem"]));
});
