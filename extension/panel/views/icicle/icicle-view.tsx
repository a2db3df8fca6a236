import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { ArrangedMatches } from "../../frames/arranged-matches.ts";
import type { Arrangement } from "../../frames/arrangement.ts";
import { headOf, isInside, NO_BOX, TOP_BOX } from "../../frames/box.ts";
import type { Zoom } from "../../frames/zoom.ts";
import { isWhole, pannedBy, pannedTo, WHOLE, zoomedAt } from "../../frames/zoom.ts";
import { boxIndexAt, boxIndexOfFrame } from "../../icicle/hit-test.ts";
import { CharacterWidths } from "../../icicle/label.ts";
import type { BoxTable } from "../../icicle/layout.ts";
import { BOX_MORE, layoutIcicle, rowCountOf, rowOf } from "../../icicle/layout.ts";
import { paintIcicle } from "../../icicle/paint.ts";
import { extentOf, isTooNarrow, middleInSight, minSpanOf, zoomInto, zoomToShow } from "../../icicle/zoom-to-box.ts";
import { commandOf } from "../../store/shortcuts.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { isAskedByKey, openBoxMenuAt, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { useArrangement } from "../parts/use-arrangement.ts";
import { useLook } from "../parts/use-box-style.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import { useIcicleGestures } from "./icicle-gestures.ts";
import { IcicleMinimap } from "./icicle-minimap.tsx";
import { useMotion } from "./icicle-motion.ts";
import type { Pointed } from "./icicle-tooltip.tsx";
import { IcicleTooltip } from "./icicle-tooltip.tsx";
import { usePalette } from "./palette.ts";

/** CSS pixels. */
const ROW_HEIGHT = 19;
const FONT = "11px system-ui, sans-serif";

/** The focus stands among the upper rows, with its nearest ancestors above it. */
const ROWS_ABOVE_FOCUS = 3;

/** How much less is on show after a key that zooms in, and by what part of the view a key moves it. */
const KEY_ZOOM = 0.6;
const KEY_PAN = 0.25;

/** Rows are counted when the hand has come to rest: the count costs as much as a drawing. */
const REST_MS = 150;

export function IcicleView({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const search = usePanelState((state) => state.search);
  const zoom = usePanelState((state) => state.zoom);
  const hovered = usePanelState((state) => state.hovered);
  const viewport = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, pixelRatio } = useElementSize(viewport);
  const [scrollTop, setScrollTop] = useState(0);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const widths = useMemo(createWidths, []);

  const arrangement = useArrangement(snapshot);
  const { frames } = arrangement;
  const look = useLook(snapshot, arrangement);
  const palette = usePalette(look);
  const { selected } = snapshot;
  const focus = focusOf(snapshot);
  const pixelWidth = Math.round(width * pixelRatio);
  const pixelHeight = Math.round(height * pixelRatio);
  const firstRow = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT));
  const endRow = Math.ceil((scrollTop + height) / ROW_HEIGHT);
  const mover = useMotion(arrangement, { focus, zoom });
  const { shown } = mover;
  const rowCount = useRowCount(arrangement, focus, zoom, pixelWidth);
  const boxes = useMemo(
    () => layoutIcicle({ arrangement, ...shown, width: pixelWidth, firstRow, endRow }),
    [arrangement, shown.focus, shown.zoom, pixelWidth, firstRow, endRow],
  );
  const matches = useMemo(
    () => (search.query === "" ? null : new ArrangedMatches(arrangement, search.matches)),
    [arrangement, search.query, search.matches],
  );

  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (context === null || context === undefined || pixelWidth === 0 || pixelHeight === 0) return;
    paintIcicle(context, {
      boxes,
      focusRow: rowOf(frames, focus),
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

  const zoomTo = (next: Zoom): void => dispatch({ type: "zoomed", zoom: next });
  const followHand = (next: Zoom): void => {
    mover.lead();
    zoomTo(next);
  };
  const minSpan = minSpanOf(arrangement, focus);
  const isEndOfDrag = useIcicleGestures(viewport, {
    zoom: () => panel.store.state.zoom,
    minSpan,
    onZoom: followHand,
  });

  const scrollTo = (top: number): void => {
    if (viewport.current === null) return;
    viewport.current.scrollTop = top;
    setScrollTop(viewport.current.scrollTop);
  };

  useLayoutEffect(() => {
    const top = rowOf(frames, focus) * ROW_HEIGHT;
    const isHigh = top >= scrollTop && top <= scrollTop + height / 3;
    if (!isHigh) scrollTo(Math.max(0, top - ROWS_ABOVE_FOCUS * ROW_HEIGHT));
    /* Only a new focus moves the view; scrolling away from it is the user's choice. */
  }, [frames, focus]);

  useLayoutEffect(() => {
    if (selected === NO_BOX || height === 0) return;
    const top = rowOf(frames, selected) * ROW_HEIGHT;
    if (top < scrollTop) scrollTo(top);
    else if (top + ROW_HEIGHT > scrollTop + height) scrollTo(top + ROW_HEIGHT - height);
  }, [frames, selected]);

  useLayoutEffect(() => {
    if (selected === NO_BOX || !isInside(frames, selected, focus)) return;
    const { from, to } = extentOf(arrangement, focus, selected);
    zoomTo(pannedTo(zoom, from, to));
  }, [arrangement, selected]);

  /* The button of the first view went away under the focus. */
  useLayoutEffect(() => {
    if (document.activeElement === document.body) viewport.current?.focus({ preventScroll: true });
  }, []);

  /* What is under a resting pointer changes with the picture; it is looked up again when the pointer moves. */
  useEffect(() => setPointed(null), [boxes]);

  const pointAt = (event: MouseEvent): Pointed | null => {
    const area = viewport.current?.getBoundingClientRect();
    if (area === undefined) return null;
    const x = event.clientX - area.left;
    const y = event.clientY - area.top;
    const row = Math.floor((y + scrollTop) / ROW_HEIGHT);
    const index = boxIndexAt(boxes, row, Math.floor(x * pixelRatio));
    if (index < 0) return null;
    const run = (boxes.flags[index]! & BOX_MORE) !== 0 ? { from: boxes.from[index]!, to: boxes.to[index]! } : null;
    return { box: boxes.frame[index]!, run, x, y };
  };

  const onClick = (event: MouseEvent): void => {
    if (isEndOfDrag()) return;
    const at = pointAt(event);
    if (at === null) return;
    if (at.run === null) dispatch({ type: "box-focused", box: at.box });
    else zoomTo(zoomInto(arrangement, focus, zoom, at.run, at.x / width));
  };

  /** Where the selected box is too narrow to be drawn, its neighbours and it get room; else it gets all of it. */
  const onEnter = (): void => {
    const isNarrow = selected !== NO_BOX && isTooNarrow(arrangement, { focus, zoom }, selected, pixelWidth);
    if (isNarrow) zoomTo(zoomToShow(arrangement, focus, selected, pixelWidth));
    else panel.store.dispatch({ type: "selection-focused" });
  };

  /** Keys zoom at the selected box where it is on show, else in the middle. */
  const zoomByKey = (factor: number): void => {
    const at = selected === NO_BOX ? 0.5 : middleInSight(arrangement, { focus, zoom }, selected);
    zoomTo(zoomedAt(zoom, at >= 0 && at <= 1 ? at : 0.5, factor, minSpan));
  };

  const openMenu = (): void =>
    openBoxMenuBelow(panel, viewport.current?.querySelector(".outline.selected") ?? viewport.current);

  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const at = isAskedByKey(event) ? null : pointAt(event);
    /* Several siblings have no menu: what it does is done to one box. */
    if (at !== null && at.run === null) openBoxMenuAt(panel, at.box, event);
    else if (isAskedByKey(event)) openMenu();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commandOf("icicle", event);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (command === "focus") onEnter();
    else if (command === "reset") dispatch({ type: "box-focused", box: TOP_BOX });
    else if (command === "focus-undo") dispatch({ type: "focus-undone" });
    else if (command === "zoom-in") zoomByKey(KEY_ZOOM);
    else if (command === "zoom-out") zoomByKey(1 / KEY_ZOOM);
    else if (command === "pan-left") zoomTo(pannedBy(zoom, -KEY_PAN));
    else if (command === "pan-right") zoomTo(pannedBy(zoom, KEY_PAN));
    else if (command === "menu") openMenu();
    else panel.store.dispatch({ type: "selection-moved", direction: command });
  };

  const isPointing = pointed !== null && hovered === subjectOf(frames, pointed);
  return (
    <div class="icicle-frame">
      <IcicleMinimap
        look={look}
        arrangement={arrangement}
        focus={focus}
        zoom={zoom}
        matches={matches}
        width={width}
        pixelRatio={pixelRatio}
        onZoom={followHand}
      />
      <div
        ref={viewport}
        id="icicle"
        class="icicle"
        role="application"
        aria-label="Icicle"
        aria-describedby="icicle-selection"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys; the object tree is its accessible twin
        tabIndex={0}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onMouseMove={(event) => {
          if (event.buttons !== 0) return;
          const at = pointAt(event);
          setPointed(at);
          dispatch({ type: "box-hovered", box: at === null ? NO_BOX : subjectOf(frames, at) });
        }}
        onMouseLeave={() => {
          setPointed(null);
          dispatch({ type: "box-hovered", box: NO_BOX });
        }}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onKeyDown={onKeyDown}
      >
        <div class="icicle-sheet" style={{ height: `${Math.max(rowCount * ROW_HEIGHT, height)}px` }}>
          <canvas
            ref={canvas}
            width={pixelWidth}
            height={pixelHeight}
            style={{ width: `${pixelWidth / pixelRatio}px`, height: `${pixelHeight / pixelRatio}px` }}
          />
          {isPointing && (
            <Outline
              kind="hovered"
              boxes={boxes}
              row={rowAt(pointed, scrollTop)}
              box={pointed.box}
              pixelRatio={pixelRatio}
            />
          )}
          {selected !== NO_BOX && (
            <Outline
              kind="selected"
              boxes={boxes}
              row={rowOf(frames, selected)}
              box={selected}
              pixelRatio={pixelRatio}
            />
          )}
        </div>
      </div>
      {isPointing && (
        <IcicleTooltip
          arrangement={arrangement}
          changes={snapshot.derived.changes}
          pointed={pointed}
          width={width}
          height={height}
        />
      )}
      <p id="icicle-selection" class="for-screen-readers" aria-live="polite">
        {selected === NO_BOX
          ? "Arrow keys move along the tree, Enter zooms to a box, W and S zoom, A and D move, Backspace goes back, Home shows everything."
          : `${look.labelOf(selected)}, ${look.figureOf(selected)}, ${look.relationOf(selected)}`}
      </p>
    </div>
  );
}

/** Rows of the sheet. A zoom never takes any away: what is on show would jump. */
function useRowCount(arrangement: Arrangement, focus: number, zoom: Zoom, width: number): number {
  const whole = useMemo(() => rowCountOf({ arrangement, focus, zoom: WHOLE, width }), [arrangement, focus, width]);
  const [zoomed, setZoomed] = useState(0);
  useEffect(() => {
    if (isWhole(zoom)) return setZoomed(0);
    const timer = setTimeout(() => setZoomed(rowCountOf({ arrangement, focus, zoom, width })), REST_MS);
    return () => clearTimeout(timer);
  }, [arrangement, focus, zoom, width]);
  return Math.max(whole, zoomed);
}

/** What Details speaks of: of several siblings the box around them. */
function subjectOf(frames: FrameTable, { box, run }: Pointed): number {
  return run === null ? box : headOf(frames, frames.parent[box]!);
}

function rowAt(pointed: Pointed, scrollTop: number): number {
  return Math.floor((pointed.y + scrollTop) / ROW_HEIGHT);
}

function createWidths(): CharacterWidths {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return new CharacterWidths((text) => 7 * text.length);
  context.font = FONT;
  return new CharacterWidths((text) => context.measureText(text).width);
}

interface OutlineProps {
  readonly kind: "hovered" | "selected";
  readonly boxes: BoxTable;
  readonly row: number;
  readonly box: number;
  readonly pixelRatio: number;
}

/** An element of its own: a hover then costs no painting. */
function Outline({ kind, boxes, row, box, pixelRatio }: OutlineProps) {
  const index = boxIndexOfFrame(boxes, row, box);
  if (index < 0) return null;
  const left = boxes.left[index]! / pixelRatio;
  const width = Math.max(2, boxes.right[index]! / pixelRatio - left - 1);
  return (
    <div
      class={`outline ${kind}`}
      style={{ left: `${left}px`, width: `${width}px`, top: `${row * ROW_HEIGHT}px`, height: `${ROW_HEIGHT - 1}px` }}
    />
  );
}
