import { expect, test } from "vitest";
import type { Session } from "../../extension/scopes/session.ts";
import { ChildTargets } from "./child-targets.ts";

interface Tree {
  readonly [name: string]: Tree;
}

/** A browser whose page has these workers, each with those that it started; every target answers by its name. */
function pageWith(tree: Tree) {
  const listeners = new Map<string, (params: unknown) => void>();
  const attached: string[] = [];
  let ids = 0;
  const sessionOf = (name: string, workers: Tree, emit: (event: string, params: unknown) => void) => {
    const below = new Map<string, (message: string) => void>();
    return (method: string, params: object): unknown => {
      if (method === "Target.setAutoAttach") {
        attached.push(name);
        for (const [title, inner] of Object.entries(workers)) {
          const sessionId = `${++ids}`;
          const say = (message: object): void =>
            emit("Target.receivedMessageFromTarget", { sessionId, message: JSON.stringify(message) });
          const answer = sessionOf(title, inner, (event, told) => say({ method: event, params: told }));
          below.set(sessionId, (message) => {
            const { id, method: asked, params: given } = JSON.parse(message);
            say({ id, result: answer(asked, given) });
          });
          emit("Target.attachedToTarget", { sessionId, targetInfo: { type: "worker", title, url: "" } });
        }
      }
      if (method === "Target.sendMessageToTarget") {
        const { sessionId, message } = params as { readonly sessionId: string; readonly message: string };
        below.get(sessionId)?.(message);
      }
      return method === "Name.ask" ? { name } : {};
    };
  };
  const answer = sessionOf("page", tree, (event, params) => listeners.get(event)?.(params));
  const page: Session = {
    send: async (method, params = {}) => answer(method, params),
    on(event, listener) {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
  };
  return { page, attached, end: (sessionId: string) => listeners.get("Target.detachedFromTarget")?.({ sessionId }) };
}

test("workers are found however they are nested, and each answers through the sessions above it", async () => {
  const { page } = pageWith({ sums: { rows: {} }, search: {} });
  const found = await new ChildTargets(page).list();
  expect(found.map(({ info }) => info.title)).toEqual(["sums", "rows", "search"]);
  const names = await Promise.all(found.map(({ session }) => session.send("Name.ask")));
  expect(names).toEqual([{ name: "sums" }, { name: "rows" }, { name: "search" }]);
});

test("the browser is asked once, and one that has ended is no more among them", async () => {
  const { page, attached, end } = pageWith({ sums: {}, search: {} });
  const targets = new ChildTargets(page);
  const [sums] = await targets.list();
  end("1");
  expect((await targets.list()).map(({ info }) => info.title)).toEqual(["search"]);
  await expect(sums!.session.send("Name.ask")).rejects.toThrow("Name.ask: the target is gone");
  expect(attached).toEqual(["page", "sums", "search"]);
});
