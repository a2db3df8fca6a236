import { describe, expect, test } from "vitest";
import { diffFrames, type FrameDiff } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, TOP_BOX } from "./box.ts";
import { framesOf } from "./frames.fixture.ts";
import { diffOfRounds, many, ROUNDS, Session } from "./rounds.fixture.ts";
import { steadyRowsOf } from "./steady-rows.ts";

/** A line for each row: the path, what is counted, and how much of it each snapshot has. */
function linesOf({ frames, changes }: FrameDiff): string[] {
  const rows = steadyRowsOf(frames, changes, TOP_BOX);
  const { snapshots, counts } = rows;
  return Array.from({ length: rows.count }, (_, row) => {
    const counted = [...counts.slice(row * snapshots, (row + 1) * snapshots)].join(", ");
    return `${boxPathTextOf(frames, rows.box[row]!)} ${rows.counted[row]} ${counted}`;
  });
}

const linesOfTables = (tables: readonly FrameTable[]): string[] => linesOf(diffFrames(tables, "growth"));

class Link {
  readonly next: Link | null;
  readonly text: string;
  constructor(next: Link | null, text: string) {
    this.next = next;
    this.text = text;
  }
}

describe("one row at the holder", () => {
  test("of a list", () => {
    const app = { sessions: [new Session(0), new Session(1)] };
    expect(linesOf(diffOfRounds(app, ({ sessions }, n) => sessions.push(new Session(n + 2))))).toEqual([
      "app › Object › sessions: Array children 2, 3, 4, 5",
    ]);
  });

  test("of a list of items of another class in each round", () => {
    const app = { seen: [] as object[] };
    const classes = many(ROUNDS, (n) => Object.assign(class {}, { n }));
    for (const [n, one] of classes.entries()) Object.defineProperty(one, "name", { value: `Kind${n}` });
    const diff = diffOfRounds(app, ({ seen }, n) => seen.push(...many(20, () => new classes[n]!())));
    expect(linesOf(diff)).toEqual(["app › Object › seen: Array children 0, 20, 40, 60"]);
  });

  test("of a Map, of a Set, and of a Map of Maps", () => {
    const app = {
      map: new Map<object, Session>(),
      set: new Set<object>(),
      maps: new Map([["all", new Map<string, { id: number }>()]]),
    };
    const lines = linesOf(
      diffOfRounds(app, ({ map, set, maps }, n) => {
        map.set({ n }, new Session(n, 40));
        for (let i = 0; i < 5; i++) set.add({ n, i });
        maps.get("all")?.set(`late ${n}`, { id: n });
      }),
    );
    expect(lines).toHaveLength(3);
    expect(lines).toEqual([
      "app › Object › map: Map children 0, 1, 2, 3",
      expect.stringMatching(/^app › Object › (?:set: Set|maps: Map › .*Map) children /),
      expect.stringMatching(/^app › Object › (?:set: Set|maps: Map › .*Map) children /),
    ]);
  });

  test("of a linked list, however long it becomes", () => {
    const app: { queue: { head: Link | null } } = { queue: { head: null } };
    const diff = diffOfRounds(app, ({ queue }, n) => {
      for (let i = 0; i < 10; i++) queue.head = new Link(queue.head, `text ${i} of round ${n}`);
    });
    expect(linesOf(diff)).toEqual(["app › Object › queue: Object › head: Link objects 0, 10, 20, 30"]);
  });

  test("of a linked list that is empty at first and gets one link in each round", () => {
    const app: { queue: { head: Link | null } } = { queue: { head: null } };
    const diff = diffOfRounds(app, ({ queue }, n) => {
      queue.head = new Link(queue.head, `text of round ${n}`);
    });
    expect(linesOf(diff)).toEqual(["app › Object › queue: Object › head: Link objects 0, 1, 2, 3"]);
  });

  test("of a linked list that has links at first", () => {
    const app = { head: new Link(new Link(null, "a"), "b") };
    const diff = diffOfRounds(app, (list, n) => {
      list.head = new Link(list.head, `text of round ${n}`);
    });
    expect(linesOf(diff)).toEqual(["app › Object › head: Link children 1, 2, 3, 4"]);
  });

  test("of a dictionary with new keys in each round, which hold objects or nothing", () => {
    const app = { tabs: {} as Record<string, Session>, seen: {} as Record<string, boolean> };
    const diff = diffOfRounds(app, ({ tabs, seen }, n) => {
      tabs[`tab-${n}`] = new Session(n, 20);
      for (let i = 0; i < 12; i++) seen[`id-${n}-${i}`] = true;
    });
    expect(linesOf(diff)).toEqual([
      "app › Object › tabs: Object children 0, 1, 2, 3",
      "app › Object › seen: Object entries 0, 12, 24, 36",
    ]);
  });

  test("of a dictionary that gets too many keys for frames of their own", () => {
    const app = { tabs: {} as Record<string, Session> };
    const diff = diffOfRounds(app, ({ tabs }, n) => {
      for (let i = 0; i < 40; i++) tabs[`tab-${n}-${i}`] = new Session(n);
    });
    expect(linesOf(diff)).toEqual(["app › Object › tabs: Object children 0, 40, 80, 120"]);
  });

  test("of what has no objects: numbers of an array, strings of a Set and of an array, keys of a Map", () => {
    const app = { ids: [] as number[], names: new Set<string>(), log: [] as string[], keys: new Map<string, number>() };
    const diff = diffOfRounds(app, ({ ids, names, log, keys }, n) => {
      for (let i = 0; i < 1000; i++) ids.push(i);
      for (let i = 0; i < 100; i++) names.add(`name ${i} of ${n}`);
      for (let i = 0; i < 10; i++) log.push(`line ${i} of ${n}`);
      keys.set(`key of ${n}`, n);
    });
    expect(linesOf(diff).toSorted()).toEqual([
      "app › Object › ids: Array entries 0, 1000, 2000, 3000",
      "app › Object › keys: Map entries 0, 1, 2, 3",
      "app › Object › log: Array entries 0, 10, 20, 30",
      "app › Object › names: Set entries 0, 100, 200, 300",
    ]);
  });

  test("of bytes, where nothing is counted", () => {
    const app = { text: "", bytes: new Uint8Array(100) };
    const diff = diffOfRounds(app, (one, n) => {
      one.text += `line ${n} of some length, which is the same each time\n`;
      one.bytes = new Uint8Array(one.bytes.length + 1000);
    });
    expect(linesOf(diff)).toEqual([
      "app › Object › bytes: Uint8Array › buffer › ArrayBuffer nothing 1, 1, 1, 1",
      "app › Object › text: string nothing 0, 0, 0, 0",
    ]);
  });

  test("of items that several containers hold", () => {
    const app = { registry: { list: [] as Session[], byId: new Map<number, Session>() } };
    const lines = linesOf(
      diffOfRounds(app, ({ registry }, n) => {
        for (let i = 0; i < 5; i++) {
          const session = new Session(n * 5 + i, 30);
          registry.list.push(session);
          registry.byId.set(session.id, session);
        }
      }),
    );
    expect(lines[0]).toMatch(/^app › Object › registry: Object › (?:list: Array|byId: Map) entries 0, 5, 10, 15$/);
    expect(lines).toHaveLength(2);
  });

  test("of a container that is made in the first round", () => {
    const app: { cache?: { entries: Session[] } } = {};
    const diff = diffOfRounds(app, (one, n) => {
      one.cache ??= { entries: many(50, (i) => new Session(i)) };
      one.cache.entries.push(new Session(n));
    });
    expect(linesOf(diff)).toEqual(["app › Object › cache: Object › entries: Array children 0, 51, 52, 53"]);
  });

  test("is another one for what grows in the items by more than their number", () => {
    const app = { screens: many(40, (i) => new Session(i)) };
    const diff = diffOfRounds(app, ({ screens }, n) => {
      screens.push(...many(20, (i) => new Session(40 + n * 20 + i)));
      screens[0]!.tags.push(...many(900, (i) => `late tag ${i} of ${n}`));
    });
    expect(linesOf(diff)).toEqual([
      "app › Object › screens: Array children 40, 60, 80, 100",
      "app › Object › screens: Array › elements › Session › tags: Array entries 120, 1080, 2040, 3000",
    ]);
  });
});

describe("what grows once", () => {
  test("is no row: a cache that is filled, a list that is trimmed, a round that adds nothing", () => {
    const app = { cache: [] as Session[], recent: [] as Session[], late: [] as Session[], one: null as null | Session };
    const diff = diffOfRounds(app, (one, n) => {
      if (n === 0) one.cache.push(...many(20, (i) => new Session(i)));
      one.recent.push(...many(10, (i) => new Session(i)));
      one.recent.splice(0, Math.max(0, one.recent.length - 10));
      if (n !== 1) one.late.push(new Session(n));
      one.one = new Session(n);
    });
    expect(linesOf(diff)).toEqual([]);
  });

  test("is no row: fields of an object that are filled one after another", () => {
    type Panel = { readonly rows: readonly Session[] } | null;
    const app: { panels: Record<string, Panel> } = { panels: { help: null, chart: null, print: null } };
    const open = (name: string): void => {
      app.panels[name] = { rows: many(20, (n) => new Session(n)) };
    };
    const names = Object.keys(app.panels);
    expect(linesOf(diffOfRounds(app, (_, n) => open(names[n]!)))).toEqual([]);
    /* Keys that were not there before are a dictionary. */
    expect(linesOf(diffOfRounds(app, (_, n) => open(`late ${n}`)))).toEqual([
      "app › Object › panels: Object children 3, 4, 5, 6",
    ]);
  });

  test("does not hide what grows in each round in the same holder, or beside it", () => {
    class Chunk {
      readonly text = "a chunk of the app";
    }
    const app = { held: [] as object[], cache: new Map<string, object>() };
    const diff = diffOfRounds(app, ({ held, cache }, n) => {
      held.push(new Session(n));
      if (n === 1) held.push(...many(500, () => new Chunk()));
      cache.set(`key ${n}`, new Session(n));
      if (n === 2) for (const i of many(300, (one) => one)) cache.set(`more ${i}`, new Chunk());
    });
    expect(linesOf(diff).toSorted()).toEqual([
      "app › Object › cache: Map children 0, 1, 2, 303",
      "app › Object › held: Array children 0, 1, 502, 503",
    ]);
  });

  test("in a list that lost as many is none: what is there is of another kind", () => {
    class Old {
      readonly state = 1;
    }
    class New {
      readonly state = 2;
    }
    const app = { log: many<object>(50, () => new Old()) };
    const diff = diffOfRounds(app, ({ log }) => {
      log.splice(0, 5);
      log.push(...many(5, () => new New()));
    });
    expect(linesOf(diff)).toEqual([]);
  });
});

describe("rounds that differ", () => {
  const growing = (...counts: number[]): string[] =>
    linesOf(
      diffOfRounds(
        { list: [] as Session[] },
        ({ list }, n) => list.push(...many(counts[n]!, (i) => new Session(i))),
        counts.length,
      ),
    );

  test.each([
    [[1, 1, 2], true],
    [[9, 10, 12], true],
    [[51, 1, 1], true],
    [[5, 10, 16], false],
    [[1, 10, 10], false],
    [[1, 0, 1], false],
    [[7, 7], true],
    [[1, 1, 1, 1, 2, 1], true],
  ])("%j: %s", (counts, isRow) => {
    expect(growing(...counts)).toHaveLength(isRow ? 1 : 0);
  });
});

describe("roots", () => {
  const store = (n: number): string =>
    `root store 0\n          type Array 16\n${"            type Item 20\n".repeat(n > 0 ? 1 : 0)}`;
  const leaking = (n: number): FrameTable =>
    framesOf(`
        ${many(n, (i) => `root x${i} 0\n          type Array ${40 + i}\n        `).join("")}${store(n)}
        group Closures 0
          script app.js ${8 * n}
      `);

  test("a new one in each round: one row at the newest, without what others hold", () => {
    const diff = diffFrames(many(4, leaking), "growth");
    expect(linesOf(diff)[0]).toBe("x2 roots 1, 2, 3, 4");
    const rows = steadyRowsOf(diff.frames, diff.changes, TOP_BOX);
    expect([...rows.own.slice(0, 4)]).toEqual([0, 40, 81, 123]);
  });

  test.each([
    ["a registered global object, or a frame", "group globalThis 0", "global x", "globalThis › x2"],
    ["a global object that an expression gives", "group globalThis 0", "root x", "globalThis › x2"],
    ["a window of a heap snapshot", "type Window 100", "field x", "(GC roots) › Window › x2: Array"],
  ])("a new global in each round below %s", (_, window, global, path) => {
    const globals = (n: number): string =>
      many(n, (i) => `\n            ${global}${i} 4\n              type Array ${40 + i}`).join("");
    const side = (n: number): FrameTable => framesOf(`\n        root (GC roots) 0\n          ${window}${globals(n)}`);
    const inGroup = (n: number): FrameTable => framesOf(`\n          ${window}${globals(n)}`);
    expect(linesOfTables(many(4, window.startsWith("group") ? inGroup : side))).toEqual([`${path} roots 0, 1, 2, 3`]);
  });

  test("one that gives way to another in each round is none more", () => {
    const side = (n: number): FrameTable => framesOf(`\n        root x${n} 0\n          type Array 40\n      `);
    expect(linesOfTables(many(4, side))).toEqual([]);
  });
});

describe("listeners", () => {
  /** A listener of one event for each name, which is that of its function. */
  function tableOf(names: readonly string[]): FrameTable {
    const functions = names.map((name) => `            field ${name} 0\n              type Function 28\n`);
    const frames = framesOf(`
      group Listeners 0
        listeners window 0
          field resize 0\n${functions.join("")}`);
    frames.selfCount[3] = names.length;
    return frames;
  }

  test("are a row at their function, or at the event where they are several", () => {
    const draws = many(4, (n) => tableOf(many(n, () => "draw")));
    expect(linesOfTables(draws)).toEqual(["Listeners › window › resize › draw: Function objects 0, 1, 2, 3"]);
    const both = many(4, (n) => tableOf(many(n, () => ["draw", "fit"]).flat()));
    expect(linesOfTables(both)).toEqual(["Listeners › window › resize objects 0, 2, 4, 6"]);
  });
});

describe("rows that no one would name", () => {
  test("are left out, in favour of what is in them", () => {
    const side = (n: number): FrameTable =>
      framesOf(`
        root (GC roots) 0
          type Window ${100 + n * 40}
            storage properties ${40 + n * 40}
            field app 4
              type App ${20 + n * 100}
        shared (shared) 8
          type Session ${60 + n * 50}
      `);
    expect(linesOfTables(many(4, side))).toEqual([
      "(GC roots) › Window › app: App nothing 1, 1, 1, 1",
      "(shared) › Session nothing 1, 1, 1, 1",
    ]);
  });
});
