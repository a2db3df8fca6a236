import { ENGINE_STEP_RULES, type EngineStepRule } from "./engine-step-rules.ts";
import type { NamedStep } from "./named-steps.ts";

/** A step of a path in words. */
export interface ReadStep {
  readonly text: string;
  /** The steps that it stands for: from `first` up to `end`. */
  readonly first: number;
  readonly end: number;
}

/** A step to be read. */
export interface ReadableStep extends NamedStep {
  /** Whether it leads to a part of what refers to it, which is no object for a person. */
  readonly isPart?: boolean;
  /** Stands in place of the type; `""` for none. */
  readonly label?: string;
}

/** All steps, each as it is. */
export function readWhole(steps: readonly ReadableStep[]): ReadStep[] {
  return steps.map((step, i) => ({ text: `${textOf(step)}`, first: i, end: i + 1 }));
}

/** The path as a person reads it: engine steps are folded. */
export function readFolded(all: readonly ReadableStep[]): ReadStep[] {
  /* Rows of steps; a list of ours is none, and belongs to what comes after it. */
  const rows: number[] = [];
  for (let row = 0; row < all.length; row++)
    if (row === 0 || row === all.length - 1 || !isSilent(all[row])) rows.push(row);
  const steps = rows.map((row) => all[row]);
  const read: (ReadStep & { readonly rule: EngineStepRule | null })[] = [];
  for (let at = 0; at < steps.length; ) {
    const before = read[read.length - 1];
    const fit = fitOf(steps, at, before?.rule ?? null);
    const end = fit === null ? at + 1 : fit.end;
    const rule = fit === null ? null : fit.rule;
    const text = fit === null ? textOf(steps[at]) : wordsOf(fit, steps, at);
    const isOnRoot = rule?.includesRoot === true && read.length === 1 && isEnvironment(before.text);
    if (isOnRoot) read.pop();
    const first = isOnRoot || at === 0 ? 0 : rows[at - 1] + 1;
    read.push({ text, first, end: rows[end - 1] + 1, rule });
    at = end;
  }
  return read.map(({ text, first, end }) => ({ text, first, end }));
}

function isSilent({ kind, isPart }: ReadableStep): boolean {
  return kind === "self" && isPart === true;
}

function isEnvironment(text: string): boolean {
  return text === "window" || text === "document";
}

/** "items: Array", as boxes are called. */
function textOf(step: ReadableStep): string {
  const { kind, place, times, isPart } = step;
  const type = shownTypeOf(step);
  /* Scripts and listeners stand in groups that say no more than what they are. */
  const name = kind === "script" || kind === "listeners" ? place[place.length - 1] : place.join(" › ");
  const text = name === "" ? type : isPart === true || type === "" ? name : `${name}: ${type}`;
  return times > 1 ? `${text} ×${times}` : text;
}

function shownTypeOf({ type, label = "" }: ReadableStep): string {
  return label === "" ? type : label;
}

interface Fit {
  readonly rule: EngineStepRule;
  readonly end: number;
  readonly name: string;
  readonly field: string;
}

function fitOf(steps: readonly ReadableStep[], at: number, before: EngineStepRule | null): Fit | null {
  for (let i = 0; i < PATTERNS.length; i++) {
    const { rule, parts } = PATTERNS[i];
    if (rule.after !== undefined && before?.words.startsWith(rule.after) !== true) continue;
    const found: Found = { name: "", field: "" };
    const end = endOf(parts, 0, steps, at, found);
    if (end > at) return { rule, end, ...found };
  }
  return null;
}

function wordsOf({ rule, end, name, field }: Fit, steps: readonly ReadableStep[], at: number): string {
  const last = steps[end - 1];
  const root = steps[0].place[steps[0].place.length - 1];
  const values: Readonly<Record<string, string>> = {
    type: last.isPart === true ? "" : shownTypeOf(last),
    name,
    field,
    root,
    on: onOf(steps, at),
  };
  const text = rule.words.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "");
  return last.times > 1 ? `${text} ×${last.times}` : text;
}

/** What stands before a step. */
function onOf(steps: readonly ReadableStep[], at: number): string {
  const type = at === 0 ? "" : steps[at - 1].type;
  if (type === "Window") return "window";
  return type === "HTMLDocument" ? "document" : type;
}

/** One step of a pattern. */
interface Part {
  /** `"any"` for steps through objects of the browser. */
  readonly matches: "any" | { readonly place: RegExp; readonly type: RegExp };
  readonly least: number;
  readonly most: number;
}

interface Found {
  name: string;
  field: string;
}

/** Steps that "…" may stand for. */
const MOST_ANY = 24;

/** The end of the steps that the pattern fits, from `at` on; -1 if it does not. Deep as the pattern is long. */
function endOf(parts: readonly Part[], part: number, steps: readonly ReadableStep[], at: number, found: Found): number {
  if (part === parts.length) return at;
  const { matches, least, most } = parts[part];
  /* "…" is as short as possible, others are as long as possible. */
  if (matches === "any") {
    for (let count = 0; count <= most; count++) {
      const end = endOf(parts, part + 1, steps, at + count, found);
      if (end !== -1) return end;
      if (at + count >= steps.length || !isOfBrowser(steps[at + count])) return -1;
    }
    return -1;
  }
  let count = 0;
  while (count < most && at + count < steps.length && fits(matches, steps[at + count], found)) count++;
  for (; count >= least; count--) {
    const end = endOf(parts, part + 1, steps, at + count, found);
    if (end !== -1) return end;
  }
  return -1;
}

function fits(matches: { readonly place: RegExp; readonly type: RegExp }, step: ReadableStep, found: Found): boolean {
  const place = matches.place.exec(placeTextOf(step));
  const type = place === null ? null : matches.type.exec(step.type);
  if (place === null || type === null) return false;
  found.field = place[1] ?? found.field;
  if (found.name === "") found.name = type.slice(1).find((text) => text !== undefined) ?? "";
  return true;
}

/** A place as patterns have it. */
function placeTextOf({ kind, place }: ReadableStep): string {
  switch (kind) {
    case "root":
    case "script":
    case "listeners":
      return `@${kind}`;
    case "self":
      return "-";
    case "field":
      return `.${place.join("/")}`;
    case "storage":
      return place.join("/");
  }
}

/** Objects of the browser hold one another as members; nodes of a document are to be seen. */
function isOfBrowser({ kind, place, type }: ReadableStep): boolean {
  const isInner = kind === "storage" && place.length === 1 && (place[0] === "members" || place[0] === "(internal)");
  return isInner && !/^(?:Detached )?(?:<|HTML)/.test(type);
}

const PATTERNS = ENGINE_STEP_RULES.map((rule) => ({ rule, parts: rule.steps.split(" › ").map(partOf) }));

function partOf(text: string): Part {
  if (text === "…") return { matches: "any", least: 0, most: MOST_ANY };
  const quantity = / \(([01])\+\)$/.exec(text);
  const step = quantity === null ? text : text.slice(0, quantity.index);
  const colon = step.indexOf(": ");
  return {
    matches: { place: patternOf(step.slice(0, colon)), type: patternOf(step.slice(colon + 2)) },
    least: quantity === null ? 1 : Number(quantity[1]),
    most: quantity === null ? 1 : Number.POSITIVE_INFINITY,
  };
}

function patternOf(text: string): RegExp {
  const source = text.replace(/[.\\^$+?()[\]{}]/g, "\\$&").replace(/\*/g, "(.*)");
  return new RegExp(`^(?:${source})$`, "s");
}
