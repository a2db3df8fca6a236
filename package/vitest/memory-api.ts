import type { RoundOptions } from "../growth/growth-options.ts";

/** Objects to measure, by the names of their roots. */
export type MeasuredRoots = Readonly<Record<string, unknown>>;

/** How objects are measured. */
export interface MemoryOptions {
  /**
   * Whether the debugger is asked for what functions hold in their variables, and what nothing else shows. By default it is where no roots are given, and where there is a debugger to ask. It
   * collects garbage.
   */
  readonly closures?: boolean;
}

/** What is measured, and how. */
export interface RealmOptions extends MemoryOptions {
  /** What these objects hold, by the names of their roots. By default all that can be found. */
  readonly roots?: MeasuredRoots;
}

/** What `toGrow` takes. */
export interface GrowthOptions extends RoundOptions, RealmOptions {}

/** The memory of the realm that runs the tests. */
export interface Memory {
  /** That of these objects alone, such as `memory.of({ store })`. */
  of(roots: MeasuredRoots, options?: MemoryOptions): Memory;
  /** Takes a snapshot: a file of the format `.allocative`, which the panel and the command `allocative` open. */
  takeSnapshot(): Promise<Uint8Array>;
}
