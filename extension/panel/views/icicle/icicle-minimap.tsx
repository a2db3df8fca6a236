import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ArrangedMatches } from "../../frames/arranged-matches.ts";
import type { Arrangement } from "../../frames/arrangement.ts";
import { boxLabelOf, firstChildOf, NO_BOX } from "../../frames/box.ts";
import { writeShare } from "../../frames/figures.ts";
import type { Zoom } from "../../frames/zoom.ts";
import { isWhole, pannedBy, WHOLE } from "../../frames/zoom.ts";
import type { Look } from "../../icicle/box-style.ts";
import { layoutIcicle, rowOf } from "../../icicle/layout.ts";
import { matchColumnsOf } from "../../icicle/match-columns.ts";
import { paintMinimap } from "../../icicle/paint-minimap.ts";
import { usePalette } from "./palette.ts";
import { HANDLE_WIDTH, useMinimapDrag } from "./use-minimap-drag.ts";
import "./icicle-minimap.css";

/** CSS pixels; as in icicle.css. */
const HEIGHT = 18;
const ROWS = 5;
/** CSS pixels. */
const MIN_LABELLED_WIDTH = 200;
/** Part of the displayed width, for an arrow key. */
const KEY_STEP = 0.25;

export const OVERVIEW_MEANING =
  "All in focus. Drag to choose the part displayed, to move it, or to move its ends; double-click for all of it";

interface MinimapProps {
  readonly arrangement: Arrangement;
  readonly focus: number;
  readonly zoom: Zoom;
  readonly look: Look;
  readonly matches: ArrangedMatches | null;
  /** CSS pixels. */
  readonly width: number;
  readonly pixelRatio: number;
  readonly onZoom: (zoom: Zoom) => void;
}

/** All of the focus in one line: which part of it is displayed, and where matches are, however narrow. */
export function IcicleMinimap({ arrangement, look, focus, zoom, matches, width, pixelRatio, onZoom }: MinimapProps) {
  const palette = usePalette(look);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixelWidth = Math.round(width * pixelRatio);
  const pixelHeight = Math.round(HEIGHT * pixelRatio);

  const boxes = useMemo(() => {
    const firstRow = rowOf(arrangement, outerBoxOf(arrangement, focus)) + 1;
    return layoutIcicle({ arrangement, focus, zoom: WHOLE, width: pixelWidth, firstRow, endRow: firstRow + ROWS });
  }, [arrangement, focus, pixelWidth]);
  const matchColumns = useMemo(
    () => (matches === null ? null : matchColumnsOf(arrangement, matches, focus, pixelWidth)),
    [arrangement, matches, focus, pixelWidth],
  );

  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (context === null || context === undefined || pixelWidth === 0) return;
    paintMinimap(context, { boxes, matchColumns, palette, look });
  }, [boxes, matchColumns, palette, look, pixelWidth, pixelHeight]);

  const { isDragged, ...drag } = useMinimapDrag({ arrangement, focus, zoom, width, onZoom });
  const span = zoom.to - zoom.from;
  const label = boxLabelOf(arrangement.frames, focus);
  return (
    <div
      class={isDragged ? "minimap dragged" : "minimap"}
      role="scrollbar"
      aria-label="Overview"
      aria-controls="icicle"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={span >= 1 ? 0 : Math.round((100 * zoom.from) / (1 - span))}
      aria-valuetext={isWhole(zoom) ? `All of ${label}` : `${writeShare(span)} of ${label}`}
      title={`Overview: ${OVERVIEW_MEANING}`}
      tabIndex={0}
      style={{ width: `${width}px` }}
      {...drag}
      onDblClick={() => onZoom(WHOLE)}
      onKeyDown={(event) => {
        const step = event.key === "ArrowLeft" ? -KEY_STEP : event.key === "ArrowRight" ? KEY_STEP : 0;
        if (step === 0) return;
        event.preventDefault();
        onZoom(pannedBy(zoom, step));
      }}
    >
      <canvas
        ref={canvas}
        width={pixelWidth}
        height={pixelHeight}
        style={{ width: `${pixelWidth / pixelRatio}px`, height: `${pixelHeight / pixelRatio}px` }}
      />
      {!isWhole(zoom) && (
        <>
          <div class="minimap-shade" style={{ left: 0, width: `${zoom.from * width}px` }} />
          <div class="minimap-shade" style={{ left: `${zoom.to * width}px`, right: 0 }} />
        </>
      )}
      {width >= MIN_LABELLED_WIDTH && isWhole(zoom) && <span class="minimap-label">Overview</span>}
      <div
        class={isWhole(zoom) ? "minimap-part whole" : "minimap-part"}
        style={{ left: `${zoom.from * width}px`, width: `${Math.max(4, span * width)}px` }}
      />
      {/* Inside of the strip, however little is displayed. */}
      <div class="minimap-handle" style={{ left: `${handleAt(zoom.from * width, width)}px` }} />
      <div class="minimap-handle" style={{ left: `${handleAt(zoom.to * width - HANDLE_WIDTH, width)}px` }} />
    </div>
  );
}

function handleAt(left: number, width: number): number {
  return Math.max(0, Math.min(width - HANDLE_WIDTH, left));
}

/** The focus, or the one below it that has more than one child: a row of one box shows nothing. */
function outerBoxOf({ frames }: Arrangement, focus: number): number {
  let box = focus;
  for (let child = firstChildOf(frames, box); child !== NO_BOX; child = firstChildOf(frames, box)) {
    if (frames.subtreeEnd[child] !== frames.subtreeEnd[box]) break;
    box = child;
  }
  return box;
}
