/**
 * A structure that is compared with V8's own figures. `make` runs in the page and in Node, so each is self-contained.
 *
 * - `"exact"`: nothing about it is hidden from JavaScript, so `size` is within 0.5 % of the truth.
 * - `"mixed"`: a large set of JSON, `size` within 1 %.
 * - `"range"`: JavaScript cannot see how the engine stores it; the truth lies from `size` to `maxSize`.
 */
export interface Structure {
  readonly name: string;
  readonly expected: "exact" | "mixed" | "range";
  readonly make: () => unknown;
}
