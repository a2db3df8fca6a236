import type { Outcome } from "./command.ts";
import { runLine } from "./run-line.ts";

/** What a command line writes, without a process of its own. */
export async function outputOf(args: readonly string[]): Promise<{ readonly outcome: Outcome; readonly text: string }> {
  let text = "";
  const outcome = await runLine(args, {
    write(part) {
      text += part;
    },
    report() {},
    clear() {},
  });
  return { outcome, text };
}
