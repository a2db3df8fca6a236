// The site of the documents as npm run docs makes it: its search, both themes, and that it asks for nothing elsewhere.
import { readFileSync } from "node:fs";
import { buildDocs, DOCS_FOLDER } from "../scripts/docs/build-docs.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { expect, test } from "./fixtures/test.ts";

test("the site works without a network, and is searched in the browser alone", async ({ serve, openPanel }) => {
  const pages = await buildDocs();
  expect(readFileSync(repositoryPath(`${DOCS_FOLDER}/llms.txt`), "utf8")).toContain("](start.md): ");
  const origin = await serve({ path: "/", folder: repositoryPath(DOCS_FOLDER) });
  const { context } = await openPanel(`${origin}/index.html`);
  const page = await context.newPage();
  const elsewhere: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) elsewhere.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  for (const { path, title } of pages) {
    await page.goto(`${origin}/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("navigation", { name: "Pages" }).locator("[aria-current]")).toHaveText(title);
  }

  /* Enter waits for what is searched. */
  let press = (): void => {};
  const pressed = new Promise<void>((resolve) => {
    press = resolve;
  });
  await page.route("**/search-data.js", async (route) => {
    await pressed;
    await route.continue();
  });
  await page.goto(`${origin}/recipes/index.html`);
  await page.keyboard.press("/");
  await page.keyboard.type("listeners add");
  await page.keyboard.press("Enter");
  press();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Listeners add up");

  const backgroundIn = async (colorScheme: "light" | "dark") => {
    await page.emulateMedia({ colorScheme });
    return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  };
  expect(await backgroundIn("dark")).not.toBe(await backgroundIn("light"));
  expect(elsewhere).toEqual([]);
  expect(errors).toEqual([]);
});
