import browser from "webextension-polyfill";
import { pageWords } from "../../../core/graph/page-words.ts";
import { afterMs } from "../../scopes/after-ms.ts";
import { randomHandle } from "../../scopes/random-handle.ts";
import type { InspectedTab } from "../../tab/inspected-tab.ts";
import { type PageActions, PanelError } from "../store/services.ts";
import { evaluate } from "./evaluate.ts";
import { compileRound, runnerTextOf } from "./round-code.ts";
import { orCancelled } from "./waits.ts";

/*
 * DevTools evaluates the code, as the console would: it reaches top-level `let`, `const` and `class`, and no Content-Security-Policy forbids it. DevTools hands no promise over, so the
 * state of the run stands under a random name on the global object until it has ended. No timer is set in the page: one that is pending would hold memory in the next snapshot.
 */

/** Longest wait for what the code promises. */
const RUN_MS = 60_000;
/** Longest wait for a page that loads. */
const LOADING_MS = 30_000;
/** Longest wait for two frames of a page that draws. */
const DRAWING_MS = 2_000;
/** What an action began, such as a request or a transition, mostly ends within it. */
const SETTLING_MS = 500;
const STEP_MS = 50;
/** Longest time from what begins a navigation to the new document. */
const NAVIGATING_MS = 3_000;

const THROWN = "expression-threw";

const NOTHING = "() => {}";

/** `"gone"`: the page navigated meanwhile. */
type RunState = "running" | "drawing" | "done" | "thrown" | "gone";

/** `reloadAndWatch` begins a reload that brings the watch. */
export function createPageActions(tab: InspectedTab, reloadAndWatch: () => Promise<void>): PageActions {
  let navigations = 0;
  browser.devtools.network.onNavigated.addListener(() => {
    navigations++;
  });

  /** Until the document after so many navigations has loaded. Resolves to whether there is one. */
  async function untilLoaded(before: number, signal: AbortSignal): Promise<boolean> {
    const deadline = performance.now() + LOADING_MS;
    while (performance.now() < deadline) {
      const { status } = await tab.state();
      if (navigations > before && status !== "loading") return true;
      await step(signal);
    }
    /* Some pages never end to load. */
    return navigations > before;
  }

  /** Whether there is one within a moment. */
  async function navigatesSoon(before: number, signal: AbortSignal): Promise<boolean> {
    for (const began = performance.now(); performance.now() - began < NAVIGATING_MS; ) {
      if (navigations > before) return true;
      await step(signal);
    }
    return false;
  }

  /** Runs the code until its promise is settled and two frames are drawn, or the document is gone. */
  async function runIn(code: string, signal: AbortSignal): Promise<void> {
    const handle = randomHandle();
    const { thrown } = await evaluate(`void (${handle} = ${runnerTextOf(code)})`);
    if (thrown !== "")
      throw new PanelError("expression-failed", `The page does not run it, with ${pageWords(thrown)}.`);
    try {
      const deadline = performance.now() + RUN_MS;
      let drawingSince = 0;
      for (;;) {
        const { value } = await evaluate(`typeof ${handle} === "undefined" ? "gone" : ${handle}.state`);
        const state = value as RunState;
        if (state === "gone" || state === "done") return;
        if (state === "thrown") throw await thrownBy(handle);
        if (state === "drawing") {
          drawingSince ||= performance.now();
          if (performance.now() - drawingSince > DRAWING_MS) return;
        }
        if (performance.now() > deadline)
          throw new PanelError("expression-failed", "What it promises was not settled within a minute.");
        await step(signal);
      }
    } finally {
      /* Where the page is gone, or stands still, there is nothing to remove, or nothing that can be. */
      await evaluate(`void delete globalThis.${handle}`).catch(() => {});
    }
  }

  /** Until the page that it navigates to has loaded and drawn. */
  async function untilNext(before: number, signal: AbortSignal): Promise<void> {
    if (!(await untilLoaded(before, signal)))
      throw new PanelError("page-frozen", `The page did not load within ${LOADING_MS / 1000} seconds.`);
    await runIn(NOTHING, signal);
  }

  async function reloaded(begin: () => unknown, signal: AbortSignal): Promise<void> {
    const before = navigations;
    await begin();
    await untilNext(before, signal);
    await step(signal, SETTLING_MS);
  }

  return {
    async compile(text) {
      const { code, refusal } = await compileRound(text, async (tried) => (await evaluate(`void (${tried})`)).thrown);
      if (refusal === "") return code;
      throw new PanelError("expression-failed", `It does not compile, so nothing was run: ${refusal}`);
    },

    async run(code, signal) {
      const before = navigations;
      try {
        await runIn(code, signal);
      } catch (error) {
        /* While it navigates, a page evaluates nothing. */
        if (isThrown(error) || !(await navigatesSoon(before, signal))) throw error;
      }
      await step(signal, SETTLING_MS);
      if (navigations === before) return;
      await untilNext(before, signal);
      await step(signal, SETTLING_MS);
    },

    reload: (signal) => reloaded(() => browser.devtools.inspectedWindow.reload({}), signal),

    reloadAndWatch: (signal) => reloaded(reloadAndWatch, signal),
  };
}

/** A pause; rejects as soon as the user cancels. */
function step(signal: AbortSignal, ms = STEP_MS): Promise<void> {
  return orCancelled(afterMs(ms), signal);
}

/** What the run threw. */
async function thrownBy(handle: string): Promise<PanelError> {
  const { value } = await evaluate(`${handle}.words`);
  return new PanelError(THROWN, `It threw an error with ${pageWords(String(value))}.`);
}

function isThrown(error: unknown): boolean {
  return error instanceof PanelError && error.code === THROWN;
}
