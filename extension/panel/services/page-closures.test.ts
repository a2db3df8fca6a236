import { describe, expect, test, vi } from "vitest";
import type { Warning } from "../../../core/graph/graph.ts";
import { type AskClosuresOptions, type ClosuresReport, NO_LIMITS, USUAL_LIMITS } from "../../scopes/ask-closures.ts";
import { PageScripts } from "../../scopes/page-scripts.ts";
import type { AskedFunctions } from "../store/services.ts";
import type { DebuggerDoors } from "./debugger-doors.ts";
import { PageClosures } from "./page-closures.ts";
import { PageConnection } from "./page-connection.ts";
import { TabDebugger } from "./tab-debugger.ts";

const WARNING = { code: "too-many-functions", path: "", detail: "1,200 functions were not asked." };

const URL = "https://shop.example/";

function reportWith(...warnings: readonly Warning[]): ClosuresReport {
  return { warnings, usedHeapSize: 5000 } as unknown as ClosuresReport;
}

const requestOf = (askedFunctions: AskedFunctions) => ({
  origins: [],
  exceptions: [],
  expressions: [],
  askedFunctions,
  only: null,
  recordedMs: -1,
});

/** A tab with a page that does as the test says, and questions that the test answers. */
function createTab() {
  let tellDetach: (reason: string) => void = () => {};
  const tab = {
    attachRefusal: "",
    agentRefusal: "",
    /** Commands that get no answer. */
    silent: new Set<string>(),
    asked: [] as (AskClosuresOptions & { answer(report: ClosuresReport): void; fail(error: Error): void })[],
    closeBar: () => tellDetach("canceled_by_user"),
    detach: () => tellDetach("target_closed"),
  };
  const doors: DebuggerDoors = {
    async attach() {
      if (tab.attachRefusal !== "") throw new Error(tab.attachRefusal);
    },
    detach: async () => {},
    listTargets: async () => [],
    send: async (_session, method) => {
      if (tab.silent.has(method)) return new Promise(() => {});
      return {};
    },
    onEvent: () => {},
    onDetach: (listener) => {
      tellDetach = listener;
    },
  };
  const connection = new PageConnection({
    injectBridge: async () => "document",
    injectAgent: async () => undefined,
    startAgent: async () => (tab.agentRefusal === "" ? { handle: "handle" } : { refusal: tab.agentRefusal }),
    openPort: () => ({ post: () => {}, onMessage: () => () => {}, onDisconnect: () => () => {}, disconnect: () => {} }),
  });
  const closures = new PageClosures({
    tabDebugger: new TabDebugger(doors),
    connection,
    scripts: new PageScripts(async () => undefined),
    ownSources: async () => ["the agent"],
    ask: (options) =>
      new Promise((answer, fail) => {
        options.signal.addEventListener("abort", fail);
        tab.asked.push({ ...options, answer, fail });
      }),
  });
  const cancel = new AbortController();
  const progress: (readonly [number, number])[] = [];
  return {
    tab,
    closures,
    cancel,
    progress,
    handOver: (askedFunctions: AskedFunctions = "usual") =>
      closures.handOver(URL, requestOf(askedFunctions), (asked, toAsk) => progress.push([asked, toAsk]), cancel.signal),
    /** The questions of the snapshot that was begun last. */
    questions: () =>
      expect
        .poll(() => tab.asked.at(-1))
        .toBeDefined()
        .then(() => tab.asked.at(-1)!),
  };
}

describe("the closures of a page", () => {
  test("are asked for with the agent's handle, and what the questions warn of is the snapshot's", async () => {
    const { handOver, questions, progress } = createTab();
    const handed = handOver();
    const { agent, onProgress, answer } = await questions();
    expect(agent).toBe("handle");
    onProgress(1200, 4000);
    answer(reportWith(WARNING));
    expect(await handed).toEqual({ warnings: [WARNING], usedHeapSize: 5000, hasNavigated: false });
    expect(progress).toEqual([
      [0, 0],
      [1200, 4000],
    ]);
  });

  test.each([
    ["usual", USUAL_LIMITS],
    ["all", NO_LIMITS],
  ] as const)("are those of as many functions as the user wants: %s", async (askedFunctions, limits) => {
    const { handOver, questions } = createTab();
    const handed = handOver(askedFunctions);
    const asked = await questions();
    expect(JSON.parse(JSON.stringify(asked.limits))).toEqual(limits);
    asked.answer(reportWith());
    await handed;
  });

  test.each([
    ["Cannot attach to this target.", /a policy of this browser forbids/],
    ["Another debugger is already attached to the tab with id: 1.", /another extension’s debugger is attached/],
    ["Cannot access a chrome:// URL", /the browser lets no extension attach a debugger to this page/],
    ["No tab with given id 1.", /the page is gone/],
    ["Something new", /in the words "Something new"/],
  ])("are left out where the browser refuses, with a sentence: %s", async (words, sentence) => {
    const { tab, handOver } = createTab();
    tab.attachRefusal = words;
    const { warnings } = await handOver();
    expect(warnings).toMatchObject([{ code: "closures-not-asked", path: "" }]);
    expect(warnings[0]!.detail).toMatch(/^This snapshot is without closures: .+[^.]\.$/);
    expect(warnings[0]!.detail).toMatch(sentence);
  });

  test("are left out where the agent does not start through the debugger", async () => {
    const { tab, handOver } = createTab();
    tab.agentRefusal = "Map is gone";
    expect((await handOver()).warnings[0]!.detail).toMatch(
      /the agent did not start through the debugger, with .*Map is gone/,
    );
  });

  test("are left out where something ends the questions", async () => {
    const { tab, closures, handOver, questions } = createTab();
    const endBy = async (end: () => void): Promise<string> => {
      tab.asked.length = 0;
      const handed = handOver();
      const { session } = await questions();
      end();
      const { warnings } = await handed;
      await expect(session.send("Runtime.evaluate")).rejects.toThrow();
      return warnings.map(({ detail }) => detail).join();
    };
    expect(await endBy(tab.closeBar)).toMatch(/bar about the debugger was closed/);
    expect(await endBy(() => closures.documentChanged())).toMatch(/the page navigated while its functions were asked/);
    expect(await endBy(() => tab.asked[0]!.fail(new Error("no such object")))).toMatch(
      /could not be asked, with .*no such object/,
    );
  });

  test("are left out where the debugger is detached while a question waits", async () => {
    const { tab, handOver, questions } = createTab();
    const handed = handOver();
    const { session, fail } = await questions();
    tab.silent.add("Runtime.queryObjects");
    session.send("Runtime.queryObjects").catch(fail);
    tab.detach();
    expect((await handed).warnings[0]!.detail).toMatch(/the debugger was detached while/);
  });

  test("are left out where the page answers nothing for a minute; an answer in between begins it anew", async () => {
    vi.useFakeTimers();
    try {
      const { tab, handOver } = createTab();
      const handed = handOver();
      await vi.waitFor(() => expect(tab.asked).toHaveLength(1));
      const { session } = tab.asked[0]!;
      tab.silent.add("Runtime.queryObjects");
      session.send("Runtime.queryObjects").catch(() => {});
      await vi.advanceTimersByTimeAsync(59_000);
      await session.send("Runtime.evaluate");
      await vi.advanceTimersByTimeAsync(59_000);
      expect(tab.asked[0]!.signal.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
      expect((await handed).warnings[0]!.detail).toMatch(/did not answer the questions to its functions for a minute/);
    } finally {
      vi.useRealTimers();
    }
  });

  test("are not waited for when the user cancels, and the next snapshot asks anew", async () => {
    const first = createTab();
    const handed = first.handOver();
    const { session, signal } = await first.questions();
    first.tab.silent.add("Runtime.queryObjects");
    const pending = session.send("Runtime.queryObjects");
    const failed = Promise.all([expect(handed).rejects.toThrow(), expect(pending).rejects.toThrow()]);
    first.cancel.abort();
    await failed;
    expect(signal.aborted).toBe(true);
    const again = first.closures.handOver(URL, requestOf("usual"), () => {}, new AbortController().signal);
    await expect.poll(() => first.tab.asked).toHaveLength(2);
    first.tab.asked[1]!.answer(reportWith());
    expect((await again).warnings).toEqual([]);
  });
});
