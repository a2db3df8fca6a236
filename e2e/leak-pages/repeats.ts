// npm run repeats [-- --repeats N] [-- PAGE…]: the panel looks for the leak of each page N times, and has to give one answer, the right one.
import { parseArgs } from "node:util";
import { inspectPage } from "../../package/browser/devtools-panel.ts";
import { type PanelBrowser, startPanelBrowser } from "../../package/browser/panel-browser.ts";
import { ExpectedError, runCommand } from "../../package/cli/expected-error.ts";
import { buildIfMissing } from "../../scripts/built-extension.ts";
import { findLeak, type LeakAnswer, objectionTo } from "./find-leak.ts";
import { CLEAN_PAGES, LEAKING_PAGES, type LeakPage, pathOf, serveLeakPages } from "./pages.ts";

/** Browsers that work side by side. */
const BROWSERS = 2;

const PAGES = [...LEAKING_PAGES, ...CLEAN_PAGES];

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { repeats: { type: "string", default: "50" } },
  });
  const repeats = Number(values.repeats);
  if (!Number.isInteger(repeats) || repeats < 1) {
    throw new ExpectedError(`--repeats takes a whole number from 1 on; it was "${values.repeats}".`);
  }
  const pages = pagesNamed(positionals);
  buildIfMissing();
  const server = await serveLeakPages(PAGES);
  try {
    const left = [...pages];
    const wrong: string[] = [];
    console.log(`${"page".padEnd(30)} ${"right".padStart(7)} ${"s".padStart(5)}  first row`);
    const work = async (): Promise<void> => {
      const browser = await startPanelBrowser({ display: "headless" });
      try {
        for (let page = left.shift(); page; page = left.shift()) {
          const answers = await repeat(browser, `${server.origin}${pathOf(page)}`, repeats);
          console.log(lineOf(page, answers));
          wrong.push(...objectionsTo(page, answers));
        }
      } finally {
        await browser.close();
      }
    };
    await Promise.all(Array.from({ length: Math.min(BROWSERS, pages.length) }, work));
    if (wrong.length > 0) throw new ExpectedError(wrong.join("\n"));
  } finally {
    await server.close();
  }
});

function pagesNamed(names: readonly string[]): readonly LeakPage[] {
  for (const wanted of names) {
    if (!PAGES.some(({ name }) => name === wanted)) {
      throw new ExpectedError(`There is no page "${wanted}". There are: ${PAGES.map(({ name }) => name).join(", ")}.`);
    }
  }
  return names.length === 0 ? PAGES : PAGES.filter(({ name }) => names.includes(name));
}

async function repeat(browser: PanelBrowser, url: string, repeats: number): Promise<LeakAnswer[]> {
  const session = await inspectPage(browser, { url, dockSide: "undocked" });
  const answers: LeakAnswer[] = [];
  while (answers.length < repeats) answers.push(await findLeak(session, url));
  await session.closeDevtools();
  await session.page.close();
  return answers;
}

/** Wrong answers, each once, and a sentence if the right ones are not all the same. */
function objectionsTo(page: LeakPage, answers: readonly LeakAnswer[]): string[] {
  const objections = answers.map((answer) => objectionTo(page, answer)).filter((objection) => objection !== null);
  const paths = new Set(answers.map(({ firstPath }) => firstPath));
  if (paths.size > 1) objections.push(`${page.name}: ${paths.size} different answers: ${[...paths].join("; ")}.`);
  return [...new Set(objections)];
}

/** Of the first row, that of the last answer; the seconds are the mean. */
function lineOf(page: LeakPage, answers: readonly LeakAnswer[]): string {
  const right = answers.filter((answer) => objectionTo(page, answer) === null).length;
  const seconds = answers.reduce((sum, answer) => sum + answer.seconds, 0) / answers.length;
  const verdicts = `${right}/${answers.length}`;
  return `${page.name.padEnd(30)} ${verdicts.padStart(7)} ${seconds.toFixed(1).padStart(5)}  ${answers[answers.length - 1].text}`;
}
