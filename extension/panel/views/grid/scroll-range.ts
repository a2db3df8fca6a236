/*
 * The compositor places things in floats, which hold every whole pixel up to 2 ** 24 only, and no element can be much higher than twice that. A longer list
 * gets a sheet of this height. It still scrolls pixel by pixel; when the user drags the scrollbar, the sheet stands for all of the list.
 *
 *     list   0 ├───────────┤ top ├─────────────────────────┤ rowCount * rowHeight
 *     sheet  0 ├──────┤ scrollTop ├─────────────┤ sheetHeight        shift = top - scrollTop
 */
const MAX_SHEET_HEIGHT = 12_000_000;

/** Screens that one turn of the wheel, or one key, never passes. */
const SMALL_STEP_SCREENS = 3;

/** CSS pixels, all of them. */
export interface ScrollRange {
  /** Of all rows. */
  readonly listHeight: number;
  /** Of the element that scrolls. */
  readonly sheetHeight: number;
  /** Of the part in view. */
  readonly viewHeight: number;
}

export interface ScrollPlace {
  /** As the element says. */
  readonly scrollTop: number;
  /** The part of the list in view begins here. */
  readonly top: number;
}

export function scrollRangeOf(listHeight: number, viewHeight: number): ScrollRange {
  return { listHeight, sheetHeight: Math.min(listHeight, MAX_SHEET_HEIGHT), viewHeight };
}

/** Where the list is after the element was scrolled. */
export function placeAfterScroll(range: ScrollRange, last: ScrollPlace, scrollTop: number): ScrollPlace {
  const { listHeight, sheetHeight, viewHeight } = range;
  if (listHeight === sheetHeight) return { scrollTop, top: scrollTop };
  const step = scrollTop - last.scrollTop;
  if (step === 0) return last;
  const lastTop = listHeight - viewHeight;
  const lastScrollTop = sheetHeight - viewHeight;
  if (scrollTop <= 0) return { scrollTop, top: 0 };
  /* A screen that is not a whole number of pixels high may stop a fraction before. */
  if (scrollTop >= lastScrollTop - 1) return { scrollTop, top: lastTop };
  const top =
    Math.abs(step) <= SMALL_STEP_SCREENS * viewHeight ? last.top + step : (scrollTop / lastScrollTop) * lastTop;
  return { scrollTop, top: Math.max(0, Math.min(lastTop, top)) };
}

/** Where the element has to be scrolled to for the list to begin at `top`. Near the ends it is as far from them as the list is, so that the wheel reaches them. */
export function scrollTopFor({ listHeight, sheetHeight, viewHeight }: ScrollRange, top: number): number {
  const lastTop = listHeight - viewHeight;
  const lastScrollTop = sheetHeight - viewHeight;
  const near = SMALL_STEP_SCREENS * viewHeight;
  if (listHeight === sheetHeight || top <= near) return top;
  if (lastTop - top <= near) return lastScrollTop - (lastTop - top);
  return (top / lastTop) * lastScrollTop;
}

/** The start of the part in view that has the row in it: a step scrolls by a row, a jump puts the row in the middle. */
export function topToShow(
  { viewHeight, listHeight }: ScrollRange,
  top: number,
  row: number,
  rowHeight: number,
): number {
  const rowTop = row * rowHeight;
  const above = top - rowTop;
  const below = rowTop + rowHeight - top - viewHeight;
  if (Math.max(above, below) > 2 * rowHeight) {
    const middle = rowTop - (viewHeight - rowHeight) / 2;
    return Math.max(0, Math.min(listHeight - viewHeight, middle));
  }
  if (above > 0) return rowTop;
  return below > 0 ? top + below : top;
}
