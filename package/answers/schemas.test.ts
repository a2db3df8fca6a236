import { readFileSync, rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { outputOf } from "../cli/output.fixture.ts";
import { packagePath } from "../package-path.ts";
import { writeShopFiles } from "./shop.fixture.ts";

/** Types of the documented members, by heading. */
type Documented = ReadonlyMap<string, ReadonlyMap<string, string>>;

const shop = writeShopFiles();
afterAll(() => rmSync(shop.folder, { recursive: true }));

const DOCUMENTED = readTables(readFileSync(packagePath("docs/answers.md"), "utf8"));

function readTables(markdown: string): Documented {
  const tables = new Map<string, Map<string, string>>();
  let members = new Map<string, string>();
  for (const line of markdown.split("\n")) {
    const heading = /^#+ `?(.+?)`?$/.exec(line)?.[1];
    if (heading !== undefined) {
      members = new Map();
      tables.set(heading, members);
    }
    const [, member, type] = /^\| `(\w+)` +\| (.+?) +\|/.exec(line) ?? [];
    if (member !== undefined && type !== undefined) members.set(member, type);
  }
  const report = new Map([...tables.get("allocative.diff/1")!, ...tables.get("allocative.report/1")!]);
  return tables.set("allocative.report/1", report);
}

/** Where the value is not of the documented type, as lines. */
function misfits(value: unknown, type: string, at: string): string[] {
  const types = type.split(" or ");
  if (types.length > 1) return types.some((one) => misfits(value, one, at).length === 0) ? [] : [`${at}: not ${type}`];
  if (type.startsWith("array of ")) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => misfits(item, type.slice("array of ".length), `${at}[${index}]`))
      : [`${at}: no array`];
  }
  const literal = /^`"(.*)"`$/.exec(type)?.[1];
  if (literal !== undefined) return value === literal ? [] : [`${at}: not ${literal}`];
  const table = /^\[(.*)\]\(#.*\)$/.exec(type)?.[1];
  if (table !== undefined) return misfitsOfObject(value, table, at);
  const fits = type === "integer" ? Number.isInteger(value) : type === "null" ? value === null : typeof value === type;
  return fits ? [] : [`${at}: ${JSON.stringify(value)} is not of type ${type}`];
}

function misfitsOfObject(value: unknown, name: string, at: string): string[] {
  const members = DOCUMENTED.get(name);
  if (members === undefined) return [`${at}: there is no table ${name}`];
  const object = new Map(Object.entries(value as object));
  return [
    ...[...object.keys()].filter((member) => !members.has(member)).map((member) => `${at}.${member}: not documented`),
    ...[...members].flatMap(([member, type]) => misfits(object.get(member), type, `${at}.${member}`)),
  ];
}

test.each([
  ["allocative.top/1", ["top", shop.after]],
  ["allocative.top/1", ["top", shop.afterFolded, "--rows", "1"]],
  ["allocative.diff/1", ["diff", shop.before, shop.after]],
  ["allocative.diff/1", ["diff", shop.before, shop.afterFolded]],
  ["allocative.who/1", ["who", shop.after, "store;users"]],
  ["allocative.who/1", ["who", shop.after, "store;theme"]],
  ["allocative.types/1", ["types", shop.after]],
  [
    "allocative.report/1",
    ["report", shop.before, shop.after, "--budget", "store;users=1kB", "--budget", "9MB", "--budget", "no=1B"],
  ],
])("%s is documented: %j", async (schema, args) => {
  const { text } = await outputOf([...args, "--json"]);
  expect(text.trimEnd()).not.toContain("\n");
  expect(misfitsOfObject(JSON.parse(text), schema, "answer")).toEqual([]);
});

test("every documented answer is one that is tested", () => {
  expect([...DOCUMENTED.keys()].filter((name) => name.startsWith("allocative."))).toEqual([
    "allocative.top/1",
    "allocative.diff/1",
    "allocative.who/1",
    "allocative.types/1",
    "allocative.report/1",
  ]);
});

test("what does not fit is found", () => {
  expect(misfits({ member: 1 }, "[Held box](#held-box)", "answer")).toContain("answer.member: not documented");
  expect(misfits(1.5, "integer", "answer")).toHaveLength(1);
  expect(misfits("left", '`"within"` or `"over"`', "answer")).toHaveLength(1);
});
