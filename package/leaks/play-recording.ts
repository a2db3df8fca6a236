import type { Frame, Locator, Page } from "playwright";
import { ExpectedError } from "../cli/expected-error.ts";
import { locatorOf } from "./recorded-selectors.ts";
import type { RecordedStep, Recording } from "./recording.ts";
import type { RoundSteps } from "./round-steps.ts";

const POLL_MS = 100;

/**
 * A recording as rounds: its first steps, which set the window's size and load the page, are the setup, of which the page is loaded already; all others are done in each round. It is to undo what it
 * does.
 */
export function roundsOfRecording({ steps, timeoutMs, title }: Recording): RoundSteps {
  const first = steps.findIndex(({ type }) => type !== "setViewport" && type !== "navigate");
  if (first === -1) throw new ExpectedError(`The recording “${title}” does nothing after it has loaded the page.`);
  const play = async (page: Page, played: readonly RecordedStep[]): Promise<void> => {
    for (const step of played) await playStep(page, step, step.timeoutMs ?? timeoutMs);
  };
  return {
    setup: (page) =>
      play(
        page,
        steps.slice(0, first).filter(({ type }) => type !== "navigate"),
      ),
    action: (page) => play(page, steps.slice(first)),
    back: async () => {},
  };
}

async function playStep(page: Page, step: RecordedStep, timeoutMs: number): Promise<void> {
  try {
    await doStep(page, step, timeoutMs);
    if (step.navigates) await page.waitForLoadState("load", { timeout: timeoutMs });
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const [words] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new ExpectedError(`Step ${step.number} (${step.type}) failed: ${words}.`);
  }
}

async function doStep(page: Page, step: RecordedStep, timeoutMs: number): Promise<void> {
  const timeout = timeoutMs;
  switch (step.type) {
    case "setViewport":
      await page.setViewportSize({ width: Math.max(1, step.width), height: Math.max(1, step.height) });
      return;
    case "navigate":
      await page.goto(step.url, { timeout: Math.max(timeout, 30_000) });
      return;
    case "click":
    case "doubleClick": {
      const element = await elementOf(page, step, timeoutMs);
      const { button, offset } = step;
      const options = { button, timeout, ...(offset && { position: { x: offset[0], y: offset[1] } }) };
      await (step.type === "click" ? element.click(options) : element.dblclick(options));
      return;
    }
    case "hover":
      await (await elementOf(page, step, timeoutMs)).hover({ timeout });
      return;
    case "change": {
      const element = await elementOf(page, step, timeoutMs);
      const isList = await element.evaluate((node) => node.nodeName === "SELECT");
      if (isList) await element.selectOption(step.value, { timeout });
      else await element.fill(step.value, { timeout });
      return;
    }
    case "keyDown":
      await page.keyboard.down(step.key);
      return;
    case "keyUp":
      await page.keyboard.up(step.key);
      return;
    case "scroll": {
      const { x, y } = step;
      if (step.selectors.length === 0)
        await frameOf(page, step).evaluate(([left, top]) => scrollTo(left, top), [x, y] as const);
      else
        await (await elementOf(page, step, timeoutMs)).evaluate((node, [left, top]) => node.scrollTo(left, top), [
          x,
          y,
        ] as const);
      return;
    }
    case "waitForElement":
      await untilTrue(
        () => hasAsMany(page, step),
        timeoutMs,
        () => `there are not ${step.operator} ${step.count} elements for ${writeSelectors(step.selectors)}`,
        step,
      );
      return;
    case "waitForExpression":
      await untilTrue(
        async () => Boolean(await frameOf(page, step).evaluate(step.expression)),
        timeoutMs,
        () => `${step.expression} is not true`,
        step,
      );
      return;
  }
}

type SelectorStep = Extract<RecordedStep, { readonly selectors: unknown }>;

/** The first element that one of the selectors finds, whichever is first. */
async function elementOf(page: Page, step: SelectorStep, timeoutMs: number): Promise<Locator> {
  let found: Locator | undefined;
  const look = async (): Promise<boolean> => {
    const frame = frameOf(page, step);
    for (const parts of step.selectors) {
      const locator = locatorOf(frame, parts);
      if ((await locator.count()) === 0) continue;
      found = locator.first();
      return true;
    }
    return false;
  };
  await untilTrue(look, timeoutMs, () => `there is no element for ${writeSelectors(step.selectors)}`, step);
  return found as Locator;
}

async function hasAsMany(page: Page, step: Extract<RecordedStep, { type: "waitForElement" }>): Promise<boolean> {
  const frame = frameOf(page, step);
  for (const parts of step.selectors) {
    const all = locatorOf(frame, parts);
    const count = await (step.visible === undefined ? all : all.filter({ visible: step.visible })).count();
    if (
      step.operator === "==" ? count === step.count : step.operator === ">=" ? count >= step.count : count <= step.count
    )
      return true;
  }
  return false;
}

async function untilTrue(
  look: () => Promise<boolean>,
  timeoutMs: number,
  problem: () => string,
  { number, type }: RecordedStep,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (await look()) return;
    if (performance.now() > deadline)
      throw new ExpectedError(`Step ${number} (${type}): within ${timeoutMs / 1000} s ${problem()}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function frameOf(page: Page, { frame, number, type }: RecordedStep): Frame {
  let at = page.mainFrame();
  for (const index of frame) {
    const inner = at.childFrames()[index];
    if (inner === undefined)
      throw new ExpectedError(`Step ${number} (${type}): the page has no frame ${frame.join(".")}.`);
    at = inner;
  }
  return at;
}

function writeSelectors(selectors: SelectorStep["selectors"]): string {
  return selectors.map((parts) => parts.join(" >> ")).join(", ");
}
