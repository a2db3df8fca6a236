import { expect, test } from "allocative/playwright";

test.beforeEach(({ page }) => page.goto(new URL("../app/index.html", import.meta.url).href));

test("the store stays within its budget", async ({ memory }) => {
  await expect(memory).toStayWithin({ "store;users": "200 kB", total: "2 MB" });
});

test("searching leaks nothing but its log", async ({ page }) => {
  const search = page.getByRole("button", { name: "Search" });
  await expect(() => search.click()).not.toGrow({ rounds: 3, ignore: ["store › log"] });
});

test("opening a dialog leaks nothing", async ({ page }) => {
  const open = page.getByRole("button", { name: "Dialog" });
  await expect(() => open.click()).not.toGrow({ rounds: 3 });
});
