/** One task after the other: two that use a page at once would measure each other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Whether a task would have to wait. */
  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  /** Runs the task when those before it are over; one that is aborted by then is not begun. Rejects as the task does, and with the reason of the signal. */
  take<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    this.#waiting++;
    const turn = this.#last.then(async () => {
      try {
        signal.throwIfAborted();
        return await task();
      } finally {
        this.#waiting--;
      }
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}
