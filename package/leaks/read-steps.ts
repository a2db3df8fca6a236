import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ExpectedError } from "../cli/expected-error.ts";
import { roundsOfRecording } from "./play-recording.ts";
import { parseRecording } from "./recording.ts";
import type { RoundSteps } from "./round-steps.ts";

const nothing = async (): Promise<void> => {};

/** The steps of a file: a module with `action`, and if need be `setup` and `back`, or a recording of DevTools' Recorder. Rejects with an ExpectedError. */
export async function readSteps(file: string): Promise<RoundSteps> {
  if (!existsSync(file)) throw new ExpectedError(`“${file}” does not exist.`);
  if (file.endsWith(".json")) return roundsOfRecording(parseRecording(readFileSync(file, "utf8"), file));
  const found = await importSteps(file);
  const members = { ...found, ...(typeof found.default === "object" ? found.default : {}) } as Readonly<
    Record<keyof RoundSteps, unknown>
  >;
  const stepOf = (name: keyof RoundSteps): RoundSteps["action"] => {
    const step = members[name] ?? nothing;
    if (typeof step !== "function") throw new ExpectedError(`“${file}”: ${name} is not a function.`);
    return async (page) => step(page);
  };
  if (members.action === undefined) {
    throw new ExpectedError(`“${file}” exports no action: expected a function that takes a page of Playwright.`);
  }
  return { setup: stepOf("setup"), action: stepOf("action"), back: stepOf("back") };
}

async function importSteps(file: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(path.resolve(file)).href);
  } catch (error) {
    throw new ExpectedError(`“${file}” cannot be loaded: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
