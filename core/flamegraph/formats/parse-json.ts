import { foreignHeadOf } from "./foreign-file.ts";
import { InvalidFile } from "./invalid-file.ts";

export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it came, short enough for a sentence. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** @throws InvalidFile, with the kind of the file where it is known and not read here */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidFile(
      foreignHeadOf(text.slice(0, 4096)) ??
        (isCutOff(text)
          ? "it is cut off: its JSON ends too early"
          : `it is not valid JSON (${(error as Error).message})`),
    );
  }
}

/** Whether text that is not valid JSON ends within a string, a list or an object. */
function isCutOff(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInString) {
      if (character === "\\") at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return isInString || depth > 0;
}
