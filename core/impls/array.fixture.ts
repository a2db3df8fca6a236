class Stack extends Array<unknown> {}

export const arrayFixtures = (): Record<string, unknown> => ({
  empty: [],
  "small integers": [1, 2, 3],
  doubles: [0.5, 1, 2],
  "not a number": [Number.NaN, 1],
  "negative zero": [-0],
  "large integers": [2 ** 30, 2 ** 30 - 1],
  "doubles and texts": [0.5, "text", 1.5],
  "not a number among texts": [Number.NaN, "text"],
  booleans: [true, false, null, undefined],
  objects: [{ a: 1 }, { a: 2 }],
  nested: [[[["deep"]]]],
  holes: [1, , , "four"],
  "all holes": new Array(10),
  "long and dense": Array.from({ length: 2000 }, (_, i) => i),
  "long and sparse": (() => {
    const sparse: unknown[] = [];
    sparse[1_503_546_426] = "last";
    sparse[7] = "first";
    return sparse;
  })(),
  "added fields": Object.assign([1, 2], { index: 3, input: "text" }),
  "match of a RegExp": /(?<word>b+)/.exec("aabbb"),
  subclass: Stack.from(["text"]),
  "a text long": Object.assign(
    Array.from({ length: 1500 }, () => 0),
    { input: "matched text" },
  ),
});
