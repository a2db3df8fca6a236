import type { Structure } from "../structure.ts";

export const TEXT_STRUCTURES: readonly Structure[] = [
  {
    name: "text: 2,000 of one byte a character",
    expected: "exact",
    make: () => JSON.parse(JSON.stringify(Array.from({ length: 2000 }, (_, i) => `text number ${i} of many`))),
  },
  {
    name: "text: 2,000 of two bytes a character",
    expected: "exact",
    make: () => JSON.parse(JSON.stringify(Array.from({ length: 2000 }, (_, i) => `文字列 ${i}`))),
  },
  {
    name: "text: 1 of 200,000 characters",
    expected: "exact",
    make: () => ({ text: JSON.parse(`"${"abcdefghij".repeat(20_000)}"`) }),
  },
  {
    name: "text: equal, read 500 times",
    expected: "range",
    make: () =>
      Array.from({ length: 500 }, () => ({ body: JSON.parse(`["${"the same words again ".repeat(4)}"]`)[0] })),
  },
  {
    name: "text: 1,000 concatenated",
    expected: "range",
    make: () => Array.from({ length: 1000 }, (_, i) => `number ${i * 7919} and ` + `number ${i * 104_729}`),
  },
  {
    name: "text: 1,000 joined of two, 12 characters",
    expected: "exact",
    make: () => Array.from({ length: 1000 }, (_, i) => `${100_000 + i}` + `${200_000 + i}`),
  },
  {
    name: "text: 1,000 concatenated and read",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => {
        const text = `number ${i * 7919} and ` + `number ${i * 104_729}`;
        text.charCodeAt(20);
        return text;
      }),
  },
  {
    name: "text: 1,000 pieces of one",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => `a piece of the text ${i}`)
        .join(",")
        .split(","),
  },
  {
    name: "symbol",
    expected: "exact",
    make: () => {
      const texts: string[] = JSON.parse(JSON.stringify(Array.from({ length: 300 }, (_, i) => `symbol number ${i}`)));
      return texts.map((text) => Symbol(text));
    },
  },
  {
    name: "bigint",
    expected: "exact",
    make: () => Array.from({ length: 300 }, (_, i) => 10n ** BigInt(20 + (i % 30)) + BigInt(i)),
  },
];
