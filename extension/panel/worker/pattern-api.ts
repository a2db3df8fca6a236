/** The question to the worker that tries regular expressions. */
export interface PatternApi {
  /** 1 for each name in which the pattern is found, 0 for others. */
  matchNames(names: readonly string[], pattern: RegExp): Uint8Array<ArrayBuffer>;
}
