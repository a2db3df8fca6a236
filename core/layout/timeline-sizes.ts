/*
 * Bytes that an entry of the performance timeline takes in the renderer, at least. No heap has them. Measured by the private memory of the process after 500,000 entries in
 * Chromium 150 (x64): a mark of one name 152, of names of their own 268; a measure without `detail` 141, with any 629, with the `detail` of React's tracks 779.
 * Whether an entry has a `detail` is not asked: that would make a copy of it on the page's heap, and the entry keeps the copy.
 */
export const LEAST_TIMELINE_ENTRY = 140;
/** With the `detail` that React gives each. */
export const LEAST_REACT_MEASURE = 760;
