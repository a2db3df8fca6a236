import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { maxTokensOf } from "../../extension/panel/frames/tokens.ts";
import { outputOf } from "../cli/output.fixture.ts";
import { writeShopFiles } from "./shop.fixture.ts";

const shop = writeShopFiles();
afterAll(() => rmSync(shop.folder, { recursive: true }));

async function linesOf(...args: readonly string[]): Promise<string[]> {
  const { text } = await outputOf(args);
  return text.trimEnd().split("\n");
}

describe("top", () => {
  test("lists what the app has a name for, with sums at least and at most", async () => {
    expect(await linesOf("top", shop.after)).toMatchInlineSnapshot(`
      [
        "after.allocative: 34.7 KiB – 166.1 KiB, 616 objects",
        "               total                self  objects  path",
        "30.6 KiB – 161.5 KiB                 0 B      612  store",
        "18.4 KiB – 148.0 KiB         20 B – 52 B      601  store › Object › history: Array",
        " 12.5 KiB – 77.2 KiB  4.7 KiB – 69.4 KiB      300  store › Object › history: Array › elements › Object › visit: Object",
        "   8.0 KiB – 8.2 KiB       128 B – 192 B        4  store › Object › users: Array › elements › User › photo: Uint8Array",
        "             7.8 KiB             7.8 KiB        –  store › Object › history: Array › elements › Object › visit: Object › page: string",
        "   4.0 KiB – 4.1 KiB         64 B – 96 B        2  store › Object › current: User › photo: Uint8Array",
        "   4.0 KiB – 4.1 KiB         64 B – 96 B        2  (shared) › User › photo: Uint8Array",
        "             1.2 KiB             1.2 KiB        –  store › Object › history: Array › elements › Object › at",
        "                40 B                40 B        –  store › Object › users: Array › elements › User › name: string",
        "                20 B                20 B        –  store › Object › current: User › name: string",
        "                20 B                20 B        –  store › Object › theme: string",
        "                20 B                20 B        –  (shared) › User › name: string",
        "        16 B – 260 B                 0 B        1  session",
        "                 4 B                 4 B        –  session › Object › user",
        "Not visible: JavaScript cannot look into closures and modules, #private fields, WeakMaps and WeakSets, Promises and generators, and workers. Objects that only they hold are not in the sums; nor is the engine’s own memory, such as compiled code.",
      ]
    `);
  });
});

describe("diff", () => {
  test("lists causes, and what was left out", async () => {
    expect(await linesOf("diff", shop.before, shop.after)).toMatchInlineSnapshot(`
      [
        "What grew: +22.4 KiB; in all +22.4 KiB",
        "Before: before.allocative: 12.3 KiB – 13.9 KiB, 13 objects",
        "After: after.allocative: 34.7 KiB – 166.1 KiB, 616 objects",
        "      own      total   before     after    count  path",
        "+18.4 KiB  +18.4 KiB     20 B  18.4 KiB  0 → 300  store › Object › history: Array",
        " +4.1 KiB   +4.1 KiB  4.1 KiB   8.1 KiB    1 → 2  store › Object › users: Array",
        "Not visible: JavaScript cannot look into closures and modules, #private fields, WeakMaps and WeakSets, Promises and generators, and workers. Objects that only they hold are not in the sums; nor is the engine’s own memory, such as compiled code.",
      ]
    `);
  });

  test("a comparison with itself has no rows", async () => {
    const [title, ...lines] = await linesOf("diff", shop.after, shop.after);
    expect(title).toBe("Nothing grew; in all ±0 B");
    expect(lines).toHaveLength(3);
  });

  test("two kinds of files: the panel's caveat", async () => {
    expect((await linesOf("diff", shop.before, shop.afterFolded)).join("\n")).toContain("They are of different kinds");
  });

  test.each([
    [[], "done"],
    [["--fail-on-growth", "1MB"], "done"],
    [["--fail-on-growth", "1kB"], "verdict"],
  ])("%j: %s", async (options, outcome) => {
    expect((await outputOf(["diff", shop.before, shop.after, ...options])).outcome).toBe(outcome);
  });

  test("a size without a unit is refused", async () => {
    await expect(outputOf(["diff", shop.before, shop.after, "--fail-on-growth", "1"])).rejects.toThrow(
      '--fail-on-growth is "1"; it takes a number with a unit, such as 500kB or 1MB.',
    );
  });
});

describe("who", () => {
  test("lists the paths from roots, and the owners", async () => {
    expect(await linesOf("who", shop.after, "store › Object › users: Array › elements › User")).toMatchInlineSnapshot(`
      [
        "Who holds store › Object › users: Array › elements › User: 8.1 KiB – 8.7 KiB, asked about 2 objects",
        "after.allocative: 34.7 KiB – 166.1 KiB, 616 objects",
        "All paths lead through: store: Object, users: Array",
        "held  path from a root",
        "   2  store: Object › users: Array › item: User",
        "Not visible: JavaScript cannot look into closures and modules, #private fields, WeakMaps and WeakSets, Promises and generators, and workers. Objects that only they hold are not in the sums; nor is the engine’s own memory, such as compiled code.",
      ]
    `);
  });

  test("a string of one field is held by its object", async () => {
    expect((await linesOf("who", shop.after, "store;theme")).join("\n")).toContain("theme");
  });

  test("a file of stacks does not say who holds what", async () => {
    await expect(outputOf(["who", shop.afterFolded, "store"])).rejects.toThrow(
      /^“after\.folded” is a file of stacks: it has sizes, but no objects/,
    );
  });

  test("of a path that is not there, near ones are named", async () => {
    await expect(outputOf(["who", shop.after, "store › usres"])).rejects.toThrow(
      '“after.allocative” has no "usres" below store. The nearest:\n  store;Object;users',
    );
    await expect(outputOf(["who", shop.after, "stor"])).rejects.toThrow(
      '“after.allocative” has no root "stor". The nearest:\n  store',
    );
    await expect(outputOf(["who", shop.after, ";"])).rejects.toThrow('A name of the path ";" is empty');
  });
});

describe("types", () => {
  test("counts types with their bytes, largest first", async () => {
    expect(await linesOf("types", shop.after)).toMatchInlineSnapshot(`
      [
        "after.allocative: 34.7 KiB – 166.1 KiB, 616 objects",
        "6 types",
        "                self                 total  objects  type         most of it at",
        "            15.8 KiB              15.8 KiB        4  ArrayBuffer  store › Object › users: Array › elements › User › photo: Uint8Array › buffer › ArrayBuffer",
        "10.6 KiB – 139.4 KiB  30.6 KiB – 161.7 KiB      602  Object       store › Object",
        "             6.7 KiB               6.7 KiB      305  string       store › Object › history: Array › elements › Object › visit: Object › page: string",
        "   1.2 KiB – 2.6 KiB  26.5 KiB – 156.8 KiB        2  Array        store › Object › history: Array",
        "       240 B – 368 B   16.1 KiB – 16.3 KiB        4  Uint8Array   store › Object › users: Array › elements › User › photo: Uint8Array",
        "        80 B – 992 B   16.2 KiB – 17.3 KiB        4  User         store › Object › users: Array › elements › User",
        "Not visible: JavaScript cannot look into closures and modules, #private fields, WeakMaps and WeakSets, Promises and generators, and workers. Objects that only they hold are not in the sums; nor is the engine’s own memory, such as compiled code.",
      ]
    `);
  });
});

describe("report", () => {
  const budgets = ["--budget", "store;users=1 kB", "--budget", "store › history = 1 MB", "--budget", "store;usres=5kB"];

  test("as Markdown it is a comment", async () => {
    const { outcome, text } = await outputOf(["report", shop.before, shop.after, "--md", ...budgets]);
    expect(outcome).toBe("verdict");
    expect(text.split("\n")).toMatchInlineSnapshot(`
      [
        "<!-- allocative report -->",
        "",
        "### Memory: +22.4 KiB",
        "",
        "before.allocative: 12.3 KiB – 13.9 KiB, 13 objects → after.allocative: 34.7 KiB – 166.1 KiB, 616 objects",
        "",
        "**2 of 3 budgets are not kept.**",
        "",
        "| budget | base | head | limit | verdict |",
        "| --- | --: | --: | --: | --- |",
        "| store;users | 4.19 kB | 8.34 kB | 1 kB | exceeded |",
        "| store › history | 0.00 MB | 0.02 MB | 1 MB | within |",
        "| store;usres | – | – | 5 kB | not in the snapshot |",
        "",
        "\`\`\`",
        "store;users takes at least 8.34 kB (8,340 bytes), 7.34 kB (7,340 bytes) over its budget of 1 kB. The largest below it:",
        "  store;Object;users;Array;elements;User: 8.30 kB",
        "  store;Object;users;Array;elements;unused_capacity: 0.00 kB",
        "\`\`\`",
        "",
        "\`\`\`",
        "store;usres is not in the snapshot: below store there is no "usres". The nearest:",
        "  store;Object;users",
        "\`\`\`",
        "",
        "<details>",
        "<summary>What grew: +22.4 KiB in 2 rows</summary>",
        "",
        "",
        "| own | total | before | after | count | path |",
        "| --: | --: | --: | --: | --: | --- |",
        "| +18.4 KiB | +18.4 KiB | 20 B | 18.4 KiB | 0 → 300 | store › Object › history: Array |",
        "| +4.1 KiB | +4.1 KiB | 4.1 KiB | 8.1 KiB | 1 → 2 | store › Object › users: Array |",
        "",
        "</details>",
        "",
        "<sub>Not visible: JavaScript cannot look into closures and modules, \\#private fields, WeakMaps and WeakSets, Promises and generators, and workers. Objects that only they hold are not in the sums; nor is the engine’s own memory, such as compiled code.</sub>",
        "",
      ]
    `);
  });

  test("kept budgets are no verdict", async () => {
    const { outcome, text } = await outputOf(["report", shop.before, shop.after, "--budget", "9MB"]);
    expect(outcome).toBe("done");
    expect(text).toContain("The whole snapshot: at least");
  });

  test("a budget that cannot be read is an error", async () => {
    await expect(outputOf(["report", shop.before, shop.after, "--budget", "store"])).rejects.toThrow(
      '--budget is "store": it is neither PATH=SIZE, nor a SIZE for the whole snapshot',
    );
  });
});

describe("limits", () => {
  test.each(["text", "json", "md"])("--limit-tokens cuts by whole rows: %s", async (format) => {
    const option = format === "text" ? [] : [`--${format}`];
    const whole = (await outputOf(["top", shop.after, ...option])).text;
    const limit = Math.floor(maxTokensOf(whole) * 0.7);
    const cut = (await outputOf(["top", shop.after, "--limit-tokens", String(limit), ...option])).text;
    expect(maxTokensOf(cut)).toBeLessThanOrEqual(limit);
    expect(cut.length).toBeLessThan(whole.length);
    expect(cut).toMatch(format === "json" ? /"rowsLeftOff":[1-9]/ : /\d more rows? (?:is|are) left off/);
  });

  test("a limit that has no room for the sentences is an error", async () => {
    await expect(outputOf(["top", shop.after, "--limit-tokens", "5"])).rejects.toThrow(
      /^--limit-tokens is 5; without any row, this answer takes up to \d+\. Give a larger limit\.$/,
    );
  });

  test("--rows", async () => {
    expect((await linesOf("types", shop.after, "--rows", "1")).join("\n")).toMatch(/\d more rows are left off\./);
  });
});
