import { expect, test } from "vitest";
import { SessionEndedError } from "../../extension/scopes/session.ts";
import { MessageSession } from "./message-session.ts";

function createSession() {
  const posted: { readonly id: number; readonly method: string; readonly params: unknown }[] = [];
  const session = new MessageSession((message) => void posted.push(JSON.parse(message)));
  return { posted, session, receive: (message: object) => session.receive(JSON.stringify(message)) };
}

test("each answer goes to its question, in whatever order they come", async () => {
  const { posted, session, receive } = createSession();
  const answers = [session.send("Runtime.enable"), session.send("Runtime.evaluate", { expression: "1" })];
  expect(posted).toEqual([
    { id: 1, method: "Runtime.enable", params: {} },
    { id: 2, method: "Runtime.evaluate", params: { expression: "1" } },
  ]);
  receive({ id: 2, result: { value: 1 } });
  receive({ id: 1, result: {} });
  expect(await Promise.all(answers)).toEqual([{}, { value: 1 }]);
});

test("a refusal rejects with the method and the words of the protocol", async () => {
  const { session, receive } = createSession();
  const asked = session.send("Heap.nothing");
  receive({ id: 1, error: { code: -32601, message: "'Heap.nothing' wasn't found" } });
  await expect(asked).rejects.toThrow("Heap.nothing: 'Heap.nothing' wasn't found");
});

test("an event goes to those who listen, until they unsubscribe", () => {
  const { session, receive } = createSession();
  const heard: unknown[] = [];
  const stop = session.on("Debugger.paused", (params) => heard.push(params));
  receive({ method: "Debugger.paused", params: { reason: "other" } });
  receive({ method: "Debugger.resumed", params: {} });
  stop();
  receive({ method: "Debugger.paused", params: {} });
  expect(heard).toEqual([{ reason: "other" }]);
});

test("after its end what is pending fails, and what is sent", async () => {
  const { session, posted } = createSession();
  const pending = session.send("Runtime.enable");
  session.end("the target is gone");
  await expect(pending).rejects.toThrow(SessionEndedError);
  await expect(session.send("Runtime.enable")).rejects.toThrow("Runtime.enable: the target is gone");
  expect(posted).toHaveLength(1);
});

test("what cannot be posted rejects", async () => {
  const session = new MessageSession(() => Promise.reject(new Error("the socket is closed")));
  await expect(session.send("Runtime.enable")).rejects.toThrow("the socket is closed");
});
