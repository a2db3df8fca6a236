import { useRef, useState } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import type { Zoom } from "../../frames/zoom.ts";
import { createZoom, isWhole } from "../../frames/zoom.ts";
import { minSpanOf } from "../../icicle/zoom-to-box.ts";

/** CSS pixels. */
const DRAG_DISTANCE = 3;
/** At each end of the displayed part, inside of it. As in icicle-minimap.css. */
export const HANDLE_WIDTH = 8;

type PointerOnMinimap = PointerEvent & { readonly currentTarget: HTMLElement };

interface DraggedMinimap {
  readonly arrangement: Arrangement;
  readonly focus: number;
  readonly zoom: Zoom;
  /** CSS pixels. */
  readonly width: number;
  readonly onZoom: (zoom: Zoom) => void;
}

interface Drag {
  /** Its start, as a part of the width. */
  readonly at: number;
  /** What it does to the displayed part: moves it or one of its ends, or chooses another part. */
  readonly does: "move" | "move-from" | "move-to" | "choose";
  /** The displayed part at the start. */
  readonly zoom: Zoom;
  isMoving: boolean;
}

interface MinimapDrag {
  readonly isDragged: boolean;
  onPointerDown(event: PointerOnMinimap): void;
  onPointerMove(event: PointerOnMinimap): void;
  onPointerUp(): void;
  onPointerCancel(): void;
}

/** A drag that begins on the displayed part moves it, at its ends one of them; elsewhere it chooses another part. A press without a drag moves the displayed part there. */
export function useMinimapDrag({ arrangement, focus, zoom, width, onZoom }: DraggedMinimap): MinimapDrag {
  const drag = useRef<Drag | null>(null);
  const [isDragged, setDragged] = useState(false);

  const partAt = (event: PointerOnMinimap): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - left) / Math.max(1, width)));
  };

  /** `x` in CSS pixels. Handles that lie on one another: the right one. */
  const deedAt = (x: number): Drag["does"] => {
    const [left, right] = [zoom.from * width, zoom.to * width];
    const start = Math.min(left, width - HANDLE_WIDTH);
    const end = Math.max(right, HANDLE_WIDTH);
    if (x >= end - HANDLE_WIDTH && x <= end) return "move-to";
    if (x >= start && x <= start + HANDLE_WIDTH) return "move-from";
    return !isWhole(zoom) && x >= left && x <= right ? "move" : "choose";
  };

  const chooseBetween = (one: number, other: number): void =>
    onZoom(createZoom(Math.min(one, other), Math.abs(one - other), minSpanOf(arrangement, focus)));

  const onPointerDown = (event: PointerOnMinimap): void => {
    if (event.button !== 0) return;
    const at = partAt(event);
    drag.current = { at, does: deedAt(at * width), zoom, isMoving: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerOnMinimap): void => {
    const held = drag.current;
    if (held === null) return;
    const at = partAt(event);
    if (!held.isMoving && Math.abs(at - held.at) * width < DRAG_DISTANCE) return;
    held.isMoving = true;
    setDragged(true);
    const { from, to } = held.zoom;
    if (held.does === "move") onZoom(createZoom(from + at - held.at, to - from));
    else if (held.does === "choose") chooseBetween(at, held.at);
    else if (held.does === "move-from") chooseBetween(Math.min(at, to), to);
    else chooseBetween(from, Math.max(at, from));
  };

  const onPointerEnd = (): void => {
    const held = drag.current;
    drag.current = null;
    setDragged(false);
    if (held === null || held.isMoving || held.does !== "choose" || isWhole(zoom)) return;
    const span = zoom.to - zoom.from;
    onZoom(createZoom(held.at - span / 2, span));
  };

  return { isDragged, onPointerDown, onPointerMove, onPointerUp: onPointerEnd, onPointerCancel: onPointerEnd };
}
