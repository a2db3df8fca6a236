export const boxedFixtures = (): Record<string, unknown> => ({
  number: Object(1),
  double: Object(1.5),
  text: Object("some text"),
  boolean: Object(true),
  symbol: Object(Symbol("described")),
  bigint: Object(10n),
  "text with a field": Object.assign(Object("some text"), { note: { a: 1 } }),
  "no number at all": Object.create(Number.prototype),
});
