import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../index.ts";
import { diffFrames } from "../diff.ts";
import { deepFrames, framesOfFolded, wideFrames } from "../frame-table.fixture.ts";
import { writeCsv, writeDiffCsv } from "./csv-text.ts";

/** Cells by RFC 4180, as a reader that knows nothing else takes them. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error("a quote is not closed");
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    } else {
      const start = at;
      while (at < text.length && text[at] !== "," && text[at] !== "\r") at++;
      cell = text.slice(start, at);
      if (/["\n]/.test(cell)) throw new Error(`needs quotes: ${JSON.stringify(cell)}`);
    }
    row.push(cell);
    if (text.startsWith("\r\n", at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else if (text[at++] !== ",") throw new Error(`expected a comma at ${at - 1}`);
  }
  expect(row).toEqual([]);
  return rows;
}

const framesWith = (name: string) => takeSnapshot({ roots: { [name]: { a: 1 } } }).flamegraph();

describe("comma-separated values", () => {
  test("have no column of objects where none are counted", () => {
    const frames = framesOfFolded("a;b 12\n");
    expect(readCsv(writeCsv(frames))[0]).toEqual(["path", "name", "kind", "self bytes", "total bytes", "max bytes"]);
    const heads = readCsv(writeDiffCsv(diffFrames([frames, framesOfFolded("a;b 14\n")], "all")))[0]!;
    expect(heads.filter((head) => head.startsWith("objects"))).toEqual([]);
  });

  test("are a line for each frame", () => {
    const snapshot = takeSnapshot({ roots: { cart: { items: [{ qty: 2 }] } }, layout: "chrome" });
    expect(readCsv(writeCsv(snapshot.flamegraph()))).toEqual([
      ["path", "name", "kind", "self bytes", "total bytes", "max bytes", "objects"],
      ["cart", "cart", "root", "0", expect.any(String), expect.any(String), "3"],
      ["cart;Object", "Object", "type", "12", String(snapshot.totalSize), String(snapshot.maxTotalSize), "3"],
      ["cart;Object;items", "items", "field", "4", expect.any(String), expect.any(String), "2"],
      ["cart;Object;items;Array", "Array", "type", "16", expect.any(String), expect.any(String), "2"],
      ["cart;Object;items;Array;elements", "elements", "storage", "12", expect.any(String), expect.any(String), "1"],
      ["cart;Object;items;Array;elements;Object", "Object", "type", "12", "16", expect.any(String), "1"],
      ["cart;Object;items;Array;elements;Object;qty", "qty", "field", "4", "4", expect.any(String), "0"],
      [
        "cart;Object;items;Array;elements;unused_capacity",
        "unused_capacity",
        "storage",
        "0",
        "0",
        expect.any(String),
        "0",
      ],
    ]);
  });

  test.each(["a,b", 'say "hi"', '"', "line\nbreak", "carriage\r", "", "__proto__", "👍", "a;b"])(
    "keep the name %j as it is",
    (name) => {
      expect(readCsv(writeCsv(framesWith(name)))[1]![1]).toBe(name);
    },
  );

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ' =cmd|"x"!A1', "＝1", "=a,b"])(
    "are no formula: %j",
    (name) => {
      const [, [path, cell] = []] = readCsv(writeCsv(framesWith(name)));
      expect(cell).toBe(`'${name}`);
      expect(path).toMatch(/^'\S/);
    },
  );

  test("of a chain 10,000 deep: long paths lose their middle", () => {
    const rows = readCsv(writeCsv(deepFrames(10_000)));
    expect(rows).toHaveLength(10_001);
    expect(rows[10_000]!.slice(1)).toEqual(["next9999", "field", "1", "1", "1"]);
    const path = rows[10_000]![0]!;
    expect(path).toHaveLength(2000);
    expect(path).toMatch(/^list;next1;next2;[^…]*…[^…]*;next9998;next9999$/);
  });

  test("of a frame with 500,000 frames inside", () => {
    const text = writeCsv(wideFrames(500_000));
    expect(text.match(/\r\n/g)).toHaveLength(500_002);
    expect(text).toContain("\r\nall,all,root,0,6000000,12000000,500000\r\n");
    expect(text).toContain("\r\nall;Type499999,Type499999,type,12,12,24,1\r\n");
  });

  test("of folded stacks", () => {
    expect(writeCsv(framesOfFolded("a;b 2\n")).split("\r\n").slice(1)).toEqual([
      "a,a,root,0,2,2",
      "a;b,b,type,2,2,2",
      "",
    ]);
  });

  test("of a diff have the figures of both sides", () => {
    const diff = diffFrames([framesOfFolded("a;b 3\na;=gone 1\n"), framesOfFolded("a;b 5\nnew 2\n")], "all");
    const rows = readCsv(writeDiffCsv(diff));
    expect(rows.map((row) => row.slice(0, 2).concat(row.slice(3, 6)))).toEqual([
      ["path", "name", "bytes before", "bytes after", "delta bytes"],
      ["a", "a", "4", "5", "1"],
      ["a;b", "b", "3", "5", "2"],
      ["a;=gone", "'=gone", "1", "0", "-1"],
      ["new", "new", "0", "2", "2"],
    ]);
    expect(readCsv(writeDiffCsv(diff, 3)).map(([path]) => path)).toEqual(["path", "a;=gone"]);
  });
});
