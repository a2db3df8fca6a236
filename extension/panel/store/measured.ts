import { writeShare, writeSize } from "../frames/figures.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";

/** The code of warnings that say what the engine counts on the heap and no walk can see. */
export const HEAP_TOTALS = "heap-totals";

/** How much of the page's JS heap a snapshot has. Bytes. */
export interface Measured {
  /** What our objects take on the JS heap, at least. */
  readonly heapSize: number;
  /** What the browser reports as in use; never below `heapSize`. */
  readonly usedHeapSize: number;
  /** The rest of the heap in use: objects that were not reached, and the engine's own memory. */
  readonly restSize: number;
  readonly offHeapSize: number;
  /** Whether the browser's figure is below ours, and so an old one. */
  readonly isOutdated: boolean;
}

/** `null` if the browser did not report the heap, as of a file. */
export function measuredOf({ totalSize, offHeapSize, usedHeapSize }: DerivedSnapshot): Measured | null {
  if (usedHeapSize === 0) return null;
  const heapSize = totalSize - offHeapSize;
  const isOutdated = usedHeapSize < heapSize;
  return {
    heapSize,
    usedHeapSize: isOutdated ? heapSize : usedHeapSize,
    restSize: isOutdated ? 0 : usedHeapSize - heapSize,
    offHeapSize,
    isOutdated,
  };
}

/** `5.2 MiB of about 9.8 MiB of JS heap in use (53 %), with a worker`. */
export function writeMeasured({ heapSize, usedHeapSize, isOutdated }: Measured, workerCount: number): string {
  const workers = workerCount === 0 ? "" : workerCount === 1 ? ", with a worker" : `, with ${workerCount} workers`;
  if (isOutdated) return `${writeSize(heapSize)} of JS heap${workers}`;
  return `${writeSize(heapSize)} of about ${writeSize(usedHeapSize)} of JS heap in use (${writeShare(heapSize / usedHeapSize)})${workers}`;
}
