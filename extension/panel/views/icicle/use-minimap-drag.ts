import { useRef, useState } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import type { Zoom } from "../../frames/zoom.ts";
import { createZoom, isWhole } from "../../frames/zoom.ts";
import { minSpanOf } from "../../icicle/zoom-to-box.ts";

/** CSS pixels. */
const DRAG_DISTANCE = 3;

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
  /** The part that it moves; `null` if it chooses another part. */
  readonly moved: Zoom | null;
  isMoving: boolean;
}

interface MinimapDrag {
  readonly isDragged: boolean;
  onPointerDown(event: PointerOnMinimap): void;
  onPointerMove(event: PointerOnMinimap): void;
  onPointerUp(): void;
  onPointerCancel(): void;
}

/** A drag that begins on the displayed part moves it; elsewhere it chooses another part. A press without a drag moves the displayed part there. */
export function useMinimapDrag({ arrangement, focus, zoom, width, onZoom }: DraggedMinimap): MinimapDrag {
  const drag = useRef<Drag | null>(null);
  const [isDragged, setDragged] = useState(false);

  const partAt = (event: PointerOnMinimap): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - left) / Math.max(1, width)));
  };

  const onPointerDown = (event: PointerOnMinimap): void => {
    if (event.button !== 0) return;
    const at = partAt(event);
    const isHeld = !isWhole(zoom) && at >= zoom.from && at <= zoom.to;
    drag.current = { at, moved: isHeld ? zoom : null, isMoving: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerOnMinimap): void => {
    const held = drag.current;
    if (held === null) return;
    const at = partAt(event);
    if (!held.isMoving && Math.abs(at - held.at) * width < DRAG_DISTANCE) return;
    held.isMoving = true;
    setDragged(true);
    if (held.moved !== null) {
      onZoom(createZoom(held.moved.from + at - held.at, held.moved.to - held.moved.from));
    } else {
      onZoom(createZoom(Math.min(at, held.at), Math.abs(at - held.at), minSpanOf(arrangement, focus)));
    }
  };

  const onPointerEnd = (): void => {
    const held = drag.current;
    drag.current = null;
    setDragged(false);
    if (held === null || held.isMoving || held.moved !== null || isWhole(zoom)) return;
    const span = zoom.to - zoom.from;
    onZoom(createZoom(held.at - span / 2, span));
  };

  return { isDragged, onPointerDown, onPointerMove, onPointerUp: onPointerEnd, onPointerCancel: onPointerEnd };
}
