import { isSpiderMonkey, type Layout } from "./layout.ts";
import * as spiderMonkey from "./spider-monkey.ts";

/**
 * Sizes of standard objects that JavaScript cannot look into, in tagged words: the object alone, as V8's heap snapshot shows it, the least of all calibrated
 * versions (a generator takes a word more from Chromium 152 on). What such an object holds besides (ICU data of `Intl`, code of a WebAssembly module, registers of a generator) is invisible.
 */
/** map, length, scope_info and previous, before the variables. contexts.h */
export const CONTEXT_HEADER_WORDS = 4;
/** What a variable takes besides its word once it is assigned anew: ContextCell, with eight bytes for a number. */
export const CONTEXT_CELL_WORDS = 4;
export const CONTEXT_CELL_BYTES = 8;
export const WASM_MEMORY_WORDS = 7;
export const WASM_INSTANCE_WORDS = 6;
export const NAMESPACE_WORDS = 4;

/** Bytes of a standard object, by the `Symbol.toStringTag` of its prototype; 0 for a tag that is not of such an object. */
export function opaqueSizeOf(layout: Layout, tag: string): number {
  const words = opaqueWordsOf(tag);
  return words > 0 && isSpiderMonkey(layout) ? spiderMonkey.opaqueSizeOf(tag) : words * layout.wordSize;
}

/** The same in words of V8. */
export function opaqueWordsOf(tag: string): number {
  switch (tag) {
    case "Generator":
      return 10;
    case "AsyncGenerator":
      return 12;
    case "Map Iterator":
    case "Set Iterator":
    case "String Iterator":
    case "Intl.DisplayNames":
    case "WebAssembly.Module":
      return 5;
    case "Array Iterator":
    case "RegExp String Iterator":
    case "Segmenter String Iterator":
    case "WebAssembly.Tag":
    case "Intl.Collator":
    case "Intl.NumberFormat":
    case "Intl.Segmenter":
    case "Intl.ListFormat":
      return 6;
    case "Iterator Helper":
    case "Intl.PluralRules":
    case "Intl.RelativeTimeFormat":
    case "Intl.DurationFormat":
    case "DisposableStack":
    case "AsyncDisposableStack":
      return 7;
    case "WebAssembly.Global":
      return 8;
    case "Intl.DateTimeFormat":
      return 9;
    case "FinalizationRegistry":
      return 10;
    case "Intl.Locale":
    case "Temporal.Duration":
    case "Temporal.Instant":
    case "Temporal.PlainDate":
    case "Temporal.PlainDateTime":
    case "Temporal.PlainMonthDay":
    case "Temporal.PlainTime":
    case "Temporal.PlainYearMonth":
    case "Temporal.ZonedDateTime":
      return 4;
    default:
      return 0;
  }
}
