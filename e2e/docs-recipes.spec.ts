// The pages of docs/recipes/, each with three rounds of Find a leak: the first row is the one that the recipe has.
import { readDocExamples } from "../scripts/docs/doc-examples.ts";
import type { Route } from "../scripts/static-server.ts";
import { alertOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";
import { findLeak } from "./leak-pages/find-leak.ts";
import { leakPageRoutes } from "./leak-pages/pages.ts";

const BLOCKS = readDocExamples().filter(({ flags }) => flags.includes("page") || flags.includes("answer"));
/** A page, and the answer behind it. */
const RECIPES = BLOCKS.flatMap(({ file, flags, code }, index) =>
  flags.includes("page") ? [{ file, code, answer: BLOCKS[index + 1]!.code }] : [],
);

test("the panel answers as the recipes say", { tag: "@slow" }, async ({ serve, openPanel }) => {
  const sites: string[] = [];
  for (const { code } of RECIPES) sites.push(await serve(...(await routesOf(code))));
  const session = await openPanel(`${sites[0]}/index.html`);
  for (const [index, { file, answer }] of RECIPES.entries()) {
    await test.step(file, async () => {
      const { firstPath } = await findLeak(session, `${sites[index]}/index.html`);
      expect.soft(firstPath, file).toBe(answer);
      await expect(alertOf(session.panel)).toHaveCount(0);
    });
  }
});

/** The code as `page.js`, with the button that does a round. */
async function routesOf(code: string): Promise<Route[]> {
  return [
    {
      path: "/index.html",
      html: '<!doctype html><meta charset="utf-8"><title>Recipe</title><body><script type="module" src="/page.js"></script>',
    },
    {
      path: "/page.js",
      html: `import { onPress } from "/button.js";\n${code}\nonPress("Do a round", round);\n`,
      headers: { "content-type": "text/javascript; charset=utf-8" },
    },
    ...(await leakPageRoutes([])),
  ];
}
