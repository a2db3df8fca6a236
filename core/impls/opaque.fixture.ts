const asyncValues = async function* () {
  yield 1;
};
const values = function* () {
  yield { invisible: true };
};

/* Iterator helpers, Temporal, DisposableStack: e2e/platform-types.spec.ts, because not every Node has them. */
export const opaqueFixtures = (): Record<string, unknown> => ({
  generator: values(),
  "async generator": asyncValues(),
  "iterator of an array": [{ invisible: true }].values(),
  "iterator of a map": new Map([[1, 2]]).entries(),
  "iterator of a set": new Set([1]).values(),
  "iterator of a text": "text"[Symbol.iterator](),
  "iterator of matches": "text".matchAll(/t/g),
  "finalization registry": new FinalizationRegistry(() => {}),
  collator: new Intl.Collator("en"),
  "number format": new Intl.NumberFormat("en"),
  "date format": new Intl.DateTimeFormat("en"),
  "format with a field": Object.assign(new Intl.PluralRules("en"), { cache: { a: 1 } }),
  locale: new Intl.Locale("en"),
  "tag of a page": Object.create({ [Symbol.toStringTag]: "Intl.Locale" }),
});
