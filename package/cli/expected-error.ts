/** An error that can happen to anyone: its message is a whole sentence, and the stack would only be noise. */
export class ExpectedError extends Error {
  override readonly name: string = "ExpectedError";
}

/** Runs what a command does; an error ends it with a message on stderr, and with that exit code. */
export async function runCommand(command: () => Promise<void>, errorCode = 1): Promise<void> {
  try {
    await command();
  } catch (error) {
    // A signal is ending this process already, and the error only says that the browser is gone.
    if (process.exitCode) return;
    const isExpected = error instanceof ExpectedError;
    process.stderr.write(
      `${isExpected || !(error instanceof Error) ? String((error as Error).message ?? error) : error.stack}\n`,
    );
    process.exitCode = errorCode;
  }
}
