import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useElementSize } from "../parts/use-element-size.ts";
import { placeAfterScroll, scrollRangeOf, scrollTopFor, topToShow } from "./scroll-range.ts";

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
  /** CSS pixels of the element in which the rows stand. */
  readonly sheetHeight: number;
  /** Rows `first … end - 1` are to be in the document. */
  readonly first: number;
  readonly end: number;
  /** Rows in the document at most: by its index modulo this, a row that comes into sight takes the elements of one that left. */
  readonly slotCount: number;
  readonly firstVisible: number;
  readonly endVisible: number;
  /** Steps of Page Up and Page Down. */
  readonly rowsPerPage: number;
  /** CSS pixels from the top of the sheet to that of the row. */
  topOf(row: number): number;
  onScroll(event: { readonly currentTarget: EventTarget }): void;
}

const AT_START = { scrollTop: 0, top: 0 };

/** Of a list of any length only the rows in sight are in the document. */
export function useRowWindow({ pane, count, rowHeight, headHeight, current }: RowList): RowWindow {
  const size = useElementSize(pane);
  const height = Math.max(0, size.height - headHeight);
  const range = scrollRangeOf(count * rowHeight, height);
  const [place, setPlace] = useState(AT_START);

  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null || current < 0 || height === 0) return;
    const { top } = placeAfterScroll(range, place, element.scrollTop);
    const wanted = topToShow(range, top, current, rowHeight);
    if (wanted !== top) element.scrollTop = scrollTopFor(range, wanted);
    setPlace({
      scrollTop: element.scrollTop,
      top: range.listHeight === range.sheetHeight ? element.scrollTop : wanted,
    });
  }, [current, height, rowHeight]);

  const firstVisible = Math.floor(place.top / rowHeight);
  const endVisible = Math.ceil((place.top + height) / rowHeight);
  const shift = place.top - place.scrollTop;
  return {
    width: size.width,
    sheetHeight: range.sheetHeight,
    first: Math.max(0, firstVisible - SPARE_ROWS),
    end: Math.min(count, endVisible + SPARE_ROWS),
    slotCount: Math.ceil(height / rowHeight) + 1 + 2 * SPARE_ROWS,
    firstVisible,
    endVisible,
    rowsPerPage: Math.max(1, Math.floor(height / rowHeight) - 1),
    topOf: (row) => row * rowHeight - shift,
    onScroll: ({ currentTarget }) => {
      const { scrollTop } = currentTarget as HTMLElement;
      setPlace((last) => placeAfterScroll(range, last, scrollTop));
    },
  };
}
