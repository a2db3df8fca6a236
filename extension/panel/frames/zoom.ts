/** The displayed part of the focus, in parts of its width: `0 … 1` is all of it. */
export interface Zoom {
  readonly from: number;
  readonly to: number;
}

export const WHOLE: Zoom = { from: 0, to: 1 };

/** Beyond this, sums of bytes have no more digits. */
const MIN_SPAN = 1e-12;

export function isWhole(zoom: Zoom): boolean {
  return zoom.from <= 0 && zoom.to >= 1;
}

export function isSameZoom(one: Zoom, other: Zoom): boolean {
  return one.from === other.from && one.to === other.to;
}

/** The span moved into the focus, and made no narrower than `minSpan`. */
export function createZoom(from: number, span: number, minSpan = MIN_SPAN): Zoom {
  const held = Math.min(1, Math.max(span, minSpan, MIN_SPAN));
  if (held >= 1) return WHOLE;
  const start = Math.min(1 - held, Math.max(0, from + (span - held) / 2));
  return { from: start, to: start + held };
}

/** Shows `factor` times as much or little; the point `at` (0 … 1 of the view) stays where it is. */
export function zoomedAt(zoom: Zoom, at: number, factor: number, minSpan: number): Zoom {
  const span = zoom.to - zoom.from;
  const held = Math.min(1, Math.max(span * factor, minSpan, MIN_SPAN));
  return createZoom(zoom.from + at * (span - held), held, minSpan);
}

/** Moved by `part` of the view, to the right for more than 0. */
export function pannedBy(zoom: Zoom, part: number): Zoom {
  const span = zoom.to - zoom.from;
  return createZoom(zoom.from + part * span, span, span);
}

/** Moved just enough to display the middle of `from … to`; unchanged if it is displayed already. */
export function pannedTo(zoom: Zoom, from: number, to: number): Zoom {
  if (from < zoom.to && to > zoom.from) return zoom;
  const span = zoom.to - zoom.from;
  return createZoom((from + to - span) / 2, span, span);
}

/**
 * Between two zooms, `t` from 0 to 1. The span goes by equal ratios, and the point that both have at the same place stays there: a straight line would
 * rush at one end.
 */
export function zoomBetween(one: Zoom, other: Zoom, t: number): Zoom {
  if (t >= 1) return other;
  const before = one.to - one.from;
  const after = other.to - other.from;
  const span = before * (after / before) ** t;
  const part = Math.abs(after - before) < 1e-9 * before ? t : (before - span) / (before - after);
  const from = one.from + (other.from - one.from) * part;
  return { from, to: from + span };
}
