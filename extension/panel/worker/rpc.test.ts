import { MessageChannel as NodeChannel } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import { connect, type Endpoint, serve } from "./rpc.ts";

interface Tables {
  readonly count: number;
  readonly columns: { readonly size: Float64Array };
}

/** Questions of all kinds: with columns both ways, with a listener, with a promise, with an error. */
interface ShopApi {
  lengthOf(bytes: Uint8Array): number;
  tables(count: number): Tables;
  walk(steps: number, onStep: (step: number, of: number) => void): Promise<string>;
  refuse(): void;
  functionOf(): unknown;
  never(): Promise<void>;
}

const shop: ShopApi = {
  lengthOf: (bytes) => bytes.length,
  tables: (count) => ({ count, columns: { size: new Float64Array(count).fill(1) } }),
  async walk(steps, onStep) {
    for (let step = 1; step <= steps; step++) {
      onStep(step, steps);
      await null;
    }
    return "done";
  },
  refuse() {
    throw new RangeError("there are no apples");
  },
  functionOf: () => () => 1,
  never: () => new Promise(() => {}),
};

const channels: NodeChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) for (const port of [port1, port2]) port.close();
});

function opened() {
  const channel = new NodeChannel();
  channels.push(channel);
  serve<ShopApi>(channel.port1 as unknown as Endpoint, shop);
  return connect<ShopApi>(
    channel.port2 as unknown as Endpoint,
    (method, message) => new Error(`${method} failed: ${message}`),
  );
}

describe("a method of the other side", () => {
  test("is called as if it were here", async () => {
    const { api } = opened();
    expect(await api.tables(3)).toEqual({ count: 3, columns: { size: Float64Array.of(1, 1, 1) } });
  });

  test("gets bytes and columns handed over", async () => {
    const bytes = new Uint8Array(1000);
    expect(await opened().api.lengthOf(bytes)).toBe(1000);
    expect(bytes.length).toBe(0);
  });

  test("calls the function that it was given, before it answers", async () => {
    const heard: number[][] = [];
    expect(await opened().api.walk(3, (...step) => heard.push(step))).toBe("done");
    expect(heard).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  test("that throws rejects, with the method and the message", async () => {
    await expect(opened().api.refuse()).rejects.toThrow("refuse failed: there are no apples");
  });

  test("whose result cannot be cloned rejects", async () => {
    await expect(opened().api.functionOf()).rejects.toThrow(/^functionOf failed: .*could not be cloned/);
  });

  test("answers each of several calls", async () => {
    const { api } = opened();
    const answers = await Promise.allSettled([api.walk(2, () => {}), api.refuse(), api.lengthOf(new Uint8Array(2))]);
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(answers[2]).toMatchObject({ value: 2 });
  });
});

describe("a connection that is closed", () => {
  test("rejects calls that wait, and later ones", async () => {
    const { api, close } = opened();
    const waiting = api.never();
    close(new Error("ended"));
    await expect(waiting).rejects.toThrow("ended");
    await expect(api.lengthOf(new Uint8Array(1))).rejects.toThrow("ended");
  });

  test("is no promise itself", async () => {
    const { api } = opened();
    expect(await Promise.resolve(api)).toBe(api);
  });
});
