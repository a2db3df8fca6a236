export const functionFixtures = (): Record<string, unknown> => ({
  arrow: () => 1,
  function: function named() {},
  method: { run() {} },
  class: class Counter {
    static count = 1.5;
    static names = ["one"];
  },
  async: async () => {},
  generator: function* () {},
  bound: (() => {}).bind(null),
  "function with fields": Object.assign(() => 1, { cache: new Map([["a", 1]]), hits: 3 }),
  "function with many fields": Object.assign(
    () => 1,
    Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`f${i}`, i])),
  ),
});
