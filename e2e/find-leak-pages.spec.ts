// Pages that leak, each in a way of its own, and pages that do not: what the panel answers after three rounds.
import { alertOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";
import { findLeak, objectionTo } from "./leak-pages/find-leak.ts";
import { CLEAN_PAGES, LEAKING_PAGES, leakPageRoutes, pathOf } from "./leak-pages/pages.ts";

/** `npm run repeats` has fifty. */
const REPEATS = 2;
/** Pages that share a DevTools window, which takes as long to open as a page takes to answer. */
const PAGES_TOGETHER = 5;

const PAGES = [...LEAKING_PAGES, ...CLEAN_PAGES];

for (let first = 0; first < PAGES.length; first += PAGES_TOGETHER) {
  const together = PAGES.slice(first, first + PAGES_TOGETHER);
  test(together.map(({ name }) => name).join(", "), async ({ serve, openPanel }) => {
    const origin = await serve(...(await leakPageRoutes(together)));
    const session = await openPanel(`${origin}${pathOf(together[0])}`);
    for (const leakPage of together) {
      await test.step(leakPage.name, async () => {
        const paths: (string | null)[] = [];
        for (let repeat = 0; repeat < REPEATS; repeat++) {
          const answer = await findLeak(session, `${origin}${pathOf(leakPage)}`);
          expect.soft(objectionTo(leakPage, answer)).toBeNull();
          paths.push(answer.firstPath);
        }
        expect.soft([...new Set(paths)], leakPage.name).toHaveLength(1);
        await expect(alertOf(session.panel)).toHaveCount(0);
      });
    }
  });
}
