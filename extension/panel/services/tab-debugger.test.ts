import { describe, expect, test } from "vitest";
import { SessionEndedError } from "../../scopes/session.ts";
import type { DebuggerDoors } from "./debugger-doors.ts";
import { TabDebugger } from "./tab-debugger.ts";

/** A browser that answers each command by itself, unless the test holds the answers back. */
function createBrowser() {
  const log: string[] = [];
  let tellEvent: (session: string | undefined, event: string, params: unknown) => void = () => {};
  let tellDetach: (reason: string) => void = () => {};
  const browser = {
    log,
    /** What the next attachment is refused with. */
    refusal: "",
    /** What commands are refused with. */
    failure: "",
    isHeldBack: false,
    isAttached: false,
    isStopped: false,
    event: (session: string | undefined, event: string, params: unknown) => tellEvent(session, event, params),
    detach(reason: string) {
      browser.isAttached = false;
      tellDetach(reason);
    },
  };
  const doors: DebuggerDoors = {
    async attach() {
      log.push("attach");
      if (browser.isAttached) throw new Error("Another debugger is already attached to the tab with id: 1.");
      if (browser.refusal !== "") throw new Error(browser.refusal);
      browser.isAttached = true;
    },
    async detach() {
      log.push("detach");
      if (!browser.isAttached) throw new Error("Debugger is not attached to the tab with id: 1.");
      browser.isAttached = false;
    },
    listTargets: async () => [],
    async send(session, method, params) {
      log.push(`${session ?? "page"} ${method} ${JSON.stringify(params)}`);
      if (browser.failure !== "") throw new Error(browser.failure);
      if (browser.isHeldBack) return new Promise(() => {});
      if (method === "Debugger.enable" && browser.isStopped) tellEvent(undefined, "Debugger.paused", {});
      return { method };
    },
    onEvent: (listener) => {
      tellEvent = listener;
    },
    onDetach: (listener) => {
      tellDetach = listener;
    },
  };
  return { browser, tab: new TabDebugger(doors) };
}

describe("the debugger of a tab", () => {
  test("is attached once, however many ask", async () => {
    const { browser, tab } = createBrowser();
    const [first, second] = await Promise.all([tab.attach(), tab.attach()]);
    expect(second).toBe(first);
    expect(await tab.attach()).toBe(first);
    expect(await first!.send("Runtime.evaluate", { expression: "1" })).toEqual({ method: "Runtime.evaluate" });
    expect(browser.log).toEqual(["attach", 'page Runtime.evaluate {"expression":"1"}']);
  });

  test("takes over from an earlier panel that did not let go", async () => {
    const { browser, tab } = createBrowser();
    browser.isAttached = true;
    await tab.attach();
    expect(browser.log).toEqual(["attach", "detach", "attach"]);
  });

  test("says in the browser's words why it was refused, and may be attached later", async () => {
    const { browser, tab } = createBrowser();
    browser.refusal = "Cannot attach to this target.";
    await expect(tab.attach()).rejects.toThrow("Cannot attach to this target.");
    browser.refusal = "";
    await expect(tab.attach()).resolves.toBeDefined();
  });

  test("passes events to the session that they are of", async () => {
    const { browser, tab } = createBrowser();
    const page = await tab.attach();
    const heard: unknown[] = [];
    const end = page.on("Debugger.scriptParsed", (params) => heard.push(["page", params]));
    tab.child("worker").on("Debugger.scriptParsed", (params) => heard.push(["worker", params]));
    browser.event(undefined, "Debugger.scriptParsed", 1);
    browser.event("worker", "Debugger.scriptParsed", 2);
    browser.event("unknown", "Debugger.scriptParsed", 3);
    browser.event(undefined, "Debugger.resumed", 4);
    end();
    browser.event(undefined, "Debugger.scriptParsed", 5);
    expect(heard).toEqual([
      ["page", 1],
      ["worker", 2],
    ]);
    await tab.child("worker").send("Runtime.enable");
    expect(browser.log.at(-1)).toBe("worker Runtime.enable {}");
  });

  test("gives the protocol's own words for a command that failed", async () => {
    const { browser, tab } = createBrowser();
    const session = await tab.attach();
    browser.failure = '{"code":-32000,"message":"Cannot find context with specified id"}';
    await expect(session.send("Runtime.getProperties")).rejects.toThrow(
      "Runtime.getProperties: Cannot find context with specified id",
    );
    browser.failure = "no JSON";
    await expect(session.send("Runtime.getProperties")).rejects.toThrow("Runtime.getProperties: no JSON");
  });

  test("that the user ends fails what is pending, and can be attached again", async () => {
    const { browser, tab } = createBrowser();
    let closed = 0;
    const end = tab.onClosedByUser(() => closed++);
    const session = await tab.attach();
    browser.isHeldBack = true;
    const pending = [session.send("Runtime.queryObjects"), tab.child("worker").send("Runtime.evaluate")];
    const failed = Promise.all(pending.map((one) => expect(one).rejects.toBeInstanceOf(SessionEndedError)));
    browser.detach("canceled_by_user");
    await failed;
    await expect(session.send("Runtime.evaluate")).rejects.toBeInstanceOf(SessionEndedError);
    expect(closed).toBe(1);
    const again = await tab.attach();
    expect(again).not.toBe(session);
    browser.detach("target_closed");
    end();
    await tab.attach();
    browser.detach("canceled_by_user");
    expect(closed).toBe(1);
  });

  test("that someone else detached is attached again when it is asked for", async () => {
    const { browser, tab } = createBrowser();
    const session = await tab.attach();
    browser.isAttached = false;
    browser.failure = "Debugger is not attached to the tab with id: 1.";
    await expect(session.send("Runtime.evaluate")).rejects.toThrow();
    await expect(session.send("Runtime.evaluate")).rejects.toBeInstanceOf(SessionEndedError);
    await tab.attach();
    expect(browser.log.at(-1)).toBe("attach");
  });

  test("is let go with the panel, if it was attached at all", async () => {
    const { browser, tab } = createBrowser();
    tab.letGo();
    expect(browser.log).toEqual([]);
    const session = await tab.attach();
    tab.letGo();
    expect(browser.log).toEqual(["attach", "detach"]);
    await expect(session.send("Runtime.evaluate")).rejects.toBeInstanceOf(SessionEndedError);
    const attaching = tab.attach();
    tab.letGo();
    await attaching;
    expect(browser.log.slice(2)).toEqual(["attach", "detach"]);
  });

  test("knows whether the page stands at a breakpoint", async () => {
    const { browser, tab } = createBrowser();
    expect(await tab.isPageStopped()).toBe(false);
    const session = await tab.attach();
    expect(await tab.isPageStopped()).toBe(false);
    browser.isStopped = true;
    expect(await tab.isPageStopped()).toBe(true);
    expect(browser.log.slice(-2)).toEqual(["page Debugger.enable {}", "page Debugger.disable {}"]);
    browser.isStopped = false;
    await session.send("Debugger.enable");
    expect(await tab.isPageStopped()).toBe(false);
    browser.event(undefined, "Debugger.paused", {});
    expect(await tab.isPageStopped()).toBe(true);
    browser.event(undefined, "Debugger.resumed", {});
    expect(await tab.isPageStopped()).toBe(false);
    expect(browser.log.at(-1)).toBe("page Debugger.enable {}");
  });
});
