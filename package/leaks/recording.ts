import { ExpectedError } from "../cli/expected-error.ts";

/** A recording of DevTools' Recorder, as far as it is played. */
export interface Recording {
  readonly title: string;
  /** Longest wait for an element, in milliseconds, where the step has none of its own. */
  readonly timeoutMs: number;
  readonly steps: readonly RecordedStep[];
}

interface StepBase {
  /** From 1, as it stands in the file. */
  readonly number: number;
  readonly timeoutMs: number | undefined;
  /** Indices of frames, from the page inwards. */
  readonly frame: readonly number[];
  /** Whether the step was recorded to load a document. */
  readonly navigates: boolean;
}

interface ElementStep extends StepBase {
  /** Alternatives; each is a list from the page inwards through shadow roots. */
  readonly selectors: readonly (readonly string[])[];
}

export type RecordedStep =
  | (StepBase & { readonly type: "navigate"; readonly url: string })
  | (StepBase & { readonly type: "setViewport"; readonly width: number; readonly height: number })
  | (ElementStep & {
      readonly type: "click" | "doubleClick";
      readonly button: "left" | "right" | "middle";
      readonly offset: readonly [x: number, y: number] | undefined;
    })
  | (ElementStep & { readonly type: "hover" })
  | (ElementStep & { readonly type: "change"; readonly value: string })
  | (StepBase & { readonly type: "keyDown" | "keyUp"; readonly key: string })
  | (ElementStep & { readonly type: "scroll"; readonly x: number; readonly y: number })
  | (ElementStep & {
      readonly type: "waitForElement";
      readonly operator: "==" | ">=" | "<=";
      readonly count: number;
      /** `undefined` where both will do. */
      readonly visible: boolean | undefined;
    })
  | (StepBase & { readonly type: "waitForExpression"; readonly expression: string });

const TYPES: readonly RecordedStep["type"][] = [
  "navigate",
  "setViewport",
  "click",
  "doubleClick",
  "hover",
  "change",
  "keyDown",
  "keyUp",
  "scroll",
  "waitForElement",
  "waitForExpression",
];

/** Of Recorder itself. */
const DEFAULT_TIMEOUT_MS = 5_000;
const BUTTONS = { primary: "left", secondary: "right", auxiliary: "middle" } as const;

type Fields = Readonly<Record<string, unknown>>;

/** @throws ExpectedError that names the step which cannot be played. `file` is for its words. */
export function parseRecording(text: string, file: string): Recording {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ExpectedError(`“${file}” is not valid JSON: ${(error as Error).message}.`);
  }
  const { title, timeout, steps } = fieldsOf(parsed);
  if (!Array.isArray(steps)) {
    throw new ExpectedError(`“${file}” has no list "steps": it is not a recording of DevTools' Recorder.`);
  }
  return {
    title: typeof title === "string" ? title : file,
    timeoutMs: typeof timeout === "number" ? timeout : DEFAULT_TIMEOUT_MS,
    steps: steps.map((step, index) => new StepReader(fieldsOf(step), index + 1, file).read()),
  };
}

class StepReader {
  readonly #fields: Fields;
  readonly #number: number;
  readonly #file: string;

  constructor(fields: Fields, number: number, file: string) {
    this.#fields = fields;
    this.#number = number;
    this.#file = file;
  }

  read(): RecordedStep {
    const type = TYPES.find((one) => one === this.#fields.type);
    const base = this.#base();
    switch (type) {
      case undefined:
        throw this.#error(
          `is of the type ${JSON.stringify(this.#fields.type)}, which is not played; it can be: ${TYPES.join(", ")}`,
        );
      case "navigate":
        return { ...base, type, url: this.#text("url") };
      case "setViewport":
        return { ...base, type, width: this.#figure("width"), height: this.#figure("height") };
      case "click":
      case "doubleClick":
        return { ...base, type, selectors: this.#selectors(), button: this.#button(), offset: this.#offset() };
      case "hover":
        return { ...base, type, selectors: this.#selectors() };
      case "change":
        return { ...base, type, selectors: this.#selectors(), value: this.#text("value") };
      case "keyDown":
      case "keyUp":
        return { ...base, type, key: this.#text("key") };
      case "scroll":
        return {
          ...base,
          type,
          selectors: this.#fields.selectors === undefined ? [] : this.#selectors(),
          x: this.#figure("x", 0),
          y: this.#figure("y", 0),
        };
      case "waitForElement":
        return {
          ...base,
          type,
          selectors: this.#selectors(),
          operator: this.#operator(),
          count: this.#figure("count", 1),
          visible: typeof this.#fields.visible === "boolean" ? this.#fields.visible : undefined,
        };
      case "waitForExpression":
        return { ...base, type, expression: this.#text("expression") };
    }
  }

  #base(): StepBase {
    const { target = "main", frame = [], timeout, assertedEvents = [] } = this.#fields;
    if (target !== "main") throw this.#error(`is for the target ${JSON.stringify(target)}; only "main" is played`);
    if (!Array.isArray(frame) || !frame.every(Number.isSafeInteger))
      throw this.#error('needs a list of numbers as its "frame"');
    const events = Array.isArray(assertedEvents) ? assertedEvents : [];
    return {
      number: this.#number,
      timeoutMs: typeof timeout === "number" ? timeout : undefined,
      frame,
      navigates: events.some((event) => fieldsOf(event).type === "navigation"),
    };
  }

  #selectors(): readonly (readonly string[])[] {
    const { selectors } = this.#fields;
    const lists: unknown[] = Array.isArray(selectors) ? selectors : [];
    const parsed = lists.map((one) => (Array.isArray(one) ? one : [one]));
    const isValid =
      parsed.length > 0 && parsed.every((one) => one.length > 0 && one.every((part) => typeof part === "string"));
    if (!isValid) throw this.#error('needs "selectors", a list of strings or of lists of strings');
    return parsed;
  }

  #button(): "left" | "right" | "middle" {
    const { button = "primary" } = this.#fields;
    if (button === "primary" || button === "secondary" || button === "auxiliary") return BUTTONS[button];
    throw this.#error(`has the button ${JSON.stringify(button)}; it can be: ${Object.keys(BUTTONS).join(", ")}`);
  }

  #offset(): readonly [number, number] | undefined {
    const { offsetX, offsetY } = this.#fields;
    return typeof offsetX === "number" && typeof offsetY === "number" ? [offsetX, offsetY] : undefined;
  }

  #operator(): "==" | ">=" | "<=" {
    const { operator = ">=" } = this.#fields;
    if (operator === "==" || operator === ">=" || operator === "<=") return operator;
    throw this.#error(`has the operator ${JSON.stringify(operator)}; it can be ==, >= or <=`);
  }

  #text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== "string") throw this.#error(`needs a string "${name}"`);
    return value;
  }

  #figure(name: string, byDefault?: number): number {
    const value = this.#fields[name] ?? byDefault;
    if (typeof value !== "number") throw this.#error(`needs a number "${name}"`);
    return value;
  }

  #error(problem: string): ExpectedError {
    return new ExpectedError(`Step ${this.#number} of “${this.#file}” ${problem}.`);
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
