export const primitiveFixtures = (): Record<string, unknown> => ({
  "root that is a text": "a text",
  "root that is a number": 1.5,
  "root that is nothing": undefined,
  texts: { empty: "", "one character": "a", "one wide character": "€", narrow: "12345", wide: "1234€", emoji: "👍👍" },
  numbers: { small: 1, double: 0.5, large: 2 ** 40, "negative zero": -0, "not a number": Number.NaN, infinite: 1 / 0 },
  bigints: { zero: 0n, small: 1n, "64 bits": 2n ** 64n - 1n, "65 bits": 2n ** 64n, negative: -(2n ** 100n) },
  symbols: { plain: Symbol(), described: Symbol("description"), known: Symbol.iterator },
  others: { yes: true, nothing: null, undefined },
});
