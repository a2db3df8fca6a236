import { expect, test } from "vitest";
import { browserSessionOf } from "./browser-session.ts";

/** As Vitest's: it fails where a listener is taken off twice. */
function vitestSession() {
  const listeners: ((params: unknown) => void)[] = [];
  const cdp = {
    send: async (method: string) => ({ method }),
    on: (_event: string, listener: (params: unknown) => void) => void listeners.push(listener),
    off() {
      throw new TypeError("the listener is not there");
    },
  };
  return { session: browserSessionOf(cdp as unknown as Parameters<typeof browserSessionOf>[0]), listeners };
}

test("all listeners of an event share one of Vitest's, and each can be taken off as often as one likes", async () => {
  const { session, listeners } = vitestSession();
  const seen: unknown[] = [];
  const stop = session.on("Debugger.scriptParsed", (params) => seen.push(["first", params]));
  session.on("Debugger.scriptParsed", (params) => seen.push(["second", params]));
  expect(listeners).toHaveLength(1);
  listeners[0]?.(1);
  stop();
  stop();
  listeners[0]?.(2);
  expect(seen).toEqual([
    ["first", 1],
    ["second", 1],
    ["second", 2],
  ]);
  expect(await session.send("Runtime.enable")).toEqual({ method: "Runtime.enable" });
});
