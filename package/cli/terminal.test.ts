import { expect, test } from "vitest";
import { terminalOf } from "./terminal.ts";

/** What a process writes, where stderr is a terminal or is not. */
function processWith(isTTY: boolean) {
  const written = { stdout: "", stderr: "" };
  const streamOf = (name: "stdout" | "stderr") => ({
    isTTY,
    write(text: string) {
      written[name] += text;
    },
  });
  const process = { stdout: streamOf("stdout"), stderr: streamOf("stderr") } as unknown as NodeJS.Process;
  return { terminal: terminalOf(process), written };
}

test("on a terminal, each report stands in place of the last one, and the answer in place of all", () => {
  const { terminal, written } = processWith(true);
  terminal.report("Reading …");
  terminal.report("Comparing …");
  terminal.write("answer\n");
  expect(written).toEqual({
    stdout: "answer\n",
    stderr: "\r\u001b[KReading …\r\u001b[KComparing …\r\u001b[K",
  });
});

test("in a pipe there are no reports", () => {
  const { terminal, written } = processWith(false);
  terminal.report("Reading …");
  terminal.clear();
  terminal.write("answer\n");
  expect(written).toEqual({ stdout: "answer\n", stderr: "" });
});

test("nothing is taken away twice", () => {
  const { terminal, written } = processWith(true);
  terminal.report("Reading …");
  terminal.clear();
  terminal.clear();
  expect(written.stderr).toBe("\r\u001b[KReading …\r\u001b[K");
});
