/**
 * A structure that is compared with the engine's own figures. `make` runs in the page, in Node and in Firefox, so each is self-contained.
 *
 * - `"exact"`: nothing about it is hidden from JavaScript, so `size` is within 0.5 % of the truth.
 * - `"mixed"`: a large set of JSON, `size` within 1 %.
 * - `"range"`: JavaScript cannot see how the engine stores it; the truth lies from `size` to `maxSize`.
 */
export interface Structure {
  readonly name: string;
  readonly expected: "exact" | "mixed" | "range";
  /** In Firefox, where it is not the same. `"beyond"`: what the README of core/layout leaves out, so that the truth is above the range. */
  readonly expectedInFirefox?: "range" | "beyond";
  readonly make: () => unknown;
}
