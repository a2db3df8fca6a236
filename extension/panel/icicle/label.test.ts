import { expect, test } from "vitest";
import { randomFrom } from "../frames/frames.fixture.ts";
import { CharacterWidths, captionOf, fitLabel, textOfLabel } from "./label.ts";

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
  expect(captionOf(textOfLabel("items: Array", "items"), "1.2 KiB", room, 2, widths)).toEqual({ label, figure });
});

test("the type goes before the figure does, and the figure before the name", () => {
  const text = textOfLabel("items: VeryLongTypeName", "items");
  expect(captionOf(text, "1 B", 12, 2, widths)).toEqual({ label: "items", figure: "1 B" });
  expect(captionOf(text, "1 B", 9, 2, widths)).toEqual({ label: "items", figure: "" });
  expect(captionOf(text, "", 9, 2, widths)).toEqual({ label: "items", figure: "" });
});

const CHAIN = { mark: "+ ", outer: ["scene", "world", "mesh"], label: "geometry: Geometry", name: "geometry" };

test.each([
  [60, "+ scene › world › mesh › geometry: Geometry", "+1.2 KiB"],
  [53, "+ scene › world › mesh › geometry: Geometry", "+1.2 KiB"],
  [52, "+ scene › world › mesh › geometry", "+1.2 KiB"],
  [42, "+ scene › … › geometry: Geometry", "+1.2 KiB"],
  [41, "+ scene › … › mesh › geometry", "+1.2 KiB"],
  [32, "+ scene › … › geometry", "+1.2 KiB"],
  [31, "+ scene › … › mesh › geometry", ""],
  [22, "+ scene › … › geometry", ""],
  [21, "+ scene › … › geomet…", ""],
  [19, "+ scene › … › geom…", ""],
  [18, "+ scene › …", ""],
  [11, "+ scene › …", ""],
  [10, "+ scene…", ""],
  [7, "+ scen…", ""],
  [4, "", ""],
])("in %d a chain has the label %j and the figure %j", (room, label, figure) => {
  expect(captionOf(CHAIN, "+1.2 KiB", room, 2, widths)).toEqual({ label, figure });
});

test("a chain of two has no middle to leave out", () => {
  const text = { ...CHAIN, outer: ["scene"] };
  expect(captionOf(text, "", 40, 2, widths).label).toBe("+ scene › geometry: Geometry");
  expect(captionOf(text, "", 20, 2, widths).label).toBe("+ scene › geometry");
  expect(captionOf(text, "", 17, 2, widths).label).toBe("+ scene › geomet…");
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

test("a caption of a chain never is wider than its room, and begins with the first name as far as it goes", () => {
  const random = randomFrom(2);
  for (let round = 0; round < 2000; round++) {
    const names = Array.from({ length: 2 + random() * 6 }, (_, index) => "abWé"[index % 4]!.repeat(1 + random() * 9));
    const text = { mark: "+ ", outer: names.slice(1), label: `${names[0]}: Type`, name: names[0]! };
    const room = Math.floor(random() * 80);
    const { label, figure } = captionOf(text, "+1 KiB", room, 2, widths);
    const wide = widths.textWidth(label, 1000) + (figure === "" ? 0 : 2 + widths.textWidth(figure, 1000));
    expect(wide).toBeLessThanOrEqual(room);
    const first = `+ ${names[1]}`;
    expect(label === "" || label.startsWith(first) || first.startsWith(label.slice(0, -1).trimEnd())).toBe(true);
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
