import { describe, expect, test } from "vitest";
import type { MessageAdapter } from "../../protocol/message-adapter.ts";
import { HAND_OVER_TAKEN } from "../../protocol/names.ts";
import { type Session, SessionEndedError } from "../../scopes/session.ts";
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
    startAgent: (session) =>
      whenFree(`agent of ${names.get(session)}`, () =>
        refusal === undefined ? { handle: `handle #${ids}` } : { refusal },
      ),
    openPort(id, document) {
      log.push(`port to ${id} in ${document}`);
      return adapter;
    },
  };
  const names = new Map<Session, string>();
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
      await settled();
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        next.run();
        await settled();
      }
    },
    /** Lets the next step of an injection run. */
    async next() {
      waiting.shift()!.run();
      await settled();
    },
    async lose() {
      waiting.shift()!.fail(new Error("Frame with ID 0 was removed."));
      await settled();
    },
    end: (error: Error) => waiting.shift()!.fail(error),
    /** A debugger session of that name. */
    session(name: string): Session {
      const session = { send: () => Promise.reject(new Error("not asked")), on: () => () => {} };
      names.set(session, name);
      return session;
    },
    leave: () => gone.forEach((listener) => void listener()),
    refuse: (reason: string | undefined) => {
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

describe("a connection through a debugger session", () => {
  const THROUGH = ["bridge #1", "agent of tab", "port to #1 in document of #1"];

  test("has the agent's handle, and is the one that everything else uses", async () => {
    const page = createTestPage();
    const session = page.session("tab");
    const asked = page.connection.connectThrough(session);
    const plain = page.connection.connect();
    await page.free();
    const { requests, handle } = await asked;
    expect(handle).toBe("handle #1");
    expect(await plain).toBe(requests);
    expect(await page.connection.connectThrough(session)).toEqual({ requests, handle });
    expect(page.log).toEqual(THROUGH);
  });

  test("takes the place of an agent that was injected", async () => {
    const page = createTestPage();
    const plain = page.connection.connect();
    const asked = page.connection.connectThrough(page.session("tab"));
    await page.free();
    expect((await plain).isConnected).toBe(false);
    expect((await asked).handle).toBe("handle #2");
    expect(page.log).toEqual([...FIRST, "port closed", "bridge #2", "agent of tab", "port to #2 in document of #2"]);
  });

  test("is made anew for another session, and when the page closed it", async () => {
    const page = createTestPage();
    const first = page.connection.connectThrough(page.session("first"));
    await page.free();
    await first;
    const second = page.session("second");
    const again = page.connection.connectThrough(second);
    await page.free();
    expect((await again).handle).toBe("handle #2");
    page.leave();
    const third = page.connection.connectThrough(second);
    await page.free();
    expect((await third).handle).toBe("handle #3");
  });

  test("that ends while it is made leaves the page to an injection, for those who need no handle", async () => {
    const page = createTestPage();
    const asked = page.connection.connectThrough(page.session("tab"));
    const plain = page.connection.connect();
    const failed = expect(asked).rejects.toBeInstanceOf(SessionEndedError);
    page.end(new SessionEndedError("detached"));
    await settled();
    await failed;
    await page.free();
    expect((await plain).isConnected).toBe(true);
    expect(page.log.slice(-3)).toEqual(["bridge #2", "agent in document of #2", "port to #2 in document of #2"]);
  });

  test("tries again where the agent started in the next document, without a bridge", async () => {
    const page = createTestPage();
    page.refuse(HAND_OVER_TAKEN);
    const asked = page.connection.connectThrough(page.session("tab"));
    await page.next();
    page.connection.documentChanged();
    await page.next();
    page.refuse(undefined);
    await page.free();
    expect((await asked).handle).toBe("handle #2");
  });

  test("says why the agent could not start", async () => {
    const page = createTestPage();
    page.refuse("Map is gone");
    const failed = expect(page.connection.connectThrough(page.session("tab"))).rejects.toEqual(
      new AgentStartError("Map is gone"),
    );
    await page.free();
    await failed;
  });
});
