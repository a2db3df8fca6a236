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
    /* V8 has nearly all of them itself. */
    name: "text: names of built-ins",
    expected: "range",
    make: () => {
      const texts = new Set<string>();
      for (const name of "Object Array String Number Symbol RegExp Date Promise Map Document Node".split(" ")) {
        const builtin = (globalThis as unknown as Record<string, (() => void) | undefined>)[name];
        if (builtin === undefined) continue;
        for (const key of Object.getOwnPropertyNames(builtin)) texts.add(key);
        for (const key of Object.getOwnPropertyNames(builtin.prototype)) texts.add(key);
      }
      for (const key of Object.getOwnPropertyNames(Math)) texts.add(key);
      for (const key of Object.getOwnPropertyNames(Intl)) texts.add(key);
      return Array.from(texts);
    },
  },
  {
    name: "text: words of the engine, in JSON",
    expected: "range",
    make: () => {
      const words =
        "true false null undefined object string number boolean symbol function get set value type name length " +
        "day month year hour minute second week title status code index id unit style other none read top 10 42 99";
      return JSON.parse(JSON.stringify(words.split(" ").map((word) => ({ word }))));
    },
  },
  {
    name: "text: 1,000 copies of names of built-ins",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? ["len", "gth"].join("") : ["construct", "or"].join(""))),
  },
  {
    name: "text: all of one Latin-1 character",
    expected: "range",
    make: () => Array.from({ length: 1024 }, (_, i) => String.fromCharCode(i % 256)),
  },
  {
    name: "text: 1,000 of one character, made capital",
    expected: "range",
    make: () => Array.from({ length: 1000 }, (_, i) => String.fromCharCode(97 + (i % 26)).toUpperCase()),
  },
  {
    name: "text: 1,000 of one character, joined",
    expected: "range",
    make: () => Array.from({ length: 1000 }, (_, i) => [String.fromCharCode(97 + (i % 26)), ""].join("")),
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
