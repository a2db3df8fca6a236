import { Script } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { compileRound, runnerTextOf } from "./round-code.ts";

/** As DevTools compiles it, by the same engine. */
async function compileErrorOf(code: string): Promise<string> {
  try {
    new Script(`({ value: void (${code}) })`);
    return "";
  } catch (error) {
    return String(error);
  }
}

describe("what the user typed", () => {
  test.each(["step()", "open(), close()", "await step()", "fetch('/x').then((r) => r.text())", "x // y"])(
    "is an expression: %s",
    async (text) => {
      expect(await compileRound(text, compileErrorOf)).toEqual({ code: `async () => (\n${text}\n)`, refusal: "" });
    },
  );

  test.each([
    "open(); close();",
    "await open(); await close()",
    "const d = open(); d.close()",
    "for (const x of []) x()",
  ])("is statements: %s", async (text) => {
    expect(await compileRound(text, compileErrorOf)).toEqual({ code: `async () => {\n${text}\n}`, refusal: "" });
  });

  test.each([
    ["1 +", "SyntaxError: The expression ends too early."],
    ["open(); close(", "SyntaxError: The expression ends too early."],
    ["no such", "SyntaxError: Unexpected identifier 'such'"],
    ["open(); no such", "SyntaxError: Unexpected identifier 'such'"],
    ["step())", "SyntaxError: Unexpected token ')'"],
  ])("does not compile: %s", async (text, refusal) => {
    expect(await compileRound(text, compileErrorOf)).toEqual({ code: "", refusal });
  });
});

interface Run {
  readonly state: string;
  readonly words: string;
}

describe("a run", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** In a page that draws a frame when the test says so. */
  function begin(text: string, visibilityState: "visible" | "hidden" = "visible") {
    const frames: (() => void)[] = [];
    vi.stubGlobal("document", { visibilityState });
    vi.stubGlobal("requestAnimationFrame", (frame: () => void) => void frames.push(frame));
    const run = new Script(runnerTextOf(`async () => (${text})`)).runInThisContext() as Run;
    return { run, drawFrame: () => frames.shift()?.() };
  }

  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  test("is done two frames after what it returns is settled", async () => {
    const { run, drawFrame } = begin("new Promise((resolve) => { globalThis.finish = resolve; })");
    await settled();
    expect(run.state).toBe("running");
    (globalThis as unknown as { finish(): void }).finish();
    await settled();
    expect(run.state).toBe("drawing");
    drawFrame();
    expect(run.state).toBe("drawing");
    drawFrame();
    expect(run.state).toBe("done");
  });

  test("is done at once in a page that is not in view", async () => {
    const { run } = begin("1", "hidden");
    await settled();
    expect(run.state).toBe("done");
  });

  test.each([
    ["null.x", "TypeError: Cannot read properties of null (reading 'x')"],
    ["Promise.reject(new RangeError('too far'))", "RangeError: too far"],
    ["Promise.reject('a word')", "a word"],
    ["Promise.reject(Symbol('s'))", "Symbol(s)"],
    ["Promise.reject({ get message() { throw 1; } })", "an error"],
  ])("says what was thrown: %s", async (text, words) => {
    const { run } = begin(text);
    await settled();
    expect(run).toMatchObject({ state: "thrown", words });
  });
});
