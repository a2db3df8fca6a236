import { arrangementOf } from "../../extension/panel/frames/arrangement.ts";
import { TOP_BOX } from "../../extension/panel/frames/box.ts";
import { writeObjectsAfter, writeSizeRange } from "../../extension/panel/frames/figures.ts";
import { WHOLE } from "../../extension/panel/frames/zoom.ts";
import { lookOf } from "../../extension/panel/icicle/box-style.ts";
import { CharacterWidths } from "../../extension/panel/icicle/label.ts";
import { writeIcicleSvg } from "../../extension/panel/icicle/svg.ts";
import type { DerivedSnapshot } from "../../extension/panel/worker/frame-api.ts";

const PICTURE_WIDTH = 1200;
const MAX_PICTURE_HEIGHT = 40_000;
/** Of a character in the picture's font, in CSS pixels: without a browser nothing measures it, and a label that is cut too early is better than one that is too long. */
const CHARACTER_WIDTH = 6.6;

/** The icicle of a snapshot, as SVG. */
export function writePicture({ frames }: DerivedSnapshot, title: string): string {
  const arrangement = arrangementOf(frames, "size", "size");
  const look = lookOf(arrangement, null);
  const size = writeSizeRange(frames.totalSize[TOP_BOX], frames.totalMaxSize[TOP_BOX]);
  return writeIcicleSvg({
    arrangement,
    focus: TOP_BOX,
    zoom: WHOLE,
    look,
    palette: look.light,
    title: `${title} · ${size}${writeObjectsAfter(frames.totalCount[TOP_BOX])}`,
    width: PICTURE_WIDTH,
    maxHeight: MAX_PICTURE_HEIGHT,
    widths: new CharacterWidths((text) => text.length * CHARACTER_WIDTH),
  }).text;
}
