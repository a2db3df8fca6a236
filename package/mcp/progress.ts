/** As the protocol has it: `progress` grows with each. */
export interface ProgressNote {
  readonly progress: number;
  readonly message: string;
}

/** A client that waits for notes takes silence for the end. It is repeated what is being done. */
const REPEAT_MS = 5_000;
/** A step says more often how far it is than anyone reads. */
const LEAST_MS = 500;
/** Between what a step does, and how far it is. */
const JOINT = " … ";

/** What a call is doing, for the client that waits for it. */
export class Progress {
  readonly #send: (note: ProgressNote) => void;
  readonly #timer: NodeJS.Timeout;
  #count = 0;
  #step = "Starting …";
  #sentMs = Number.NEGATIVE_INFINITY;

  /** Sends nothing where `send` is undefined. To be ended. */
  constructor(send: ((note: ProgressNote) => void) | undefined, repeatMs = REPEAT_MS) {
    this.#send = send ?? (() => {});
    this.#timer = setInterval(() => this.#note(), repeatMs);
    this.#timer.unref();
  }

  /** What was said last. */
  get step(): string {
    return this.#step;
  }

  readonly report = (step: string): void => {
    if (step === this.#step) return;
    const isOther = step.split(JOINT, 1)[0] !== this.#step.split(JOINT, 1)[0];
    this.#step = step;
    if (isOther || performance.now() - this.#sentMs >= LEAST_MS) this.#note();
  };

  end(): void {
    clearInterval(this.#timer);
  }

  #note(): void {
    this.#sentMs = performance.now();
    this.#send({ progress: ++this.#count, message: this.#step });
  }
}
