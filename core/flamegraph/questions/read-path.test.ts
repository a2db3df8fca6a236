import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ENGINE_STEP_RULES, formatEngineStepRules } from "./engine-step-rules.ts";
import { type ReadableStep, readFolded, readWhole } from "./read-path.ts";

/** Steps as patterns have them: `members: <div>`, `.name: Type`, `-: Type`, and for the root `@root window: Window`. */
function stepsOf(text: string): ReadableStep[] {
  return text.split(" › ").map((step): ReadableStep => {
    const colon = step.indexOf(": ");
    const type = step.slice(colon + 2);
    const place = step.slice(0, colon);
    const root = /^@(root|script|listeners) (.*)$/.exec(place);
    if (root !== null) {
      const kind = root[1] as "root" | "script" | "listeners";
      return { kind, place: root[2]!.split("/"), type, times: 1, isPart: type === "" };
    }
    if (place === "-") return { kind: "self", place: [], type, times: 1, isPart: type === "" };
    if (place.startsWith(".")) return { kind: "field", place: place.slice(1).split("/"), type, times: 1 };
    return { kind: "storage", place: place.split("/"), type, times: 1, isPart: type === "" };
  });
}

function read(text: string): string {
  return readFolded(stepsOf(text))
    .map((step) => step.text)
    .join(" › ");
}

const WINDOW = "@root Window: Window › .globalThis: Window";
const DOCUMENT = "@root Window: Window › .<symbol Window#DocumentCachedAccessor>: HTMLDocument";
const LISTENER =
  "members: blink::EventTargetData › members: blink::BasicHeapVector › members: blink::RegisteredEventListener › members: EventListener › members: V8EventListener";

/* Texts of paths in heap snapshots of Chromium 150. */
describe("a path of a heap snapshot reads:", () => {
  test.each([
    [
      `${WINDOW} › members: blink::EventTargetData › members: blink::HeapVectorBacking › members: blink::BasicHeapVector › members: blink::RegisteredEventListener › members: EventListener › members: V8EventListener › members: (anonymous function) › context: Context › .t: Task`,
      "listener on window › closure (anonymous function) › t: Task",
    ],
    [
      `${DOCUMENT} › ${LISTENER} › members: vis() › context: Context › .charts: Array › elements: Chart`,
      "listener on document › closure vis() › charts: Array › item: Chart",
    ],
    [
      `${DOCUMENT} › members: <html> › members: <head> › members: <body> › members: <div> › ${LISTENER} › members: onClick() › context: Context › .t: Task`,
      "document › <div> › listener on <div> › closure onClick() › t: Task",
    ],
    [
      `@root Window: Window › .port: MessagePort › members: blink::EventTargetData › members: blink::BasicHeapVector › members: blink::RegisteredEventListener › members: EventListener › members: V8EventHandlerNonNull › members: (anonymous function) › context: Context › .t: Task`,
      "window › port: MessagePort › listener on MessagePort › closure (anonymous function) › t: Task",
    ],
    [
      `${WINDOW} › ${LISTENER} › members: Object › .handleEvent: handleEvent() › context: Context › .t: Task`,
      "listener on window › closure handleEvent() › t: Task",
    ],
    [
      `${WINDOW} › members: blink::HeapHashTableBacking › members: blink::(anonymous namespace)::DOMTimerCoordinator › members: blink::HeapHashTableBacking › members: DOMTimer › members: ScheduledAction › members: V8Function › members: later() › context: Context › .t: Task`,
      "setTimeout or setInterval callback › closure later() › t: Task",
    ],
    [
      `${DOCUMENT} › members: ScriptedAnimationController › members: blink::HeapVectorBacking › members: V8FrameCallback › members: V8FrameRequestCallback › members: f() › context: Context › previous: Context › .t: Task`,
      "requestAnimationFrame callback › closure f() › t: Task",
    ],
    [
      `${WINDOW} › members: blink::HeapHashTableBacking › members: ScriptedIdleTaskController › members: blink::HeapHashTableBacking › members: IdleTask › members: V8IdleRequestCallback › members: idle() › context: Context › .t: Task`,
      "requestIdleCallback callback › closure idle() › t: Task",
    ],
    [
      `${DOCUMENT} › members: <div> › members: blink::ElementRareDataVector › members: blink::NodeMutationObserverData › members: blink::HeapVectorBacking › members: MutationObserverRegistration › members: MutationObserver › members: MutationObserver::Delegate › members: V8MutationCallback › members: (anonymous function) › context: Context › .t: Task`,
      "document › <div> › MutationObserver callback › closure (anonymous function) › t: Task",
    ],
    [
      `${DOCUMENT} › members: <div> › members: blink::ElementRareDataVector › members: blink::ElementRareDataVector::DataFieldWrapper › members: blink::HeapHashTableBacking › members: ResizeObserver › members: V8ResizeObserverCallback › members: (anonymous function) › context: Context › .t: Task`,
      "document › <div> › ResizeObserver callback › closure (anonymous function) › t: Task",
    ],
    [
      "@root Window: Window › .pending: Promise › reactions_or_result: system / PromiseReaction › (internal): (anonymous function) › context: Context › .t: Task",
      "window › pending: Promise › promise reaction › closure (anonymous function) › t: Task",
    ],
    [
      "@root Window: Window › .resolve: (anonymous function) › context: Context › (internal): Promise › reactions_or_result: system / PromiseReaction › (internal): (anonymous function) › context: Context › extension: Generator › parameters_and_registers: (array) › elements: Task",
      "window › resolve: (anonymous function) › promise that it settles › promise reaction › suspended async function › local variable: Task",
    ],
    [
      `${WINDOW} › members: blink::GlobalFetch::ScopedFetcher › members: blink::FetchManager › members: blink::HeapHashTableBacking › members: blink::FetchManager::Loader › members: blink::(anonymous namespace)::ResponseResolver › members: blink::ScriptPromiseResolver › members: Promise › reactions_or_result: system / PromiseReaction › (internal): (anonymous function) › context: Context › .t: Task`,
      "promise of fetch › promise reaction › closure (anonymous function) › t: Task",
    ],
    [
      `${WINDOW} › members: blink::LocalWindowProxyManager › members: blink::LocalWindowProxy › members: blink::ScriptStateImpl › members: blink::V8PerContextData › members: blink::HeapHashTableBacking › members: Modulator › members: blink::ModuleRecordResolverImpl › members: blink::HeapHashTableBacking › members: blink::BoxedV8Module › members: system / SourceTextModule › (internal): Generator › context: Context › .sessions: Map › table/value: Session`,
      "module › sessions: Map › value: Session",
    ],
    [
      "@root Window: Window › .add: add() › context: Context › extension: system / SourceTextModule › (internal): (array) › elements: system / Cell › value: Store",
      "window › add: add() › export of the module: Store",
    ],
    [
      "@root Window: Window › .gen: Generator › context: Context › .lexical: Context › (internal): Task",
      "window › gen: Generator › lexical: Task",
    ],
    [
      "@root Window: Window › .get: get() › context: system / NativeContext › (internal): system / ScriptContextTable › (internal): Context › .lexical: Context › (internal): Task",
      "window › get: get() › variable of a script lexical: Task",
    ],
    ["@root Window: Window › .key: Object › (in WeakMap): Task", "window › key: Object › value in a WeakMap: Task"],
    [
      "@root Window: Window › .registry: FinalizationRegistry › (internal): system / WeakCell › (internal): Task",
      "window › registry: FinalizationRegistry › held value: Task",
    ],
    [
      "@root Window: Window › .bound: native_bind() › bindings: (bound arguments) › elements: Task",
      "window › bound: native_bind() › bound argument: Task",
    ],
    [
      "@root Window: Window › .inst: Proto › map: system / Map › prototype: Object › .shared: Task",
      "window › inst: Proto › prototype: Object › shared: Task",
    ],
    [
      "@root Window: Window › .row: Detached <tr> › members: Detached <tbody> › members: Detached <table> › .data: Task",
      "window › row: Detached <tr> › Detached <table> › data: Task",
    ],
    [
      `@root (GC roots): roots › members: C++ Persistent roots › (internal): Pending activities › members: blink::HeapVectorBacking › members: XMLHttpRequest › ${LISTENER} › members: (anonymous function) › context: Context › .t: Task`,
      "active XMLHttpRequest › listener on XMLHttpRequest › closure (anonymous function) › t: Task",
    ],
    [
      "@root (GC roots): roots › members: (Global handles) › (internal): Task",
      "handle of the browser, as the console has: Task",
    ],
    [
      `${WINDOW} › members: CustomElementRegistry › members: blink::HeapHashTableBacking › members: V8CustomElementConstructor › members: MyEl() › context: Context › .t: Task`,
      "custom element › closure MyEl() › t: Task",
    ],
  ])("%s → %s", (text, words) => expect(read(text)).toBe(words));
});

describe("a path of a walk reads in the same words:", () => {
  test.each([
    ["@script Closures/app.js:  › .charts: Array › elements: Chart", "app.js › charts: Array › item: Chart"],
    ["@script Closures/app.js:  › -:  › .charts: Array", "app.js › charts: Array"],
    [
      "@root store: Store › .get: Function › -: createStore › .[[Scopes]]/state: State",
      "store: Store › get: Function › state: State",
    ],
    [
      "@listeners Listeners/window:  › -: keyup › .onKey: Function › -: main › .[[Scopes]]/t: Task",
      "keyup listener on window › closure onKey › t: Task",
    ],
    [
      "@listeners Listeners/window:  › -:  › -: keyup › -: Function",
      "keyup listener on window › closure (anonymous function)",
    ],
    [
      "@root app: App › .signal: AbortSignal › listeners:  › -: abort › .onAbort: Function",
      "app: App › signal: AbortSignal › abort listener on AbortSignal › closure onAbort",
    ],
    ["@root app: App › .sessions: Map › table/value: Session", "app: App › sessions: Map › value: Session"],
    ["@root app: App › .f: Function › .[[BoundArgs]]:  › -: Task", "app: App › f: Function › bound argument: Task"],
    [
      "@root row: HTMLTableRowElement › tree_root: HTMLTableElement › .data: Task",
      "row: HTMLTableRowElement › root of its tree: HTMLTableElement › data: Task",
    ],
  ])("%s → %s", (text, words) => expect(read(text)).toBe(words));
});

test("names of the page are not taken for the engine's", () => {
  const text = "@root app: App › .members: blink::EventTargetData › .context: Context › .elements: V8EventListener";
  expect(read(text)).toBe("app: App › members: blink::EventTargetData › context: Context › elements: V8EventListener");
});

test("each step in words says which steps it stands for, and all are there", () => {
  const steps = stepsOf(`${WINDOW} › ${LISTENER} › members: f() › context: Context › .t: Task`);
  const folded = readFolded(steps);
  expect(folded.map(({ first, end }) => [first, end])).toEqual([
    [0, 7],
    [7, 8],
    [8, 10],
  ]);
  expect(readWhole(steps).map(({ text }) => text)).toEqual(
    expect.arrayContaining(["members: V8EventListener", "context: Context", "t: Task"]),
  );
  expect(readWhole(steps)).toHaveLength(steps.length);
});

test("what is known more exactly than the type stands in its place, in words and as it is", () => {
  const label = "vis (report.js:12)";
  const steps = stepsOf(`${DOCUMENT} › ${LISTENER} › members: vis() › context: Context › .charts: Array`).map((step) =>
    step.type === "vis()" ? { ...step, label } : { ...step, label: "" },
  );
  const words = readFolded(steps).map(({ text }) => text);
  expect(words).toEqual(["listener on document", "closure vis (report.js:12)", "charts: Array"]);
  expect(readWhole(steps).map(({ text }) => text)).toContain("members: vis (report.js:12)");
});

test("a step that is made many times says so", () => {
  const [, next] = readFolded([
    { kind: "root", place: ["app"], type: "Link", times: 1 },
    { kind: "field", place: ["next"], type: "Link", times: 999 },
  ]);
  expect(next?.text).toBe("next: Link ×999");
});

test("docs/panel.md has the table of rules; UPDATE_GOLDENS=1 writes it", () => {
  const file = path.resolve(import.meta.dirname, "../../../docs/panel.md");
  const markdown = readFileSync(file, "utf8");
  const table = /^\| steps[\s\S]*?\n(?=\n)/m;
  const current = markdown.replace(table, () => `${formatEngineStepRules()}\n`);
  if (process.env.UPDATE_GOLDENS) writeFileSync(file, current);
  else expect(markdown).toBe(current);
  expect(markdown).toMatch(table);
});

test("no rule is there twice", () => {
  expect(new Set(ENGINE_STEP_RULES.map(({ steps }) => steps)).size).toBe(ENGINE_STEP_RULES.length);
});
