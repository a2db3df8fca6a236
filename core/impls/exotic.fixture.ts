class Account {
  static count = 2;
  static registry = new Map([["first", 1]]);
  static get trap(): never {
    throw new Error("a getter was run");
  }
  #secret = "invisible";
  balance = 1.5;
  get total(): never {
    throw new Error(`a getter was run on ${this.#secret}`);
  }
}

class Renamed {
  static name() {}
}

function sloppyArguments(): unknown {
  /* The compiler makes modules strict; this function is not. */
  return new Function("return arguments")({ first: 1 }, "second argument");
}

function strictArguments(..._values: unknown[]): unknown {
  // biome-ignore lint/complexity/noArguments: what is measured
  return arguments;
}

/* Proxies stand for their targets: no code can tell them apart. */
export const exoticFixtures = (): Record<string, unknown> => ({
  "proxy without traps": new Proxy({ a: 1, b: "some text" }, {}),
  "proxy of an array": new Proxy([1, "some text"], {}),
  "proxy of a map": new Proxy(new Map([["key", "value"]]), {}),
  "proxy of a function": new Proxy(() => 1, {}),
  "proxy that hides a key": new Proxy({ shown: 1, hidden: 2 }, { ownKeys: () => ["shown"] }),
  "proxy with other values": new Proxy(
    { a: 1 },
    { getOwnPropertyDescriptor: () => ({ value: { made: "up" }, configurable: true, enumerable: true }) },
  ),
  "sloppy arguments": sloppyArguments(),
  "strict arguments": strictArguments({ first: 1 }, "second argument"),
  "class with statics": Account,
  "class with a static name": Renamed,
  "instance with a private field": new Account(),
  frozen: Object.freeze({ a: 1, b: { c: 1 } }),
  sealed: Object.seal({ a: 1, b: "some text" }),
  "frozen array": Object.freeze([1, "some text"]),
  "object after a deletion": (() => {
    const object: Record<string, unknown> = { a: 1, b: 2, c: "some text" };
    delete object.b;
    return object;
  })(),
  "error of several": new AggregateError([new Error("one"), new RangeError("two", { cause: { code: 7 } })], "all"),
  "async iterator of a page": { [Symbol.asyncIterator]: async function* () {} },
  "iterable of a page": {
    [Symbol.iterator](): never {
      throw new Error("an iterator was run");
    },
  },
});
