import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Inner size in CSS pixels, scrollbars left out, and device pixels per CSS pixel. */
export interface ElementSize {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

export function useElementSize(element: RefObject<HTMLElement | null>): ElementSize {
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0, pixelRatio: 1 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = (): void => {
      const next = { width: measured.clientWidth, height: measured.clientHeight, pixelRatio: devicePixelRatio };
      setSize((last) =>
        last.width === next.width && last.height === next.height && last.pixelRatio === next.pixelRatio ? last : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    /* A zoom that keeps the size in CSS pixels changes the ratio alone. */
    addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      removeEventListener("resize", measure);
    };
  }, [element]);
  return size;
}
