import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import { NO_BOX } from "../../frames/box.ts";
import { rowOf } from "../../icicle/layout.ts";

/** CSS pixels. */
export const ROW_HEIGHT = 19;

/** The focus stands among the upper rows, with its nearest ancestors above it. */
const ROWS_ABOVE_FOCUS = 3;

interface ScrollTarget {
  readonly arrangement: Arrangement;
  readonly focus: number;
  readonly selected: number;
  /** Of the viewport, in CSS pixels. */
  readonly height: number;
}

export interface IcicleScroll {
  /** CSS pixels. */
  readonly top: number;
  /** The rows in sight. */
  readonly firstRow: number;
  readonly endRow: number;
  onScroll(event: { readonly currentTarget: HTMLElement }): void;
}

/** How far the icicle is scrolled down. A new focus and a new selection scroll into sight. */
export function useIcicleScroll(viewport: RefObject<HTMLElement | null>, target: ScrollTarget): IcicleScroll {
  const { arrangement, focus, selected, height } = target;
  const [scrollTop, setScrollTop] = useState(0);

  const scrollTo = (top: number): void => {
    if (viewport.current === null) return;
    viewport.current.scrollTop = top;
    setScrollTop(viewport.current.scrollTop);
  };

  useLayoutEffect(() => {
    const top = rowOf(arrangement, focus) * ROW_HEIGHT;
    const isHigh = top >= scrollTop && top <= scrollTop + height / 3;
    if (!isHigh) scrollTo(Math.max(0, top - ROWS_ABOVE_FOCUS * ROW_HEIGHT));
    /* Only a new focus moves the view; scrolling away from it is the user's choice. */
  }, [arrangement.frames, focus]);

  useLayoutEffect(() => {
    if (selected === NO_BOX || height === 0) return;
    const top = rowOf(arrangement, selected) * ROW_HEIGHT;
    if (top < scrollTop) scrollTo(top);
    else if (top + ROW_HEIGHT > scrollTop + height) scrollTo(top + ROW_HEIGHT - height);
  }, [arrangement.frames, selected]);

  return {
    top: scrollTop,
    firstRow: Math.max(0, Math.floor(scrollTop / ROW_HEIGHT)),
    endRow: Math.ceil((scrollTop + height) / ROW_HEIGHT),
    onScroll: (event) => setScrollTop(event.currentTarget.scrollTop),
  };
}
