// Previews of a page that does not want to be read.
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { findOf, withoutClosures } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = {
  path: "/",
  html: pageWithScript(`
    globalThis.ran = [];
    const noticing = new Proxy({ a: 1 }, { get(target, key) { ran.push("get " + String(key)); return target[key]; } });
    let throwing = false;
    const angry = new Proxy({ b: 2 }, {
      ownKeys(target) { if (throwing) throw new Error("<b>no</b>"); return Reflect.ownKeys(target); },
      getOwnPropertyDescriptor(target, key) { if (throwing) throw { toString() { ran.push("toString"); return ""; } }; return Reflect.getOwnPropertyDescriptor(target, key); },
    });
    globalThis.hostile = new Map([
      ["<img src=x onerror=ran.push(1)>", { html: "<script>ran.push(2)<\\/script>" }],
      ["\\u202egnp.exe", { direction: "\\u202egnp.exe\\u202c" }],
      ["getter", { get secret() { ran.push("getter"); return 1; } }],
      ["toJSON", { toJSON() { ran.push("toJSON"); }, toString() { ran.push("toString"); }, [Symbol.toPrimitive]() { ran.push("toPrimitive"); } }],
      ["long", { text: "x".repeat(100_000_000) }],
      ["big", { big: 10n ** 5000n }],
      ["noticing", noticing],
      ["angry", angry],
      ["lines", { text: "one\\ntwo\\ttab\\u0000nul" }],
    ]);
    globalThis.change = () => {
      throwing = true;
      for (const key of ["getter", "long"]) hostile.set(key, "now a string");
    };`),
};

test("previews are text, whatever the page has, and nothing of it runs", async ({ serve, openPanel }) => {
  const { panel, page } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1300, 1000] });
  await withoutClosures(panel);
  await takeSnapshot(panel);
  await findOf(panel).fill("hostile");
  await findOf(panel).press("Enter");
  const grid = panel.getByRole("grid", { name: "Objects" });
  const row = (key: string) => grid.getByRole("row").filter({ has: panel.getByRole("rowheader", { name: key }) });
  await expect(row('"<img src=x onerror=ran.push(1)>"')).toContainText('{html: "<script>ran.push(2)</…"}');
  await expect(row('"\\u202egnp.exe"')).toContainText('{direction: "\\u202egnp.exe\\u202c"}');
  await expect(row('"getter"')).toContainText("{secret: (…)}");
  await expect(row('"toJSON"')).toContainText("{toJSON: ƒ toJSON(), toString: ƒ toString()}");
  await expect(row('"long"')).toContainText(`{text: "${"x".repeat(21)}…"}`);
  await expect(row('"big"')).toContainText("{big: bigint}");
  await expect(row('"angry"')).toContainText("{b: 2}");
  await expect(row('"lines"')).toContainText('{text: "one\\ntwo\\ttab\\u0000nul"}');
  expect(await page.evaluate("ran.filter((one) => !one.startsWith('get '))")).toEqual([]);
  expect(await panel.locator("img").count()).toBe(0);

  await page.evaluate("change()");
  await panel.getByRole("button", { name: /^Retained/ }).click();
  await expect(row('"getter"')).toContainText("changed");
  await expect(row('"getter"')).toContainText('"now a string"');
  await expect(row('"angry"')).toContainText("changed");
  expect(await page.evaluate("ran.filter((one) => !one.startsWith('get '))")).toEqual([]);
});
