// What the engine counts on the whole heap and no walk can see, in Warnings.
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { openInsights } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** An array that an item was pushed to has room for 16 more: 64 bytes each. */
const PUSHED = `globalThis.lists = [];
for (let i = 0; i < 20000; i++) {
  const list = [];
  list.push(i);
  lists.push(list);
}`;

test("spare capacity of arrays that grew by push is a sentence in Warnings", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: pageWithScript(PUSHED) })}/`);
  await takeSnapshot(panel);
  await openInsights(panel, "Warnings");
  const sentence = /1\.[2-4] MiB of this page’s JS heap \(\d\d %\) are spare capacity of arrays/;
  await expect(panel.getByText(sentence).first()).toBeVisible();
});
