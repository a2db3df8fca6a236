import { grown } from "../tree/frame-tree.ts";

const FIRST_ROWS = 1024;

/** The events of a profile of speedscope, as columns: as JSON each of a million would be an object. */
export class EventList {
  count = 0;
  frame = new Uint32Array(FIRST_ROWS);
  /** 1 where the frame opens, 0 where it closes. */
  isOpening = new Uint8Array(FIRST_ROWS);
  at = new Float64Array(FIRST_ROWS);

  add(frame: number, isOpening: 0 | 1, at: number): void {
    const row = this.count++;
    if (row === this.frame.length) {
      this.frame = grown(this.frame, row * 2);
      this.isOpening = grown(this.isOpening, row * 2);
      this.at = grown(this.at, row * 2);
    }
    this.frame[row] = frame;
    this.isOpening[row] = isOpening;
    this.at[row] = at;
  }
}

/** The samples of one. */
export class SampleList {
  count = 0;
  /** The frames of all, one sample after the other. */
  frame = new Uint32Array(FIRST_ROWS);
  /** Of each sample: where its frames end. */
  end = new Uint32Array(FIRST_ROWS);
  #length = 0;

  addFrame(frame: number): void {
    const row = this.#length++;
    if (row === this.frame.length) this.frame = grown(this.frame, row * 2);
    this.frame[row] = frame;
  }

  /** A sample of the frames that were added since the one before. */
  endSample(): void {
    const row = this.count++;
    if (row === this.end.length) this.end = grown(this.end, row * 2);
    this.end[row] = this.#length;
  }
}

/** The weights of its samples. */
export class WeightList {
  count = 0;
  weight = new Float64Array(FIRST_ROWS);

  add(weight: number): void {
    const row = this.count++;
    if (row === this.weight.length) this.weight = grown(this.weight, row * 2);
    this.weight[row] = weight;
  }
}

export type ProfileList = EventList | SampleList | WeightList;
