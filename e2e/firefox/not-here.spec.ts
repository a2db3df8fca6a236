// What Firefox gives no extension is named where a user looks for it, and nothing offers it.
import { rootsGroup, takeSnapshot } from "../../package/browser/panel-actions.ts";
import { pageWithScript } from "../fixtures/page-html.ts";
import { expect, test } from "../fixtures/test.ts";

const PAGE = pageWithScript(`
  globalThis.list = [{}, {}];
  addEventListener("keyup", () => {});
  globalThis.worker = new Worker(URL.createObjectURL(new Blob(["globalThis.rows = [{}]"])));`);

test("closures, workers and listeners cannot be chosen, and the panel says why", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const roots = rootsGroup(panel);
  await takeSnapshot(panel);
  for (const name of ["Closures", "Listeners"]) {
    await expect(roots.getByRole("checkbox", { name, exact: true })).toBeDisabled();
    await expect(roots.getByRole("checkbox", { name, exact: true })).not.toBeChecked();
  }
  await expect(roots).toContainText(/Firefox gives extensions no debugger\. .+ closures .+ nothing reaches workers\./);
  await expect(roots).toContainText("Firefox gives extensions no list of listeners.");
  await expect(panel.locator("body")).not.toContainText(/Chrome|Chromium|V8/);
});
