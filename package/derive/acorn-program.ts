import { type Options, parse } from "acorn";
import type { Program } from "./regions/syntax.ts";

const OPTIONS: Omit<Options, "sourceType"> = {
  ecmaVersion: "latest",
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
};

/** Parses by acorn, first as the kind that is more likely. @throws SyntaxError of the first try */
export function parseByAcorn(code: string, first: "module" | "script"): Program {
  try {
    return parse(code, { ...OPTIONS, sourceType: first }) as unknown as Program;
  } catch (error) {
    try {
      return parse(code, { ...OPTIONS, sourceType: first === "module" ? "script" : "module" }) as unknown as Program;
    } catch {
      throw error;
    }
  }
}
