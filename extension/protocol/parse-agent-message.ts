import {
  type AgentMessage,
  CHUNK_BYTES,
  chunkCountOf,
  MAX_MARKS,
  MAX_READ_OBJECTS,
  MAX_ROOTS,
  MAX_SITE_STEPS,
  MAX_SNAPSHOT_BYTES,
  type RecordedMark,
  ROOT_ORIGINS,
  type RootDescription,
  type SiteStep,
  type UseOutcome,
  type WalkFigures,
} from "./messages.ts";

/* Whatever comes from the page is hostile: another script may speak in the agent's name. */

const MAX_TEXT_LENGTH = 2_000;
/** Of a step of an expression: what is longer is no expression any more. */
const MAX_CODE_LENGTH = 8_000;
/** Of what was found of an object. */
const LARGEST_STATE = 4;
const USE_OUTCOMES: readonly UseOutcome[] = ["done", "none", "moved", "unreached"];
const MAX_COUNT = 2 ** 40;

export type Parsed<T> = { readonly ok: true; readonly message: T } | { readonly ok: false; readonly error: string };

type Fields = ReadonlyMap<string, unknown>;

/** A message of the agent, or a sentence that says what came and what was expected. Takes nothing but own data properties of plain values. */
export function parseAgentMessage(value: unknown): Parsed<AgentMessage> {
  const fields = fieldsOf(value);
  if (fields === undefined) return refuse("message", "an object", value);
  const id = fields.get("id");
  if (!isCount(id)) return refuse("id", "a whole number", id);
  switch (fields.get("type")) {
    case "roots": {
      const roots = parseRoots(fields.get("roots"));
      return roots.ok ? accept({ id, type: "roots", roots: roots.message }) : roots;
    }
    case "borrowing": {
      const isReady = fields.get("isReady");
      return typeof isReady === "boolean"
        ? accept({ id, type: "borrowing", isReady })
        : refuse("isReady", "true or false", isReady);
    }
    case "watch": {
      const isWatched = fields.get("isWatched");
      if (typeof isWatched !== "boolean") return refuse("isWatched", "true or false", isWatched);
      const steps = parseSteps(fields.get("steps"));
      return steps.ok ? accept({ id, type: "watch", isWatched, steps: steps.message }) : steps;
    }
    case "progress": {
      const objectCount = fields.get("objectCount");
      return isCount(objectCount)
        ? accept({ id, type: "progress", objectCount })
        : refuse("objectCount", "a whole number", objectCount);
    }
    case "questions":
      return accept({ id, type: "questions" });
    case "moment": {
      const marks = parseMarks(fields.get("marks"));
      return marks.ok ? accept({ id, type: "moment", marks: marks.message }) : marks;
    }
    case "snapshot-begin": {
      const figures = parseFigures(fields.get("figures"));
      if (!figures.ok) return figures;
      const chunkCount = fields.get("chunkCount");
      const expected = chunkCountOf(figures.message.byteLength);
      if (chunkCount !== expected) return refuse("chunkCount", String(expected), chunkCount);
      return accept({ id, type: "snapshot-begin", figures: figures.message, chunkCount: expected });
    }
    case "snapshot-chunk": {
      const index = fields.get("index");
      if (!isCount(index)) return refuse("index", "a whole number", index);
      const bytes = fields.get("bytes");
      if (!(bytes instanceof Uint8Array)) return refuse("bytes", "a Uint8Array", bytes);
      if (bytes.length > CHUNK_BYTES) return refuse("bytes", `at most ${CHUNK_BYTES} bytes`, bytes.length);
      return accept({ id, type: "snapshot-chunk", index, bytes });
    }
    case "objects":
      return parseObjects(id, fields);
    case "object-used": {
      const came = fields.get("outcome");
      const outcome = USE_OUTCOMES.find((one) => one === came);
      const name = fields.get("name");
      if (outcome === undefined) return refuse("outcome", `one of ${USE_OUTCOMES.join(", ")}`, came);
      if (typeof name !== "string") return refuse("name", "a string", name);
      return accept({ id, type: "object-used", outcome, name: cut(name) });
    }
    case "error": {
      const code = fields.get("code");
      const detail = fields.get("detail");
      if (typeof code !== "string") return refuse("code", "a string", code);
      if (typeof detail !== "string") return refuse("detail", "a string", detail);
      return accept({ id, type: "error", code: cut(code), detail: cut(detail) });
    }
    default:
      return refuse("type", "the type of a message", fields.get("type"));
  }
}

function parseObjects(id: number, fields: Fields): Parsed<AgentMessage> {
  const states = fields.get("states");
  if (!Array.isArray(states)) return refuse("states", "a list", states);
  if (states.length > MAX_READ_OBJECTS) return refuse("states", `at most ${MAX_READ_OBJECTS} objects`, states.length);
  const wrong = states.find((state) => !isCount(state) || state > LARGEST_STATE);
  if (wrong !== undefined) return refuse("states", `a whole number up to ${LARGEST_STATE}`, wrong);
  const texts: string[][] = [];
  for (const name of ["keys", "codes", "previews"]) {
    const list = fields.get(name);
    if (!Array.isArray(list) || list.length !== states.length)
      return refuse(name, `a list of ${states.length} strings`, list);
    const strange = list.findIndex((text) => typeof text !== "string");
    if (strange !== -1) return refuse(`${name}[${strange}]`, "a string", list[strange]);
    texts.push(
      list.map((text: string) => (name === "codes" ? (text.length > MAX_CODE_LENGTH ? "" : text) : cut(text))),
    );
  }
  const [keys, codes, previews] = texts as [string[], string[], string[]];
  return accept({ id, type: "objects", states: Array.from(states as number[]), keys, codes, previews });
}

function parseSteps(value: unknown): Parsed<readonly SiteStep[]> {
  if (!Array.isArray(value)) return refuse("steps", "a list", value);
  if (value.length > MAX_SITE_STEPS) return refuse("steps", `at most ${MAX_SITE_STEPS} steps`, value.length);
  const steps: SiteStep[] = [];
  for (let i = 0; i < value.length; i++) {
    const step = fieldsOf(value[i]);
    const [site, line, column] = [step?.get("site"), step?.get("line"), step?.get("column")];
    const [functionName, script] = [step?.get("functionName"), step?.get("script")];
    if (!isCount(site) || !isCount(line) || !isCount(column))
      return refuse(`steps[${i}]`, "whole numbers for its site, line and column", value[i]);
    if (typeof functionName !== "string" || typeof script !== "string")
      return refuse(`steps[${i}]`, "strings for its function and script", value[i]);
    steps.push({ site, functionName: cut(functionName), script: cut(script), line, column });
  }
  return accept(steps);
}

function parseRoots(value: unknown): Parsed<readonly RootDescription[]> {
  if (!Array.isArray(value)) return refuse("roots", "a list", value);
  if (value.length > MAX_ROOTS) return refuse("roots", `at most ${MAX_ROOTS} roots`, value.length);
  const roots: RootDescription[] = [];
  for (let i = 0; i < value.length; i++) {
    const fields = fieldsOf(value[i]);
    const name = fields?.get("name");
    const cameFrom = fields?.get("origin");
    const origin = ROOT_ORIGINS.find((one) => one === cameFrom);
    if (typeof name !== "string") return refuse(`roots[${i}].name`, "a string", name);
    if (origin === undefined) return refuse(`roots[${i}].origin`, `one of ${ROOT_ORIGINS.join(", ")}`, cameFrom);
    const isCollected = fields?.get("isCollected");
    if (typeof isCollected !== "boolean") return refuse(`roots[${i}].isCollected`, "true or false", isCollected);
    roots.push({ name: cut(name), origin, isCollected });
  }
  return accept(roots);
}

function parseMarks(value: unknown): Parsed<readonly RecordedMark[]> {
  if (!Array.isArray(value)) return refuse("marks", "a list", value);
  if (value.length > MAX_MARKS) return refuse("marks", `at most ${MAX_MARKS} marks`, value.length);
  const marks: RecordedMark[] = [];
  for (let i = 0; i < value.length; i++) {
    const fields = fieldsOf(value[i]);
    const name = fields?.get("name");
    const agoMs = fields?.get("agoMs");
    const startMs = fields?.get("startMs");
    if (typeof name !== "string") return refuse(`marks[${i}].name`, "a string", name);
    if (!isMilliseconds(agoMs)) return refuse(`marks[${i}].agoMs`, "milliseconds", agoMs);
    if (!isMilliseconds(startMs)) return refuse(`marks[${i}].startMs`, "milliseconds", startMs);
    marks.push({ name: cut(name), agoMs, startMs });
  }
  return accept(marks);
}

function isMilliseconds(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < MAX_COUNT;
}

function parseFigures(value: unknown): Parsed<WalkFigures> {
  const fields = fieldsOf(value);
  if (fields === undefined) return refuse("figures", "an object", value);
  const figures = { objectCount: 0, nodeCount: 0, byteLength: 0, walkMs: 0, encodeMs: 0, longestPauseMs: 0 };
  for (const name of ["objectCount", "nodeCount", "byteLength"] as const) {
    const count = fields.get(name);
    if (!isCount(count)) return refuse(`figures.${name}`, "a whole number", count);
    figures[name] = count;
  }
  for (const name of ["walkMs", "encodeMs", "longestPauseMs"] as const) {
    const ms = fields.get(name);
    if (typeof ms !== "number" || !(ms >= 0 && ms < MAX_COUNT)) return refuse(`figures.${name}`, "milliseconds", ms);
    figures[name] = ms;
  }
  if (figures.byteLength === 0 || figures.byteLength > MAX_SNAPSHOT_BYTES) {
    return refuse("figures.byteLength", `1 to ${MAX_SNAPSHOT_BYTES}`, figures.byteLength);
  }
  return accept(figures);
}

/** Own data properties: a name such as `__proto__` is a key like any other, and nothing inherited is taken. */
function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_COUNT;
}

function cut(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}

function accept<T>(message: T): Parsed<T> {
  return { ok: true, message };
}

function refuse(where: string, expected: string, came: unknown): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `${where}: expected ${expected}; got ${inWords(came)}` };
}

function inWords(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  return value === null
    ? "null"
    : Array.isArray(value)
      ? "a list"
      : typeof value === "object"
        ? "an object"
        : typeof value;
}
