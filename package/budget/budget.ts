import { type FramePath, parseFramePath } from "../paths/frame-path.ts";
import { BYTE_UNITS, type ByteSize, parseByteSize } from "./byte-size.ts";

/** How many bytes may stand at a frame and below it. */
export interface Budget {
  /** `null` for the whole snapshot. */
  readonly path: FramePath | null;
  readonly limit: ByteSize;
}

export type ParsedBudget =
  | { readonly ok: true; readonly budget: Budget }
  /** A sentence: what came, what was expected. */
  | { readonly ok: false; readonly error: string };

const EXPECTED_SIZE = `a number above 0 with ${BYTE_UNITS.slice(0, -1).join(", ")} or ${BYTE_UNITS.at(-1)}, such as 5MB`;

/** `PATH=SIZE`, or `SIZE` for the whole. The last "=" counts: names may have some, sizes have none. */
export function parseBudget(text: string): ParsedBudget {
  const equals = text.lastIndexOf("=");
  const limit = parseByteSize(text.slice(equals + 1));
  if (equals === -1) {
    return limit === undefined
      ? refused(text, `it is neither PATH=SIZE, nor a SIZE for the whole snapshot; a size is ${EXPECTED_SIZE}`)
      : { ok: true, budget: { path: null, limit } };
  }
  const path = parseFramePath(text.slice(0, equals));
  if (path === undefined) {
    return refused(text, 'a name of its path is empty; a path is names joined by ";", such as store;Object;users');
  }
  if (limit === undefined) {
    return refused(text, `"${text.slice(equals + 1)}" is not a valid size; a size is ${EXPECTED_SIZE}`);
  }
  return { ok: true, budget: { path, limit } };
}

function refused(text: string, reason: string): ParsedBudget {
  return { ok: false, error: `--budget is "${text}": ${reason}.` };
}
