// The page goes away under the open panel; the next click just works.
import { addRoot, downloadFolded, rootsGroup, takeSnapshot } from "../package/browser/panel-actions.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, withoutClosures } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const LIST_PAGE = pageWithScript("globalThis.list = Array.from({ length: 5000 }, (_, i) => ({ i }));");
const MAP_PAGE = pageWithScript("globalThis.map = new Map(Array.from({ length: 700 }, (_, i) => [{ i }, i]));");

test("a reload between two snapshots", { tag: "@firefox" }, async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: LIST_PAGE })}/`);
  await withoutClosures(panel);
  const first = await takeSnapshot(panel);
  await page.reload();
  const second = await takeSnapshot(panel);
  expect(second).toMatchObject({ number: 2, size: first.size, objectCount: first.objectCount });
  await expect(alertOf(panel)).toHaveCount(0);
});

test("navigation to another page of the same origin, and to another origin", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const origin = await serve({ path: "/", html: LIST_PAGE }, { path: "/map", html: MAP_PAGE });
  const elsewhere = await serve({ path: "/", html: MAP_PAGE });
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  for (const url of [`${origin}/map`, `${elsewhere}/`]) {
    await session.page.goto(url);
    await expect(rootsGroup(session.panel).getByRole("checkbox", { name: "map", exact: true })).toBeChecked();
    await withoutClosures(session.panel);
    const status = await takeSnapshot(session.panel);
    expect(status.objectCount).toBe(701);
    const roots = parseFolded(await downloadFolded(session)).map(({ frames }) => frames[0]);
    expect(new Set(roots)).toEqual(new Set(["map"]));
  }
});

test("Back after a snapshot", async ({ serve, openPanel }) => {
  const origin = await serve({ path: "/", html: LIST_PAGE }, { path: "/map", html: MAP_PAGE });
  const { page, panel } = await openPanel(`${origin}/`);
  await withoutClosures(panel);
  await takeSnapshot(panel);
  await page.goto(`${origin}/map`);
  expect((await takeSnapshot(panel)).objectCount).toBe(701);
  await page.goBack();
  expect((await takeSnapshot(panel)).objectCount).toBe(5001);
});

test("an expression root is evaluated anew in each page", async ({ serve, openPanel }) => {
  const html = (length: number) =>
    pageWithScript(`let state = { rows: new Array(${length}).fill(0).map(() => ({})) };`);
  const origin = await serve({ path: "/", html: html(10) }, { path: "/more", html: html(20) });
  const { page, panel } = await openPanel(`${origin}/`);
  await addRoot(panel, "state");
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(12);
  await page.goto(`${origin}/more`);
  expect((await takeSnapshot(panel)).objectCount).toBe(22);
});
