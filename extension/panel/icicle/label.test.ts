import { expect, test } from "vitest";
import { randomFrom } from "../frames/frames.fixture.ts";
import { CharacterWidths, captionOf, fitLabel } from "./label.ts";

/* Every character is as wide as a pixel, but for W. */
const widths = new CharacterWidths((text) => (text === "W" ? 3 : 1));

test.each([
  ["items: Array", 12, "items: Array"],
  ["items: Array", 11, "items: Arr…"],
  ["items: Array", 7, "items:…"],
  ["items: Array", 8, "items:…"],
  ["(shared)", 7, "(share…"],
  ["(shared)", 5, "(sha…"],
  ["(shared)", 4, ""],
  ["WWWWWW", 13, "WWWW…"],
  ["WWWWWW", 12, ""],
  ["", 5, ""],
  ["a😀b😀cd", 5, "a😀b😀…"],
])("%s in %d is %s", (text, width, label) => {
  expect(fitLabel(text, width, widths)).toBe(label);
});

test.each([
  [24, "items: Array", "1.2 KiB"],
  [21, "items: Array", "1.2 KiB"],
  [20, "items: Array", ""],
  [12, "items: Array", ""],
  [14, "items: Array", ""],
  [11, "items", ""],
  [4, "", ""],
])("in %d a box has the label %j and the figure %j", (room, label, figure) => {
  const texts = { label: "items: Array", name: "items", figure: "1.2 KiB" };
  expect(captionOf(texts, room, 2, widths)).toEqual({ label, figure });
});

test("the type goes before the figure does, and the figure before the name", () => {
  const texts = { label: "items: VeryLongTypeName", name: "items", figure: "1 B" };
  expect(captionOf(texts, 12, 2, widths)).toEqual({ label: "items", figure: "1 B" });
  expect(captionOf(texts, 9, 2, widths)).toEqual({ label: "items", figure: "" });
  expect(captionOf({ ...texts, figure: "" }, 9, 2, widths)).toEqual({ label: "items", figure: "" });
});

test("a label never is wider than its room, and never splits a character", () => {
  const random = randomFrom(1);
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: random() * 20 }, () => ["a", "W", "😀", "é"][Math.floor(random() * 4)]!).join("");
    const room = Math.floor(random() * 20);
    const label = fitLabel(text, room, widths);
    expect(widths.textWidth(label, 1000)).toBeLessThanOrEqual(room);
    expect(() => encodeURIComponent(label)).not.toThrow();
    if (label !== text && label !== "") expect(text.startsWith(label.slice(0, -1)) && label.endsWith("…")).toBe(true);
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
