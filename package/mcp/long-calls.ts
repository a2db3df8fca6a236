import type { ToolCall } from "./tool-call.ts";

interface LongCall {
  readonly answer: Promise<string>;
  readonly stop: AbortController;
  readonly doing: Doing;
}

/** What is being done, and who waits to know it. */
interface Doing {
  step: string;
  onProgress: ToolCall["onProgress"];
}

/** An answer that is not fetched is of another time soon. */
const KEPT_MS = 120_000;

/** Calls that go on where the client would not wait for them: it is answered in time that they do, and the same call again waits for the rest. */
export class LongCalls {
  readonly #answerWithinMs: number;
  readonly #running = new Map<string, LongCall>();

  constructor(answerWithinMs: number) {
    this.#answerWithinMs = answerWithinMs;
  }

  /** The answer of the call that `key` stands for, or what there is to say before it is done. A client that takes the call back ends it. */
  async answer(key: string, name: string, call: ToolCall, run: (call: ToolCall) => Promise<string>): Promise<string> {
    const long = this.#running.get(key) ?? this.#start(key, run);
    long.doing.onProgress = call.onProgress;
    const stop = (): void => long.stop.abort(call.signal.reason);
    call.signal.addEventListener("abort", stop, { once: true });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.#answerWithinMs);
    });
    try {
      const answer = await Promise.race([long.answer, late]);
      if (answer === undefined) return notDone(name, long.doing.step);
      this.#running.delete(key);
      return answer;
    } catch (error) {
      this.#running.delete(key);
      throw error;
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener("abort", stop);
    }
  }

  #start(key: string, run: (call: ToolCall) => Promise<string>): LongCall {
    const stop = new AbortController();
    const doing: Doing = { step: "", onProgress: () => {} };
    const onProgress = (step: string): void => {
      doing.step = step;
      doing.onProgress(step);
    };
    const long: LongCall = { stop, doing, answer: run({ signal: stop.signal, onProgress }) };
    this.#running.set(key, long);
    const forgetLater = (): void => {
      setTimeout(() => {
        if (this.#running.get(key) === long) this.#running.delete(key);
      }, KEPT_MS).unref();
    };
    long.answer.then(forgetLater, forgetLater);
    return long;
  }
}

function notDone(name: string, step: string): string {
  return `Not done yet${step === "" ? "" : `: ${step}`}\nNext: call ${name} again with the same arguments, which waits for the answer.\n`;
}
