import { describe, expect, test } from "vitest";
import { SessionEndedError } from "../../scopes/session.ts";
import { AttachedTargets } from "./attached-targets.ts";
import { TabDebugger } from "./tab-debugger.ts";

/** A browser that attaches what the test says to whoever asked for it, and holds answers back where it should. */
function createBrowser() {
  let tellEvent: (session: string | undefined, event: string, params: unknown) => void = () => {};
  let tellDetach: (reason: string) => void = () => {};
  const browser = {
    attaching: [] as string[],
    isBusy: (_session: string) => false,
    failure: "",
    start: (parent: string | undefined, sessionId: string, info: { title?: string; url?: string; type?: string }) =>
      tellEvent(parent, "Target.attachedToTarget", {
        sessionId,
        targetInfo: { type: "worker", title: "", url: "https://shop.example/sums.js", ...info },
      }),
    end: (parent: string | undefined, sessionId: string) =>
      tellEvent(parent, "Target.detachedFromTarget", { sessionId }),
    detach: () => tellDetach("target_closed"),
  };
  const tab = new TabDebugger({
    attach: async () => {},
    detach: async () => {},
    listTargets: async () => [],
    async send(session, method, params) {
      if (browser.failure !== "") throw new Error(browser.failure);
      if (browser.isBusy(session ?? "page")) return new Promise(() => {});
      if (method === "Target.setAutoAttach") {
        expect(params).toMatchObject({ autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
        browser.attaching.push(session ?? "page");
      }
      return {};
    },
    onEvent: (listener) => {
      tellEvent = listener;
    },
    onDetach: (listener) => {
      tellDetach = listener;
    },
  });
  return { browser, tab, targets: new AttachedTargets(tab) };
}

const namesOf = (targets: AttachedTargets) => targets.workers.map(({ name }) => name);

describe("the workers of a tab", () => {
  test("are there as soon as the browser attached to them, and no more when they ended", async () => {
    const { browser, tab, targets } = createBrowser();
    await targets.list(await tab.attach());
    expect(namesOf(targets)).toEqual([]);
    browser.start(undefined, "1", { title: "sums" });
    browser.start(undefined, "2", {});
    expect(namesOf(targets)).toEqual(['worker "sums"', 'worker "sums.js"']);
    const [sums] = targets.workers;
    browser.isBusy = () => true;
    const asked = sums!.session.send("Runtime.evaluate");
    browser.end(undefined, "1");
    await expect(asked).rejects.toThrow(SessionEndedError);
    expect(sums!.session.isOver).toBe(true);
    expect(namesOf(targets)).toEqual(['worker "sums.js"']);
  });

  test.each([
    [{ title: "sums" }, 'worker "sums"'],
    [{ title: 'say "x"' }, "worker \"say 'x'\""],
    [{ title: "https://shop.example/a/b.js?v=1", url: "https://shop.example/a/b.js?v=1" }, 'worker "b.js"'],
    [{ url: "https://shop.example/" }, 'worker "shop.example"'],
    [{ url: "blob:https://shop.example/4b7c" }, 'worker "blob"'],
    [{ url: "data:text/javascript,1" }, 'worker "data"'],
    [{ url: "" }, 'worker ""'],
  ])("have the name that the page gave them, else that of their script: %j", async (info, name) => {
    const { browser, tab, targets } = createBrowser();
    await targets.list(await tab.attach());
    browser.start(undefined, "1", info);
    expect(namesOf(targets)).toEqual([name]);
  });

  test("have a number where they share a name; it stays as long as they run", async () => {
    const { browser, tab, targets } = createBrowser();
    await targets.list(await tab.attach());
    for (const id of ["1", "2", "3"]) browser.start(undefined, id, { title: "pool" });
    browser.end(undefined, "2");
    expect(namesOf(targets)).toEqual(['worker "pool"', 'worker "pool" 3']);
    browser.start(undefined, "4", { title: "pool" });
    expect(namesOf(targets)).toEqual(['worker "pool"', 'worker "pool" 3', 'worker "pool" 2']);
  });

  test("may have workers of their own, which end with them; those of frames of other processes are found, too", async () => {
    const { browser, tab, targets } = createBrowser();
    await targets.list(await tab.attach());
    browser.start(undefined, "1", { title: "outer" });
    browser.start("1", "2", { title: "inner" });
    browser.start("2", "3", { title: "innermost" });
    browser.start(undefined, "4", { type: "iframe", title: "An advertisement" });
    browser.start("4", "5", { title: "of frame" });
    expect(browser.attaching).toEqual(["page", "1", "2", "3", "4", "5"]);
    expect(targets.frames).toEqual([tab.child("4")]);
    expect(namesOf(targets)).toEqual(["outer", "inner", "innermost", "of frame"].map((name) => `worker "${name}"`));
    browser.end(undefined, "1");
    expect(namesOf(targets)).toEqual(['worker "of frame"']);
    browser.end(undefined, "4");
    expect(targets.frames).toEqual([]);
  });

  test("are looked for once an attachment, and again after a failure", async () => {
    const { browser, tab, targets } = createBrowser();
    const page = await tab.attach();
    browser.failure = "Not now";
    await expect(targets.list(page)).rejects.toThrow("Not now");
    browser.failure = "";
    await targets.list(page);
    await targets.list(page);
    expect(browser.attaching).toEqual(["page"]);
    browser.start(undefined, "1", {});
    browser.detach();
    expect(namesOf(targets)).toEqual([]);
    await targets.list(await tab.attach());
    browser.start(undefined, "1", { title: "again" });
    expect(namesOf(targets)).toEqual(['worker "again"']);
  });

  test("that are busy keep no one waiting but for what they started", async () => {
    const { browser, tab, targets } = createBrowser();
    browser.isBusy = (session) => session === "1";
    await targets.list(await tab.attach());
    browser.start(undefined, "1", {});
    browser.start(undefined, "2", {});
    await targets.workers[1]!.listed;
    const busy = targets.workers[0]!.listed.then(
      () => "listed",
      (error: Error) => error.name,
    );
    browser.end(undefined, "1");
    expect(await busy).toBe("SessionEndedError");
  });
});
