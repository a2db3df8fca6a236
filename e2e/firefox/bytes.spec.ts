// Bytes of a page in Firefox: SpiderMonkey's, as its own heap snapshot has them.
import { downloadFolded, takeSnapshot } from "../../package/browser/panel-actions.ts";
import { pageWithScript } from "../fixtures/page-html.ts";
import { withoutClosures } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

const PAGE = pageWithScript("globalThis.cart = { items: [1, 2, 0.5, -0], prices: new Map([[0.5, 2 ** 40]]) };");

test("objects have the bytes that Firefox gives them", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const { panel } = session;
  await withoutClosures(panel);
  await takeSnapshot(panel);
  const folded = await downloadFolded(session);
  /* An object of two fields has 40 bytes, an array of four items 72, a Map of one entry 280. */
  for (const line of [
    "cart;Object 24",
    "cart;Object;items 8",
    "cart;Object;prices 8",
    "cart;Object;items;Array 24",
    "cart;Object;items;Array;elements 48",
    "cart;Object;prices;Map 120",
    "cart;Object;prices;Map;table 160",
  ]) {
    expect(folded.split("\n")).toContain(line);
  }
});
