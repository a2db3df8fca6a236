import { describe, expect, test } from "vitest";
import { HAND_OVER_TAKEN } from "../../protocol/names.ts";
import { type AskClosuresOptions, type ClosuresReport, USUAL_LIMITS } from "../../scopes/ask-closures.ts";
import { PageScripts } from "../../scopes/page-scripts.ts";
import { AttachedTargets } from "./attached-targets.ts";
import { DOCUMENT_MEMBER, FrameClosures } from "./frame-closures.ts";
import { PageConnection } from "./page-connection.ts";
import { TabDebugger } from "./tab-debugger.ts";

interface TestContext {
  readonly id: number;
  readonly frameId: string;
  /** The document that the isolated world is of; left out for the world of the page's scripts. */
  readonly marked?: string;
}

const ad = { name: 'frame "Ad"', documentId: "ad" };
const map = { name: 'frame "Map"', documentId: "map" };

/** A tab whose page has a frame in its own process and one in another. */
function createTab() {
  let tellEvent: (session: string | undefined, event: string, params: unknown) => void = () => {};
  const tab = {
    contexts: new Map<string, readonly TestContext[]>([
      [
        "page",
        [
          { id: 1, frameId: "top" },
          { id: 2, frameId: "ad" },
          { id: 3, frameId: "ad", marked: "ad" },
        ],
      ],
      [
        "other",
        [
          { id: 1, frameId: "map" },
          { id: 2, frameId: "map", marked: "map" },
        ],
      ],
    ]),
    log: [] as string[],
    refusal: undefined as string | undefined,
    ask: async (_options: AskClosuresOptions): Promise<ClosuresReport> => ({ warnings: [] }) as never,
  };
  const tabDebugger = new TabDebugger({
    attach: async () => {},
    detach: async () => {},
    listTargets: async () => [],
    async send(session, method, params) {
      const contexts = tab.contexts.get(session ?? "page") ?? [];
      const { contextId, expression } = params as { contextId?: number; expression?: string };
      if (method === "Target.setAutoAttach" && session === undefined) {
        tellEvent(undefined, "Target.attachedToTarget", {
          sessionId: "other",
          targetInfo: { type: "iframe", title: "", url: "" },
        });
      }
      if (method === "Runtime.enable") {
        for (const { id, frameId, marked } of contexts) {
          const context = { id, auxData: { isDefault: marked === undefined, frameId } };
          tellEvent(session, "Runtime.executionContextCreated", { context });
        }
      }
      if (method === "Runtime.evaluate" && expression?.includes(DOCUMENT_MEMBER)) {
        const { marked } = contexts.find(({ id }) => id === contextId) ?? {};
        /* A script of the page may have a global of that name, too. */
        return { result: { type: "string", value: marked ?? "ad" } };
      }
      return {};
    },
    onEvent: (listener) => {
      tellEvent = listener;
    },
    onDetach: () => {},
  });
  const closures = new FrameClosures({
    tabDebugger,
    targets: new AttachedTargets(tabDebugger),
    scripts: new PageScripts(async () => undefined),
    ownSources: async () => ["the agent"],
    markDocument: async (documentId) => {
      tab.log.push(`mark ${documentId}`);
    },
    ask: (options) => tab.ask(options),
  });
  const connections = new Map(
    [ad, map].map(({ documentId }) => {
      const connection = new PageConnection({
        injectBridge: async () => documentId,
        injectAgent: async () => undefined,
        async startAgent(_session, context) {
          tab.log.push(`start ${documentId} in ${context}`);
          return tab.refusal === undefined ? { handle: `agent of ${documentId}` } : { refusal: tab.refusal };
        },
        openPort: () => ({
          post: () => {},
          onMessage: () => () => {},
          onDisconnect: () => () => {},
          disconnect: () => {},
        }),
      });
      return [documentId, connection] as const;
    }),
  );
  const cancel = new AbortController();
  return {
    tab,
    tabDebugger,
    cancel,
    handOver: (onProgress: (asked: number, toAsk: number) => void = () => {}) =>
      closures.handOver([ad, map], (documentId) => connections.get(documentId)!, {
        pageUrl: "https://shop.example/",
        limits: USUAL_LIMITS,
        onProgress,
        signal: cancel.signal,
      }),
  };
}

const sentencesOf = async (handed: ReturnType<ReturnType<typeof createTab>["handOver"]>) =>
  [...(await handed).values()].flatMap(({ warnings }) => warnings.map(({ detail }) => detail));

describe("closures of frames of other origins", () => {
  test("are asked in the context of each document, in the session of its process", async () => {
    const { tab, tabDebugger, handOver } = createTab();
    const page = await tabDebugger.attach();
    const asked: unknown[] = [];
    const warning = { code: "closures-not-asked", path: "Closures", detail: "2 further functions were not asked." };
    tab.ask = async ({ agent, context, lasting }) => {
      asked.push([agent, context, lasting === page]);
      return { warnings: agent === "agent of ad" ? [warning] : [] } as never;
    };
    const handed = await handOver();
    expect(asked).toContainEqual(["agent of ad", 2, true]);
    expect(asked).toContainEqual(["agent of map", 1, false]);
    expect(handed.get("ad")!.warnings).toEqual([{ ...warning, path: ad.name }]);
    expect(handed.get("map")!.warnings).toEqual([]);
    expect(handed.get("map")!.answerQuestions).toBeDefined();
  });

  test("that share a session are asked in turn, and the progress is that of all frames", async () => {
    const { tab, tabDebugger, handOver } = createTab();
    await tabDebugger.attach();
    tab.contexts.set("page", [
      { id: 2, frameId: "ad" },
      { id: 3, frameId: "ad", marked: "ad" },
      { id: 4, frameId: "map" },
      { id: 5, frameId: "map", marked: "map" },
    ]);
    tab.contexts.set("other", []);
    tab.ask = async ({ agent, onProgress }) => {
      tab.log.push(`begin ${agent}`);
      onProgress(1, 10);
      await Promise.resolve();
      onProgress(10, 10);
      tab.log.push(`end ${agent}`);
      return { warnings: [] } as never;
    };
    const progress: (readonly number[])[] = [];
    await handOver((...counts) => progress.push(counts));
    expect(tab.log.filter((entry) => /begin|end/.test(entry))).toEqual([
      "begin agent of ad",
      "end agent of ad",
      "begin agent of map",
      "end agent of map",
    ]);
    expect(progress.at(-1)).toEqual([20, 20]);
  });

  test("that cannot be had are a warning each, which names the frame", async () => {
    const { tab, tabDebugger, handOver } = createTab();
    const nothing = "is in this snapshot without closures";
    expect(await sentencesOf(handOver())).toEqual([
      `The frame "Ad" ${nothing}: the debugger was detached meanwhile.`,
      `The frame "Map" ${nothing}: the debugger was detached meanwhile.`,
    ]);
    await tabDebugger.attach();
    tab.contexts.set("page", [{ id: 1, frameId: "top" }]);
    tab.ask = () => Promise.reject(new Error("Runtime.queryObjects: no"));
    expect(await sentencesOf(handOver())).toEqual([
      `The frame "Ad" ${nothing}: the debugger did not find its document in time.`,
      expect.stringMatching(/^The frame "Map" .+: its functions could not be asked, with .*Runtime\.queryObjects: no/),
    ]);
  });

  test("are not asked by an agent that found no bridge", async () => {
    const { tab, tabDebugger, handOver } = createTab();
    await tabDebugger.attach();
    tab.refusal = HAND_OVER_TAKEN;
    for (const sentence of await sentencesOf(handOver())) {
      expect(sentence).toMatch(/without closures: the agent did not start through the debugger/);
    }
  });

  test("are left when the snapshot is cancelled", async () => {
    const { tab, tabDebugger, cancel, handOver } = createTab();
    await tabDebugger.attach();
    tab.ask = () => new Promise(() => {});
    const handed = handOver();
    const failed = expect(handed).rejects.toThrow();
    await expect.poll(() => tab.log).toContain("start ad in 2");
    cancel.abort();
    await failed;
  });
});
