import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Zoom } from "../../frames/zoom.ts";
import { pannedBy, zoomedAt } from "../../frames/zoom.ts";
import { panPixelsOf, scrollPixelsOf, WheelGesture, zoomFactorOf } from "../../icicle/wheel-gesture.ts";

/** CSS pixels by which a pressed pointer has to move to be a drag, not a click. */
const DRAG_DISTANCE = 4;

export interface GestureTarget {
  /** The zoom of this moment, not of the last drawing. */
  readonly zoom: () => Zoom;
  readonly minSpan: number;
  /** The zoom follows the hand. */
  readonly onZoom: (zoom: Zoom) => void;
}

interface Drag {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly zoom: Zoom;
  readonly scrollTop: number;
  isMoving: boolean;
}

/** Wheel, pinch and drag on the icicle. Gives whether the click that follows is the end of a drag. */
export function useIcicleGestures(viewport: RefObject<HTMLElement | null>, target: GestureTarget): () => boolean {
  const latest = useRef(target);
  latest.current = target;
  const drag = useRef<Drag | null>(null);

  useEffect(() => {
    const area = viewport.current;
    if (area === null) return;
    const gesture = new WheelGesture();

    const onWheel = (event: WheelEvent): void => {
      const mode = gesture.modeOf(event);
      /* Left alone, ctrl would zoom all of DevTools, and shift would go back in its history. */
      if (mode !== "scroll" || event.ctrlKey || event.metaKey) event.preventDefault();
      const { zoom, minSpan, onZoom } = latest.current;
      if (mode === "zoom") {
        const at = (event.clientX - area.getBoundingClientRect().left) / area.clientWidth;
        onZoom(zoomedAt(zoom(), Math.max(0, Math.min(1, at)), zoomFactorOf(event), minSpan));
      } else if (mode === "pan") {
        onZoom(pannedBy(zoom(), panPixelsOf(event) / area.clientWidth));
      } else if (event.defaultPrevented) {
        area.scrollTop += scrollPixelsOf(event);
      }
    };

    const onPointerDown = (event: PointerEvent): void => {
      drag.current = null;
      /* Beyond the client width is the scrollbar. A finger scrolls by itself. */
      const isInside = event.clientX - area.getBoundingClientRect().left < area.clientWidth;
      if (event.button !== 0 || event.pointerType !== "mouse" || !isInside) return;
      const { pointerId: pointer, clientX: x, clientY: y } = event;
      drag.current = { pointer, x, y, zoom: latest.current.zoom(), scrollTop: area.scrollTop, isMoving: false };
    };

    const onPointerMove = (event: PointerEvent): void => {
      const held = drag.current;
      if (held === null || held.pointer !== event.pointerId || (event.buttons & 1) === 0) return;
      const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
      if (!held.isMoving) {
        if (Math.hypot(dx, dy) < DRAG_DISTANCE) return;
        held.isMoving = true;
        area.setPointerCapture(held.pointer);
        area.classList.add("dragged");
      }
      latest.current.onZoom(pannedBy(held.zoom, -dx / area.clientWidth));
      area.scrollTop = held.scrollTop - dy;
    };

    const onPointerEnd = (): void => area.classList.remove("dragged");

    area.addEventListener("wheel", onWheel, { passive: false });
    area.addEventListener("pointerdown", onPointerDown);
    area.addEventListener("pointermove", onPointerMove);
    area.addEventListener("pointerup", onPointerEnd);
    area.addEventListener("pointercancel", onPointerEnd);
    return () => {
      area.removeEventListener("wheel", onWheel);
      area.removeEventListener("pointerdown", onPointerDown);
      area.removeEventListener("pointermove", onPointerMove);
      area.removeEventListener("pointerup", onPointerEnd);
      area.removeEventListener("pointercancel", onPointerEnd);
    };
  }, [viewport]);

  return () => drag.current?.isMoving === true;
}
