// Several snapshots in a list, and what changed from one to another.
import type { Frame, Locator } from "playwright";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import {
  alertOf,
  chooseInView,
  chooseScope,
  detailsOf,
  findOf,
  icicleOf,
  scopeIn,
  statusOf,
  tabOf,
  treeOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const SCRIPT = `
  const textsOf = (name, count) => Array.from({ length: count }, (_, i) => name + " of a certain length, number " + i);
  const app = {
    kept: textsOf("kept", 300),
    log: textsOf("log", 200),
    queue: textsOf("queue", 400),
    draft: new Map([["title", textsOf("draft", 100)]]),
  };
  globalThis.app = app;
  registerRoot("app", () => app);
  globalThis.step = () => {
    app.log.push(...textsOf("later", 300));
    app.queue.length = 50;
    app.cache = { entries: textsOf("cache", 250) };
    delete app.draft;
  };`;

const PAGE = { path: "/", html: pageWithModule(SCRIPT) };

const listOf = (panel: Frame): Locator => panel.getByRole("region", { name: "Snapshots" });
const entriesOf = (panel: Frame): Locator => listOf(panel).getByRole("listitem");
const entryOf = (panel: Frame, title: string): Locator =>
  listOf(panel).getByRole("button", { name: new RegExp(`^${title}, `) });
const changesOf = (panel: Frame): Locator => panel.getByRole("grid", { name: "Changes" });

/** Cells of the rows in sight. */
async function readChanges(panel: Frame): Promise<string[][]> {
  const rows = await changesOf(panel).getByRole("row").all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.locator("th, td").allInnerTexts()));
  return cells.map((texts) => texts.map((text) => text.replaceAll(/\s+/g, " ")));
}

async function readBoxes(panel: Frame): Promise<string[]> {
  const items = await treeOf(panel).getByRole("treeitem").all();
  return Promise.all(items.map(async (item) => (await item.getAttribute("aria-label")) ?? ""));
}

/** Two snapshots of the page, before and after its step, compared. */
async function compareSteps({ page, panel }: { page: { evaluate(script: string): Promise<unknown> }; panel: Frame }) {
  await takeSnapshot(panel);
  await page.evaluate("step()");
  await takeSnapshot(panel);
  await listOf(panel).getByRole("button", { name: "Compare" }).click();
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1 → Snapshot 2: [+−][\d.]+ KiB \([+−][\d.]+ %\)$/);
}

test("a diff shows what grew, shrank, is new and is gone, in words too", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  await compareSteps(session);
  await chooseScope(panel, "All");
  await treeOf(panel)
    .getByRole("treeitem", { name: /^. Object/ })
    .click();
  await panel.page().keyboard.press("ArrowRight");
  await expect
    .poll(() => readBoxes(panel))
    .toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\+ log: Array, \+[\d.]+ KiB, \+\d+ %$/),
        expect.stringMatching(/^− queue: Array, −[\d.]+ KiB, −\d+ %$/),
        expect.stringMatching(/^new cache: Object, \+[\d.]+ KiB, new$/),
        expect.stringMatching(/^gone draft: Map, −[\d.]+ KiB, gone$/),
        expect.stringMatching(/^kept: Array, ±0 B, ±0 %$/),
      ]),
    );

  await treeOf(panel)
    .getByRole("treeitem", { name: /^gone draft/ })
    .click();
  await expect(detailsOf(panel)).toContainText(/Delta\s*−[\d.]+ KiB, gone/);
  await expect(detailsOf(panel)).toContainText(/After\s*0 B/);
  await expect(panel.locator("#icicle-selection")).toHaveText(/^gone draft: Map, −/);

  /* The largest box of the third row, drawn though it shrank. */
  await icicleOf(panel).hover({ position: { x: 8, y: 3 * 19 + 9 } });
  await expect(panel.getByRole("tooltip")).toHaveText(
    /[+−][\d.]+ KiB \(([+−]\d+ %|new)\): [\d.]+ KiB before, [\d.]+ KiB after/,
  );
  await expect(panel.getByRole("list", { name: "Colours" }).getByRole("listitem")).toHaveText([
    "Same",
    "+ A little",
    "+ Grown",
    "New",
    "− A little",
    "− Shrunk",
    "Gone",
    "More",
  ]);
  await panel.getByRole("button", { name: "About the colours" }).press("Enter");
  await expect(panel.getByRole("note", { name: "the colours" })).toContainText(
    /\+ A little\s*Grown by less than a quarter/,
  );
  await expect(alertOf(panel)).toHaveCount(0);
});

test("changes are rows: sorted by each column, and leading to their boxes", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  await expect(tabOf(panel, "Changes")).toHaveCount(0);
  await session.page.evaluate("step()");
  await takeSnapshot(panel);
  await listOf(panel).getByRole("button", { name: "Compare" }).click();
  await tabOf(panel, "Changes").click();
  /* A row for each cause: a list with its elements and strings, and a new object with all inside it. */
  await expect(scopeIn(panel, "Growth")).toBeChecked();
  await expect
    .poll(async () => (await readChanges(panel)).map(([path]) => path))
    .toEqual(["app › Object › log: Array", "app › Object › cache: Object › entries: Array"]);
  await chooseScope(panel, "Shrunk");
  await expect
    .poll(async () => (await readChanges(panel)).map(([path]) => path))
    .toEqual(["app › Object › queue: Array", "app › Object › draft: Map"]);
  await chooseScope(panel, "All");
  await expect
    .poll(async () => (await readChanges(panel)).map(([path]) => path))
    .toEqual([
      "app › Object › log: Array",
      "app › Object › cache: Object › entries: Array",
      "app › Object › draft: Map",
      "app › Object › queue: Array",
    ]);
  expect((await readChanges(panel)).at(-1)?.[1]).toMatch(/^−/);

  const delta = changesOf(panel).getByRole("columnheader", { name: "Delta (own)" });
  await expect(delta).toHaveAttribute("aria-sort", "descending");
  await delta.getByRole("button").click();
  await expect(delta).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await readChanges(panel))[0]?.[1]).toMatch(/^−/);
  await changesOf(panel).getByRole("columnheader", { name: "Before" }).getByRole("button").click();
  await expect.poll(async () => (await readChanges(panel))[0]?.[0]).toMatch(/queue: Array$/);

  /* The menu of a row's box, at any of its cells and by the keyboard. */
  const menu = panel.getByRole("menu", { name: /^Box / });
  await changesOf(panel).getByRole("row").nth(1).getByRole("gridcell").nth(2).click({ button: "right" });
  await expect(menu).toBeVisible();
  await panel.page().keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await changesOf(panel).focus();
  await panel.page().keyboard.press("Shift+F10");
  await expect(menu).toBeVisible();
  await panel.page().keyboard.press("Escape");
  await expect(menu).toHaveCount(0);

  /* By the keyboard. */
  await changesOf(panel).focus();
  await panel.page().keyboard.press("End");
  await expect(changesOf(panel).getByRole("row", { selected: true })).toHaveCount(1);
  await panel.page().keyboard.press("Home");
  await panel.page().keyboard.press("Enter");
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/queue: Array/);

  /* Kept for the next diff; what is no diff has no such view. */
  await tabOf(panel, "Changes").click();
  await entryOf(panel, "Snapshot 1").click();
  await expect(tabOf(panel, "Changes")).toHaveCount(0);
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
});

test("types: of which there are more than before, where they are, and what nothing happened to", async ({
  serve,
  openPanel,
}) => {
  const html = pageWithModule(`
    class Listener { constructor(target) { this.target = target; this.options = null; } }
    class Draft { constructor() { this.sent = false; } }
    class Setting { constructor() { this.value = 1; } }
    const many = (count, make) => Array.from({ length: count }, make);
    const app = {
      listeners: many(100, (_, i) => new Listener(i)),
      late: [],
      drafts: many(40, () => new Draft()),
      settings: many(5, () => new Setting()),
    };
    registerRoot("app", () => app);
    globalThis.step = () => {
      app.late.push(...many(300, (_, i) => new Listener(i)));
      app.drafts.length = 10;
    };`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { panel } = session;
  const { keyboard } = panel.page();
  await compareSteps(session);
  await chooseScope(panel, "All");
  await tabOf(panel, "Types").click();
  const types = panel.getByRole("treegrid", { name: "Types" });
  const typeOf = (name: string): Locator => types.getByRole("row", { name: new RegExp(`^${name}`) });
  const figuresOf = (name: string): Locator => typeOf(name).getByRole("gridcell");
  const bytes = types.getByRole("columnheader", { name: "Bytes delta" });
  await expect(bytes).toHaveAttribute("aria-sort", "descending");
  await expect(types.getByRole("row").nth(1)).toHaveAccessibleName(/^Listener/);
  await expect(figuresOf("Listener")).toHaveText([
    "+300",
    /^\+[\d.]+ KiB$/,
    "100",
    /^[\d.]+ KiB$/,
    "400",
    /^[\d.]+ KiB$/,
  ]);
  await expect(figuresOf("Draft").first()).toHaveText("−30");
  await expect(typeOf("Setting")).toHaveCount(0);
  await expect(panel.getByText(/^\d of \d types changed/)).toBeVisible();

  await types.getByRole("columnheader", { name: "Objects before" }).getByRole("button").click();
  await expect(types.getByRole("columnheader", { name: "Objects before" })).toHaveAttribute("aria-sort", "descending");
  await expect(bytes).toHaveAttribute("aria-sort", "none");
  await bytes.getByRole("button").click();
  await findOf(panel).fill("DRAFT");
  await expect(types.getByRole("row")).toHaveCount(2);
  await findOf(panel).fill("");

  /* By the keyboard; of the owners, those that have more. */
  await types.focus();
  await keyboard.press("Home");
  await expect(types.getByRole("row", { selected: true })).toHaveAccessibleName(/^Listener/);
  const owners = panel.getByRole("treegrid", { name: "Owners of Listener" });
  await expect(
    owners
      .getByRole("row", { name: /^late: Array/ })
      .getByRole("gridcell")
      .nth(1),
  ).toHaveText("+300");
  await expect(owners.getByRole("row", { name: /^listeners: Array/ })).toHaveCount(0);
  const contents = panel.getByRole("treegrid", { name: "Contents of Listener" });
  await expect(contents.getByRole("row", { name: /^target/ })).toHaveAttribute("aria-level", "2");
  await keyboard.press("Enter");
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^new Listener, \+/);

  await tabOf(panel, "Types").click();
  await chooseScope(panel, "Growth");
  await expect(typeOf("Draft")).toHaveCount(0);
  await expect(figuresOf("Listener").first()).toHaveText("+300");
  await chooseScope(panel, "Shrunk");
  await expect(typeOf("Listener")).toHaveCount(0);
  await expect(figuresOf("Draft").first()).toHaveText("−30");
  await chooseScope(panel, "All");
  await expect(typeOf("Draft")).toHaveCount(1);
  await expect(typeOf("Listener")).toHaveCount(1);

  await takeSnapshot(panel);
  await listOf(panel).getByRole("button", { name: "Compare" }).click();
  await expect(statusOf(panel)).toHaveText(/^Snapshot 2 → Snapshot 3: /);
  await tabOf(panel, "Types").click();
  await expect(panel.getByRole("heading", { name: "Nothing grew" })).toBeVisible();
  await chooseScope(panel, "All");
  await expect(panel.getByRole("heading", { name: "No type changed" })).toBeVisible();
  await expect(alertOf(panel)).toHaveCount(0);
});

test("all paths, growth alone, another policy, and export with a column for each side", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  await expect(panel.getByRole("group", { name: "Scope" })).toHaveCount(0);
  await session.page.evaluate("step()");
  await takeSnapshot(panel);
  await listOf(panel).getByRole("button", { name: "Compare" }).click();
  await chooseScope(panel, "All");
  await expect(treeOf(panel).getByRole("treeitem", { name: /^. Object/ })).toBeVisible();
  const both = await downloadFolded(session);
  expect(both).toMatch(/^app;Object;kept;Array;elements;string (\d+) \1$/m);
  expect(both).toMatch(/^app;Object;cache;Object;entries;Array;elements;string 0 \d+$/m);
  expect(both).toMatch(/^app;Object;draft;Map;table;value;Array;elements;string \d+ 0$/m);

  await chooseScope(panel, "Growth");
  await treeOf(panel)
    .getByRole("treeitem", { name: /Object/ })
    .first()
    .click();
  await panel.page().keyboard.press("ArrowRight");
  await expect.poll(async () => (await readBoxes(panel)).join("\n")).toMatch(/new cache: Object/);
  await expect(panel.getByRole("list", { name: "Colours" }).getByRole("listitem")).toHaveText([
    "0 %",
    "+ < 10 %",
    "+ 10 – 50 %",
    "+ ≥ 50 %",
  ]);
  const boxes = (await readBoxes(panel)).join("\n");
  expect(boxes).toMatch(/\+ log: Array/);
  expect(boxes).not.toMatch(/gone|queue|kept/);
  await tabOf(panel, "Changes").click();
  expect((await readChanges(panel)).every(([, delta]) => delta?.startsWith("+"))).toBe(true);

  await chooseInView(panel, "Count to first path");
  await expect.poll(async () => (await readChanges(panel)).length).toBeGreaterThan(1);
  await expect(scopeIn(panel, "Growth")).toBeChecked();
  await expect(alertOf(panel)).toHaveCount(0);

  await panel.getByRole("button", { name: "Export" }).click();
  await expect(panel.getByRole("menuitem", { name: "Snapshot file" })).toHaveAttribute("aria-disabled", "true");
});

test("snapshots are renamed, get notes, are deleted, brought back, and compared in any order", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { page, panel } = session;
  const { keyboard } = panel.page();
  await expect(listOf(panel)).toHaveCount(0);
  await takeSnapshot(panel);
  await expect(entriesOf(panel)).toHaveCount(1);
  await page.evaluate("step()");
  await takeSnapshot(panel);
  await expect(entryOf(panel, "Snapshot 2")).toHaveAttribute("aria-current", "true");
  await expect(entryOf(panel, "Snapshot 2")).toHaveAccessibleName(
    /, [\d.]+ KiB, \d\d:\d\d:\d\d, 127\.0\.0\.1:\d+, [+−][\d.]+ KiB since Snapshot 1, [\d,]+ objects$/,
  );

  await listOf(panel).getByRole("button", { name: "Rename Snapshot 1" }).focus();
  await keyboard.press("Enter");
  const name = listOf(panel).getByRole("textbox", { name: "Name" });
  await expect(name).toBeFocused();
  await keyboard.type("start");
  await keyboard.press("Tab");
  await expect(listOf(panel).getByRole("textbox", { name: "Note" })).toBeFocused();
  await keyboard.type("before the step");
  await keyboard.press("Enter");
  await expect(listOf(panel).getByRole("button", { name: "Rename start" })).toBeFocused();
  await keyboard.press("Enter");
  await keyboard.type("never");
  await keyboard.press("Escape");
  await expect(name).toHaveCount(0);
  await expect(entryOf(panel, "start")).toContainText("before the step");
  await expect(entryOf(panel, "start")).toHaveAccessibleName(/^start, before the step, [\d.]+ KiB, /);

  await listOf(panel).getByRole("button", { name: "Swap before and after" }).click();
  await listOf(panel).getByRole("button", { name: "Compare" }).click();
  await expect(statusOf(panel)).toHaveText(/^Snapshot 2 → start: [+−]/);
  await expect(entriesOf(panel)).toHaveCount(3);

  /* The diff stays whole without its snapshots. */
  await listOf(panel).getByRole("button", { name: "Delete start" }).click();
  await expect(entriesOf(panel)).toHaveCount(2);
  await expect(listOf(panel).getByRole("button", { name: "Undo" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(entriesOf(panel)).toHaveCount(3);
  await expect(entryOf(panel, "start")).toHaveAttribute("aria-current", "true");
  await listOf(panel).getByRole("button", { name: "Delete start" }).click();
  await listOf(panel).getByRole("button", { name: "Delete Snapshot 2", exact: true }).click();
  await expect(entriesOf(panel)).toHaveCount(1);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 2 → start: /);
  await chooseInView(panel, "Count to first path");
  await expect(treeOf(panel).getByRole("treeitem").first()).toHaveAccessibleName(/app/);
  await expect(alertOf(panel)).toHaveCount(0);
  await takeSnapshot(panel);
  await expect(listOf(panel).getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(entriesOf(panel)).toHaveCount(2);
});

test("the two snapshots that are ticked are compared; a third tick takes the place of the first", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  for (let taken = 0; taken < 4; taken++) await takeSnapshot(panel);
  const compare = listOf(panel).getByRole("button", { name: "Compare" });
  const tickOf = (number: number) => listOf(panel).getByRole("checkbox", { name: `Compare Snapshot ${number}` });
  await expect(compare).toHaveAccessibleDescription("3 → 4");
  await expect(listOf(panel).getByRole("img")).toHaveAccessibleName(/^Total size of 4 snapshots, from /);
  await tickOf(2).check();
  await expect(compare).toHaveAccessibleDescription("2 → 4");
  /* With Ctrl, a press on the entry ticks it and shows nothing. */
  await entryOf(panel, "Snapshot 1").click({ modifiers: ["Control"] });
  await expect(tickOf(1)).toBeChecked();
  await expect(entryOf(panel, "Snapshot 4")).toHaveAttribute("aria-current", "true");
  await tickOf(3).check();
  await expect(tickOf(2)).not.toBeChecked();
  await compare.click();
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1 → Snapshot 3: /);
  /* Where the list is narrow, too: its two numbers, whole, and the delta. */
  await expect(entryOf(panel, "1 → 3").locator("bdi")).toHaveText("1 → 3");
  await expect(entryOf(panel, "1 → 3")).toHaveAccessibleName(/, [+−±][\d.]+ (B|KiB), Snapshot 1 → Snapshot 3$/);
});
