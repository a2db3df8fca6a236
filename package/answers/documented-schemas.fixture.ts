import { readFileSync } from "node:fs";
import { packagePath } from "../package-path.ts";

/** Types of the documented members, by heading. */
type Documented = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const DOCUMENTED = readTables(readFileSync(packagePath("docs/answers.md"), "utf8"));

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
export function misfits(value: unknown, type: string, at: string): string[] {
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

export function misfitsOfObject(value: unknown, name: string, at: string): string[] {
  const members = DOCUMENTED.get(name);
  if (members === undefined) return [`${at}: there is no table ${name}`];
  const object = new Map(Object.entries(value as object));
  return [
    ...[...object.keys()].filter((member) => !members.has(member)).map((member) => `${at}.${member}: not documented`),
    ...[...members].flatMap(([member, type]) => misfits(object.get(member), type, `${at}.${member}`)),
  ];
}
