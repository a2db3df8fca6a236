import { describe, expect, test } from "vitest";
import { NO_BOX } from "../frames/box.ts";
import { STEADY_COLUMNS, steadyCellsOf } from "../frames/growth-sheet.ts";
import { diffOfRounds, many, Session } from "../frames/rounds.fixture.ts";
import { steadyRowsOf } from "../frames/steady-rows.ts";
import { maxTokensOf } from "../frames/tokens.ts";
import { writeMarkdownAnswer } from "./markdown-answer.ts";
import { createWorld } from "./panel.fixture.ts";

describe("Copy as Markdown", () => {
  test("of a snapshot: its largest things, who holds the first one, what is not in it, and the version", async () => {
    const { world, panel } = createWorld();
    await panel.exports.copyMarkdown();
    expect(world.copied).toEqual([]);
    await panel.takeSnapshot();
    await panel.exports.copyMarkdown();
    expect(panel.store.state.notice).toBe("Copied as Markdown.");
    expect(world.copied[0]).toMatchInlineSnapshot(`
      "**Snapshot 1: 1.2 KiB, 3 objects**

      | total | objects | path |
      | --: | --: | --- |
      | 1.1 KiB | 1 | store › Object › items: Array |
      | 100 B | 1 | store › Object › user: User |
      | 10 B | – | other |

      Not visible: JavaScript cannot look into closures and modules, \\#private fields, WeakMaps and WeakSets, Promises and generators, and workers. Objects that only they hold are not in the sums; nor is the engine’s own memory, such as compiled code.

      Allocative 1.2.3
      "
    `);
  });

  test("of rounds: a row for each thing that grew in every one, with its count by snapshot", () => {
    const { frames, changes } = diffOfRounds({ log: [] as Session[] }, ({ log }, n) => log.push(new Session(n)));
    const rows = steadyRowsOf(frames, changes, 0);
    expect(STEADY_COLUMNS.map(({ head }) => head)).toEqual(["own", "count by snapshot", "path"]);
    expect(steadyCellsOf(frames, rows, 0).slice(1)).toEqual(["0 → 1 → 2 → 3", "app › Object › log: Array"]);
  });

  test("has at most 1,000 tokens: whole rows are left off, and their number is given", () => {
    const text = writeMarkdownAnswer(
      {
        title: "What grew",
        lead: ["Page: shop"],
        columns: [{ head: "path", align: "start" }],
        rows: many(500, (n) => [`store › list ${n} of things: Array`]),
        notes: ["Allocative 1"],
        first: NO_BOX,
      },
      ["The first row is held by: store"],
    );
    expect(maxTokensOf(text)).toBeLessThanOrEqual(1000);
    const shown = text.split("\n").filter((line) => line.startsWith("| store")).length;
    expect(shown).toBeGreaterThan(20);
    expect(text).toContain(`${500 - shown} more rows are left off.`);
    expect(text).toContain("The first row is held by: store");
  });

  test.each(["*".repeat(900), "\u{1f9e0}".repeat(5_000), "x".repeat(100_000)])(
    "whatever the names are, it has a row and no more tokens: %.5s",
    (name) => {
      const text = writeMarkdownAnswer(
        {
          title: name,
          lead: [`Page: ${name}`],
          columns: [{ head: "path", align: "start" }],
          rows: many(50, () => [name]),
          notes: [name, "Allocative 1"],
          first: NO_BOX,
        },
        [`The first row is held by: ${name}`],
      );
      expect(maxTokensOf(text)).toBeLessThanOrEqual(1000);
      expect(text.split("\n").filter((line) => /^\| .*… \|$/.test(line)).length).toBeGreaterThan(0);
      expect(text).toMatch(/\n4\d more rows are left off\.\n/);
    },
  );
});
