import { describe, expect, test } from "vitest";
import type { MessageAdapter } from "../../protocol/message-adapter.ts";
import { AgentStartError, PageConnection, type PageDoors } from "./page-connection.ts";

/** Page of which the test decides when its scripts let an injection run. */
function createTestPage() {
  const log: string[] = [];
  const waiting: { run: () => void; fail: (error: Error) => void }[] = [];
  let refusal: string | undefined;
  const whenFree = <T>(what: string, result: () => T) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({
        run: () => {
          log.push(what);
          resolve(result());
        },
        fail: reject,
      });
    });
  const doors: PageDoors = {
    injectBridge: (id) => whenFree(`bridge ${id}`, () => `document of ${id}`),
    injectAgent: (document) => whenFree(`agent in ${document}`, () => refusal),
    openPort(id, document) {
      log.push(`port to ${id} in ${document}`);
      return adapter;
    },
  };
  const gone = new Set<() => void>();
  const adapter: MessageAdapter = {
    post: () => {},
    onMessage: () => () => {},
    onDisconnect: (listener) => {
      gone.add(listener);
      return () => gone.delete(listener);
    },
    disconnect: () => log.push("port closed"),
  };
  let ids = 0;
  return {
    connection: new PageConnection(doors, () => `#${++ids}`),
    log,
    get waitingCount() {
      return waiting.length;
    },
    /** Lets what waits run, and what follows from it. */
    async free() {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        next.run();
        await settled();
      }
    },
    async lose() {
      waiting.shift()!.fail(new Error("Frame with ID 0 was removed."));
      await settled();
    },
    leave: () => gone.forEach((listener) => void listener()),
    refuse: (reason: string) => {
      refusal = reason;
    },
  };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

const FIRST = ["bridge #1", "agent in document of #1", "port to #1 in document of #1"];

describe("a connection to a page", () => {
  test("is one injection, however many ask while the page is busy", async () => {
    const page = createTestPage();
    const asked = [page.connection.connect(), page.connection.connect(), page.connection.connect()];
    expect(page.waitingCount).toBe(1);
    await page.free();
    const [first, ...others] = await Promise.all(asked);
    expect(new Set(others)).toEqual(new Set([first]));
    expect(page.log).toEqual(FIRST);
    expect(await page.connection.connect()).toBe(first);
  });

  test("that somebody gave up on is the same one for who asks again", async () => {
    const page = createTestPage();
    void page.connection.connect();
    page.connection.close();
    const again = page.connection.connect();
    await page.free();
    expect((await again).isConnected).toBe(true);
    expect(page.log).toEqual(FIRST);
  });

  test("goes on in the new document where the page is left during the injection", async () => {
    const page = createTestPage();
    const asked = page.connection.connect();
    page.connection.documentChanged();
    await page.lose();
    expect(page.waitingCount).toBe(1);
    await page.free();
    expect((await asked).isConnected).toBe(true);
    expect(page.log).toEqual(["bridge #2", "agent in document of #2", "port to #2 in document of #2"]);
  });

  test("fails where the page is lost, and begins anew when asked again", async () => {
    const page = createTestPage();
    const asked = page.connection.connect();
    const failed = expect(asked).rejects.toThrow("Frame with ID 0 was removed.");
    await page.lose();
    await failed;
    const again = page.connection.connect();
    await page.free();
    expect((await again).isConnected).toBe(true);
  });

  test("ends after three documents that came during one injection", async () => {
    const page = createTestPage();
    const failed = expect(page.connection.connect()).rejects.toThrow("Frame with ID 0 was removed.");
    for (let i = 0; i < 3; i++) {
      page.connection.documentChanged();
      await page.lose();
    }
    await failed;
    expect(page.waitingCount).toBe(0);
  });

  test("that the page closed is made anew, with another bridge", async () => {
    const page = createTestPage();
    const asked = page.connection.connect();
    await page.free();
    await asked;
    page.leave();
    const again = page.connection.connect();
    await page.free();
    expect((await again).isConnected).toBe(true);
    expect(page.log).toEqual([...FIRST, "bridge #2", "agent in document of #2", "port to #2 in document of #2"]);
  });

  test("says why an agent could not start, and opens no port", async () => {
    const page = createTestPage();
    page.refuse("Map is gone");
    const failed = expect(page.connection.connect()).rejects.toEqual(new AgentStartError("Map is gone"));
    await page.free();
    await failed;
    expect(page.log).toEqual(FIRST.slice(0, 2));
  });
});
