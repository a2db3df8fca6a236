/** Objects to measure, by the names of their roots. */
export type MeasuredRoots = Readonly<Record<string, unknown>>;

/** The memory of the roots that were registered in the realm that runs the tests. */
export interface Memory {
  /** That of these objects alone, such as `memory.of({ store })`. */
  of(roots: MeasuredRoots): Memory;
  /** Takes a snapshot: a file of the format `.allocative`, which the panel and the command `allocative` open. */
  takeSnapshot(): Promise<Uint8Array>;
}
