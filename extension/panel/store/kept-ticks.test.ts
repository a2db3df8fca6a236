import { expect, test } from "vitest";
import { type KeptTicks, parseKeptTicks, withTicksOf } from "./kept-ticks.ts";

const SHOP = { site: "https://shop.example", ticks: [["framework React", true]] } as const;

test("what was ticked at a site takes the place of what was ticked there before", () => {
  const kept = withTicksOf([SHOP], "https://news.example", new Map([["globals", false]]));
  expect(withTicksOf(kept, "https://shop.example", new Map([["elements (elements)", false]]))).toEqual([
    { site: "https://news.example", ticks: [["globals", false]] },
    { site: "https://shop.example", ticks: [["elements (elements)", false]] },
  ]);
});

test("of a site without ticks nothing is kept", () => {
  expect(withTicksOf([SHOP], SHOP.site, new Map())).toEqual([]);
});

test("a hundred sites are kept, and the one that was changed longest ago makes room", () => {
  let kept: KeptTicks = [SHOP];
  for (let i = 0; i < 100; i++) kept = withTicksOf(kept, `https://${i}.example`, new Map([["globals", true]]));
  expect(kept).toHaveLength(100);
  expect(kept[0]?.site).toBe("https://0.example");
});

test("of a site the last two hundred ticks are kept, and no key of more than three hundred characters", () => {
  const many = new Map(Array.from({ length: 300 }, (_, i) => [`global ${i}`, false]));
  many.set(`global ${"x".repeat(300)}`, false);
  const [kept] = withTicksOf([], SHOP.site, many);
  expect(kept?.ticks).toHaveLength(200);
  expect(kept?.ticks.at(-1)).toEqual(["global 299", false]);
});

test.each([undefined, null, 1, "size", {}, [1, null, { site: 1, ticks: [] }, { site: "a" }]])(
  "%j keeps nothing",
  (stored) => {
    expect(parseKeptTicks(stored)).toEqual([]);
  },
);

test("ticks that are not valid are left out one by one", () => {
  expect(parseKeptTicks([{ ...SHOP, ticks: [["a", 1], ["b"], "c", ...SHOP.ticks] }])).toEqual([SHOP]);
});
