/** Thrown inside of parsers only; half a sentence: the value found, the expected one, and the place. */
export class InvalidFile extends Error {}

/** The message is a function where it costs something: a file may have a million places to look at, or a list of as many that it quotes. */
export function expect(holds: boolean, message: string | (() => string)): asserts holds {
  if (!holds) throw new InvalidFile(typeof message === "string" ? message : message());
}

/** The parser's answer, or its sentence. */
export function parsedOr<Parsed>(parse: () => Parsed): Parsed | { readonly ok: false; readonly error: string } {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InvalidFile) return { ok: false, error: error.message };
    throw error;
  }
}
