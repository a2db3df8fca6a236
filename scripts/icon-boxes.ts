/** The drawing of the icon: an icicle, root on top. */
export type Color = readonly [red: number, green: number, blue: number];
/** A box on a grid of 16 by 16 units: left, top, right, bottom. */
export interface Box {
  readonly at: readonly [number, number, number, number];
  readonly color: Color;
}

export const BOXES: readonly Box[] = [
  { at: [1, 1, 15, 4], color: [0x1f, 0x6f, 0xb2] },
  { at: [1, 5, 10, 8], color: [0x2b, 0x9e, 0x8f] },
  { at: [11, 5, 15, 8], color: [0x2b, 0x9e, 0x8f] },
  { at: [1, 9, 7, 12], color: [0xe0, 0x9f, 0x3e] },
  { at: [11, 9, 14, 12], color: [0xe0, 0x9f, 0x3e] },
  { at: [1, 13, 4, 16], color: [0xd1, 0x4d, 0x41] },
];
