import { expect, test } from "vitest";
import { LongCalls } from "./long-calls.ts";
import type { ToolCall } from "./tool-call.ts";

const call = (signal = new AbortController().signal): ToolCall => ({ signal, onProgress: () => {} });

test("what is done in time is the answer", async () => {
  expect(await new LongCalls(60_000).answer("key", "snapshot", call(), async () => "done")).toBe("done");
});

test("what is not done in time is said to go on, and the same call waits for it, once", async () => {
  const calls = new LongCalls(1);
  let finish = (_answer: string): void => {};
  const work = new Promise<string>((resolve) => {
    finish = resolve;
  });
  let begun = 0;
  const run = async ({ onProgress }: ToolCall): Promise<string> => {
    begun++;
    onProgress("Round 2 of 3 …");
    return await work;
  };
  const ask = (): Promise<string> => calls.answer("key", "leak_check", call(), run);
  const text =
    "Not done yet: Round 2 of 3 …\nNext: call leak_check again with the same arguments, which waits for the answer.\n";
  expect(await ask()).toBe(text);
  expect(await ask()).toBe(text);
  finish("done");
  expect(await ask()).toBe("done");
  expect(begun).toBe(1);
  expect(await ask()).toBe("done");
  expect(begun).toBe(2);
});

test("a call that is taken back ends the work, and an error is given once", async () => {
  const calls = new LongCalls(60_000);
  const taker = new AbortController();
  const run = ({ signal }: ToolCall): Promise<string> =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const answer = calls.answer("key", "leak_check", call(taker.signal), run);
  taker.abort(new Error("taken back"));
  await expect(answer).rejects.toThrow("taken back");
  expect(await calls.answer("key", "leak_check", call(), async () => "another")).toBe("another");
});
