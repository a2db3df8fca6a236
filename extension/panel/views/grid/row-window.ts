import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useElementSize } from "../parts/use-element-size.ts";

/** Rows in the document above and below the visible ones. */
const SPARE_ROWS = 8;

interface RowList {
  /** What scrolls. */
  readonly pane: RefObject<HTMLElement | null>;
  readonly count: number;
  /** CSS pixels. */
  readonly rowHeight: number;
  /** CSS pixels at the top of the pane that do not scroll away. */
  readonly headHeight: number;
  /** The row that is brought into sight whenever it is another one; -1 for none. */
  readonly current: number;
}

export interface RowWindow {
  /** Inner width of the pane in CSS pixels. */
  readonly width: number;
  /** Rows `first … end - 1` are to be in the document. */
  readonly first: number;
  readonly end: number;
  /** Rows in the document at most: by its index modulo this, a row that comes into sight takes the elements of one that left. */
  readonly slotCount: number;
  readonly firstVisible: number;
  readonly endVisible: number;
  /** Steps of Page Up and Page Down. */
  readonly rowsPerPage: number;
  onScroll(event: { readonly currentTarget: HTMLElement }): void;
}

/** Of a list of any length only the rows in sight are in the document. */
export function useRowWindow({ pane, count, rowHeight, headHeight, current }: RowList): RowWindow {
  const size = useElementSize(pane);
  const height = Math.max(0, size.height - headHeight);
  const [scrollTop, setScrollTop] = useState(0);

  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null || current < 0 || height === 0) return;
    const top = current * rowHeight;
    const above = element.scrollTop - top;
    const below = top + rowHeight - element.scrollTop - height;
    /* A step scrolls by a row; a jump puts the row in the middle. */
    if (Math.max(above, below) > 2 * rowHeight) element.scrollTop = top - (height - rowHeight) / 2;
    else if (above > 0) element.scrollTop = top;
    else if (below > 0) element.scrollTop += below;
    setScrollTop(element.scrollTop);
  }, [current, height, rowHeight]);

  const firstVisible = Math.floor(scrollTop / rowHeight);
  const endVisible = Math.ceil((scrollTop + height) / rowHeight);
  return {
    width: size.width,
    first: Math.max(0, firstVisible - SPARE_ROWS),
    end: Math.min(count, endVisible + SPARE_ROWS),
    slotCount: Math.ceil(height / rowHeight) + 1 + 2 * SPARE_ROWS,
    firstVisible,
    endVisible,
    rowsPerPage: Math.max(1, Math.floor(height / rowHeight) - 1),
    onScroll: (event) => setScrollTop(event.currentTarget.scrollTop),
  };
}
