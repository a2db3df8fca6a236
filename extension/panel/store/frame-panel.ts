import type { Store } from "./store.ts";

/** What views of frames need of what the user can do. It has no page and no objects: the page of an exported file is one, too. Every command ends in state; none of them throws or rejects. */
export interface FramePanel {
  readonly store: Store;
  copyText(text: string): Promise<void>;
  /** How to get to a box: as an expression for the console where there is one, else as its path. */
  copyPath(box: number): Promise<void>;
  /** Ends the next thing that Escape ends, if there is one. */
  escape(): void;
}
