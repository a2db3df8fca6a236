// Pictures of the icicle, opened as the files that they are.
import { readFile } from "node:fs/promises";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { readTotalBytes } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE_ROUTE = {
  path: "/",
  html: pageWithModule(`
    const shop = { pixels: new Uint8Array(50_000), "<b>&\\u0000\\ud800\\u202e]]>": { ["</svg><script>alert(1)</scr" + "ipt>"]: "x".repeat(20_000) } };
    globalThis.keep = [shop, { theme: "dark".repeat(9_000) }];
    registerRoot("shop", shop);
    registerRoot("settings", globalThis.keep[1]);`),
};

async function save(session: PanelSession, item: string, file: string): Promise<Buffer> {
  const { panel, devtools } = session;
  const download = devtools.waitForEvent("download");
  await panel.getByRole("button", { name: "Export", exact: true }).click();
  await panel.getByRole("menuitem", { name: item, exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^icicle-1-127\.0\.0\.1-\d+\.(svg|png)$/);
  await saved.saveAs(repositoryPath(`artifacts/screenshots/${file}`));
  return readFile(await saved.path());
}

test("Copy image puts the picture on the clipboard", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Export", exact: true }).click();
  await panel.getByRole("menuitem", { name: "Copy image", exact: true }).click();
  await expect(panel.getByText("Picture copied.")).toBeVisible();
  await panel.evaluate(() => {
    const area = document.createElement("textarea");
    area.setAttribute("aria-label", "Pasted");
    area.addEventListener("paste", async ({ clipboardData }) => {
      const file = clipboardData?.files[0];
      if (file === undefined) return;
      const { width, height } = await createImageBitmap(file);
      area.value = `${file.type}, ${width} wide, ${height > 100 ? "high" : "flat"}`;
    });
    document.body.append(area);
  });
  const field = panel.getByRole("textbox", { name: "Pasted" });
  await field.focus();
  await panel.page().keyboard.press("Control+V");
  await expect(field).toHaveValue("image/png, 1200 wide, high");
});

test("SVG and PNG of the icicle, with names that are no XML", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel, devtools } = session;
  await takeSnapshot(panel);
  const svg = await save(session, "SVG image", "icicle-1.svg");

  const page = await devtools.context().newPage();
  await page.goto(`data:image/svg+xml;base64,${svg.toString("base64")}`);
  const shown = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll("g")].map((box) => {
      const rect = box.querySelector("rect")!;
      const [top = 0, left = 0, width = 0] = ["y", "x", "width"].map((name) => Number(rect.getAttribute(name)));
      /* A line around a box stands half inside of it. */
      const line = rect.hasAttribute("stroke") ? 0.5 : 0;
      const title = box.querySelector("title")!.textContent;
      return { top: top - line, left: left - line, right: left + width + line, title };
    });
    return {
      root: document.documentElement.localName,
      errors: document.querySelectorAll("parsererror, script").length,
      title: document.querySelector("title")!.textContent,
      legend: [...document.querySelectorAll("svg > text")].map(({ textContent }) => textContent),
      boxes,
    };
  });
  expect(shown).toMatchObject({ root: "svg", errors: 0 });
  expect(shown.title).toContain("Snapshot 1 · ");
  expect(shown.legend).toEqual(expect.arrayContaining(["Object", "Off-heap"]));
  const tops = [...new Set(shown.boxes.map(({ top }) => top))].sort((a, b) => a - b);
  const roots = shown.boxes.filter(({ top }) => top === tops[1]);
  expect(roots.map(({ title }) => title?.split("\n")[0])).toEqual(["shop", "settings"]);
  /* The roots stand side by side and fill the row above them. */
  const [first, last] = [roots[0]!, roots[1]!];
  expect(first.left).toBe(0);
  expect(Math.abs(last.left - first.right)).toBeLessThanOrEqual(1);
  expect(Math.abs(last.right - shown.boxes[0]!.right)).toBeLessThanOrEqual(1);
  expect(shown.boxes.some(({ title }) => title?.includes("</svg><script>alert(1)</script>"))).toBe(true);
  expect(await readTotalBytes(panel)).toBeGreaterThan(100_000);

  const png = await save(session, "PNG image", "icicle-1.png");
  await page.goto("about:blank");
  const size = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    /* In the middle of the first row, past its label. */
    const [red, green, blue] = context.getImageData(image.width / 2, (35 * image.width) / 1200, 1, 1).data;
    return {
      ratio: image.width / 1200,
      colour: [red, green, blue],
      corner: [...context.getImageData(2, 2, 1, 1).data],
    };
  }, png.toString("base64"));
  expect(size.ratio).toBe(await panel.evaluate(() => devicePixelRatio));
  expect(size.colour).not.toEqual(size.corner.slice(0, 3));
});
