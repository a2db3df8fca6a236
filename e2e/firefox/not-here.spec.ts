// What Firefox gives no extension is named where a user looks for it, and nothing offers it.
import { rootsGroup, takeSnapshot } from "../../package/browser/panel-actions.ts";
import { pageWithScript } from "../fixtures/page-html.ts";
import { expect, test } from "../fixtures/test.ts";

const PAGE = pageWithScript(`
  globalThis.list = [{}, {}];
  addEventListener("keyup", () => {});
  globalThis.worker = new Worker(URL.createObjectURL(new Blob(["globalThis.rows = [{}]"])));`);

test("closures and workers cannot be chosen, listeners are not listed, and the panel says why", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const roots = rootsGroup(panel);
  await takeSnapshot(panel);
  const closures = roots.getByRole("checkbox", { name: "Closures", exact: true });
  await expect(closures).toBeDisabled();
  await expect(closures).not.toBeChecked();
  await expect(roots.getByRole("checkbox", { name: "Listeners", exact: true })).toBeChecked();
  await expect(roots).toContainText(/Firefox gives extensions no debugger\. .+ closures .+ nothing reaches workers\./);
  await expect(roots).toContainText(
    /Firefox gives extensions no list of listeners\. .+ by its option natives, are here\./,
  );
  await expect(panel.locator("body")).not.toContainText(/Chrome|Chromium|V8/);
});
