/** Where a command writes. */
export interface Terminal {
  /** The answer, with its last line's end. */
  write(text: string): void;
  /** What the command is doing, while it does it: seen by a person at a terminal only. */
  report(text: string): void;
  /** Takes the last report away. */
  clear(): void;
}

/** From the first column on, and without what stood there. */
const LINE_START = "\r\u001b[K";

/** Answers go to stdout. Reports go to stderr, each in place of the last one; none where stderr is no terminal. */
export function terminalOf(process: NodeJS.Process): Terminal {
  const isSeen = process.stderr.isTTY === true;
  let isReported = false;
  const clear = (): void => {
    if (isReported) process.stderr.write(LINE_START);
    isReported = false;
  };
  return {
    write(text) {
      clear();
      process.stdout.write(text);
    },
    report(text) {
      if (!isSeen) return;
      process.stderr.write(`${LINE_START}${text}`);
      isReported = true;
    },
    clear,
  };
}

/** The reader of a pipe may have read enough, as `| head` does: that is no error, and nothing is left to be written. */
export function endWithReader(process: NodeJS.Process): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
