import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ArrangedMatches } from "../../frames/arranged-matches.ts";
import { NO_BOX } from "../../frames/box.ts";
import { drawnParentOf } from "../../frames/drawn-box.ts";
import type { Look } from "../../icicle/box-style.ts";
import { boxIndexOfFrame } from "../../icicle/hit-test.ts";
import { CharacterWidths } from "../../icicle/label.ts";
import type { BoxTable } from "../../icicle/layout.ts";
import { rowOf } from "../../icicle/layout.ts";
import { paintIcicle } from "../../icicle/paint.ts";
import { usePalette } from "./palette.ts";
import { ROW_HEIGHT } from "./use-icicle-scroll.ts";
import type { Pointed } from "./use-pointed.ts";

const FONT = "11px system-ui, sans-serif";

interface IcicleSheetProps {
  readonly boxes: BoxTable;
  readonly look: Look;
  readonly matches: ArrangedMatches | null;
  readonly focus: number;
  readonly selected: number;
  readonly pointed: Pointed | null;
  readonly rowCount: number;
  /** Of the viewport, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly scrollTop: number;
}

/** All rows of the icicle. The canvas has those in sight, and stays in the viewport. */
export function IcicleSheet(props: IcicleSheetProps) {
  const { boxes, look, matches, focus, selected, pointed, rowCount, pixelRatio, scrollTop } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const widths = useMemo(createWidths, []);
  const palette = usePalette(look);
  const pixelWidth = Math.round(props.width * pixelRatio);
  const pixelHeight = Math.round(props.height * pixelRatio);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (context === null || context === undefined || pixelWidth === 0 || pixelHeight === 0) return;
    paintIcicle(context, {
      boxes,
      focusRow: rowOf(boxes.arrangement, focus),
      palette,
      look,
      matches,
      pixelRatio,
      rowHeight: ROW_HEIGHT,
      scrollTop,
      font: FONT,
      widths,
    });
  }, [boxes, focus, palette, look, matches, pixelRatio, scrollTop, widths, pixelWidth, pixelHeight]);

  return (
    <div class="icicle-sheet" style={{ height: `${Math.max(rowCount * ROW_HEIGHT, props.height)}px` }}>
      <canvas
        ref={canvas}
        width={pixelWidth}
        height={pixelHeight}
        style={{ width: `${pixelWidth / pixelRatio}px`, height: `${pixelHeight / pixelRatio}px` }}
      />
      {pointed !== null && (
        <Outline kind="hovered" boxes={boxes} row={pointed.row} box={pointed.box} pixelRatio={pixelRatio} />
      )}
      {selected !== NO_BOX && <SelectedOutline boxes={boxes} box={selected} pixelRatio={pixelRatio} />}
    </div>
  );
}

function createWidths(): CharacterWidths {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return new CharacterWidths((text) => 7 * text.length);
  context.font = FONT;
  return new CharacterWidths((text) => context.measureText(text).width);
}

interface SelectedOutlineProps {
  readonly boxes: BoxTable;
  readonly box: number;
  readonly pixelRatio: number;
}

/** Of a box that is in one too narrow to be drawn with its children, the outline is around that one. */
function SelectedOutline({ boxes, box, pixelRatio }: SelectedOutlineProps) {
  const { arrangement } = boxes;
  let row = rowOf(arrangement, box);
  const end = boxes.firstRow + boxes.rowStart.length - 1;
  for (let at = box; at !== NO_BOX && row >= boxes.firstRow; at = drawnParentOf(arrangement, at)) {
    if (row < end && boxIndexOfFrame(boxes, row, at) >= 0) {
      const kind = at === box ? "selected" : "holds-selected";
      return <Outline kind={kind} boxes={boxes} row={row} box={at} pixelRatio={pixelRatio} />;
    }
    row--;
  }
  return null;
}

interface OutlineProps {
  readonly kind: "hovered" | "selected" | "holds-selected";
  readonly boxes: BoxTable;
  readonly row: number;
  readonly box: number;
  readonly pixelRatio: number;
}

/** An element of its own: a hover then costs no painting. */
function Outline({ kind, boxes, row, box, pixelRatio }: OutlineProps) {
  const index = boxIndexOfFrame(boxes, row, box);
  if (index < 0) return null;
  const left = boxes.left[index] / pixelRatio;
  const width = Math.max(2, boxes.right[index] / pixelRatio - left - 1);
  return (
    <div
      class={`outline ${kind}`}
      style={{ left: `${left}px`, width: `${width}px`, top: `${row * ROW_HEIGHT}px`, height: `${ROW_HEIGHT - 1}px` }}
    />
  );
}
