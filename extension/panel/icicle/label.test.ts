import { expect, test } from "vitest";
import { randomFrom } from "../frames/frames.fixture.ts";
import { CharacterWidths, fitLabel } from "./label.ts";

/* Every character is as wide as a pixel, but for W. */
const widths = new CharacterWidths((text) => (text === "W" ? 3 : 1));

test.each([
  ["items: Array", 12, "items: Array"],
  ["items: Array", 11, "items…Array"],
  ["items: Array", 5, "it…ay"],
  ["items: Array", 2, "i…"],
  ["items: Array", 1, ""],
  ["WWWW", 8, "W…W"],
  ["WW", 3, ""],
  ["", 5, ""],
  ["a😀b😀c", 4, "a😀…c"],
  ["a😀b😀cd", 5, "a😀…cd"],
])("%s in %d is %s", (text, width, label) => {
  expect(fitLabel(text, width, widths)).toBe(label);
});

test("a label never is wider than its room, and never splits a character", () => {
  const random = randomFrom(1);
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: random() * 20 }, () => ["a", "W", "😀", "é"][Math.floor(random() * 4)]!).join("");
    const room = Math.floor(random() * 20);
    const label = fitLabel(text, room, widths);
    expect(widths.textWidth(label, 1000)).toBeLessThanOrEqual(room);
    expect(() => encodeURIComponent(label)).not.toThrow();
    if (label !== text && label !== "") {
      const [start = "", end = ""] = label.split("…");
      expect(text.startsWith(start) && text.endsWith(end)).toBe(true);
    }
  }
});

test("a huge name is measured as far as it may be seen", () => {
  let measured = 0;
  const counting = new CharacterWidths(() => {
    measured++;
    return 1;
  });
  const name = Array.from({ length: 50_000 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 20_000))).join("");
  expect(fitLabel(name, 20, counting)).toHaveLength(20);
  expect(measured).toBeLessThan(60);
});
