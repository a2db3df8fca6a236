import { describe, expect, test } from "vitest";
import type { MessageAdapter } from "./message-adapter.ts";
import type { PanelMessage } from "./messages.ts";
import { RequestError, Requests } from "./requests.ts";

/** An adapter whose other end is the test. */
function createTestAdapter() {
  const messageListeners = new Set<(message: unknown) => void>();
  const goneListeners = new Set<() => void>();
  const posted: PanelMessage[] = [];
  let isBroken = false;
  const adapter: MessageAdapter = {
    post(message) {
      if (isBroken) throw new Error("Attempting to use a disconnected port object");
      posted.push(message as PanelMessage);
    },
    onMessage(listener) {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    onDisconnect(listener) {
      goneListeners.add(listener);
      return () => goneListeners.delete(listener);
    },
    disconnect() {},
  };
  return {
    adapter,
    posted,
    answer: (message: unknown) => messageListeners.forEach((listener) => void listener(message)),
    leave: () => goneListeners.forEach((listener) => void listener()),
    breakPort: () => {
      isBroken = true;
    },
  };
}

const listRoots = { type: "list-roots", expressions: [] } as const;
const options = {
  silenceMs: 10_000,
  receive: (message: { type: string }) => (message.type === "roots" ? "roots came" : undefined),
};

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RequestError)) throw new Error(`expected a RequestError; got ${String(error)}`);
  return `${error.failure}: ${error.message}`;
}

describe("a request", () => {
  test("gets the answer with its id, not another's", async () => {
    const { adapter, posted, answer } = createTestAdapter();
    const requests = new Requests(adapter);
    const first = requests.send(listRoots, options);
    const second = requests.send(listRoots, options);
    expect(posted.map(({ id }) => id)).toEqual([1, 2]);
    answer({ id: 2, type: "roots", roots: [] });
    expect(await second).toBe("roots came");
    answer({ id: 2, type: "roots", roots: [] });
    answer({ id: 1, type: "roots", roots: [] });
    expect(await first).toBe("roots came");
  });

  test("fails with the agent's words", async () => {
    const { adapter, answer } = createTestAdapter();
    const request = new Requests(adapter).send(listRoots, options);
    answer({ id: 1, type: "error", code: "agent-failed", detail: "no roots here" });
    expect(await failureOf(request)).toBe("refused: no roots here");
  });

  test("fails when what comes is no message", async () => {
    const { adapter, answer } = createTestAdapter();
    const request = new Requests(adapter).send(listRoots, options);
    answer({ id: -1 });
    expect(await failureOf(request)).toBe("malformed: id: expected a whole number; got -1");
  });

  test.each([
    ["no message", { id: -1 }],
    ["an answer to nothing", { id: 99, type: "roots", roots: [] }],
  ])("%s ends the connection: what comes after it is not looked at", async (_name, message) => {
    const { adapter, posted, answer } = createTestAdapter();
    const requests = new Requests(adapter);
    answer(message);
    for (let i = 0; i < 1000; i++) answer({ id: 1, type: "roots", roots: [] });
    expect(requests.isConnected).toBe(false);
    expect(await failureOf(requests.send(listRoots, options))).toBe("disconnected: the page went away");
    expect(posted).toEqual([]);
  });

  test("fails after silence, and tells the agent to stop", async () => {
    const { adapter, posted } = createTestAdapter();
    const request = new Requests(adapter).send(listRoots, { ...options, silenceMs: 5 });
    expect(await failureOf(request)).toBe("timeout: no answer for 5 ms");
    expect(posted.at(-1)).toEqual({ version: 1, id: 1, type: "cancel" });
  });

  test("can be cancelled, before and after it began", async () => {
    const { adapter, posted } = createTestAdapter();
    const requests = new Requests(adapter);
    const controller = new AbortController();
    const request = requests.send(listRoots, { ...options, signal: controller.signal });
    controller.abort();
    expect(await failureOf(request)).toBe("cancelled: cancelled");
    expect(posted.map(({ type }) => type)).toEqual(["list-roots", "cancel"]);
    expect(await failureOf(requests.send(listRoots, { ...options, signal: controller.signal }))).toContain("cancelled");
  });

  test("fails when the page goes away, before and after", async () => {
    const { adapter, leave, breakPort } = createTestAdapter();
    const requests = new Requests(adapter);
    const request = requests.send(listRoots, options);
    leave();
    expect(await failureOf(request)).toContain("disconnected");
    expect(requests.isConnected).toBe(false);
    breakPort();
    expect(await failureOf(requests.send(listRoots, options))).toContain("disconnected");
  });

  test("fails as the one failed for which the connection was given up", async () => {
    const requests = new Requests(createTestAdapter().adapter);
    const request = requests.send(listRoots, options);
    requests.disconnect(new RequestError("timeout", "no answer for 5 ms"));
    expect(await failureOf(request)).toBe("timeout: no answer for 5 ms");
  });

  test("fails at once on a port that is found broken", async () => {
    const { adapter, breakPort } = createTestAdapter();
    const requests = new Requests(adapter);
    breakPort();
    expect(await failureOf(requests.send(listRoots, options))).toContain("disconnected");
    expect(requests.isConnected).toBe(false);
  });
});
