import { useEffect, useMemo, useState } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import type { Zoom } from "../../frames/zoom.ts";
import { isWhole, WHOLE } from "../../frames/zoom.ts";
import { rowCountOf } from "../../icicle/layout.ts";

/** Rows are counted when the hand has come to rest: the count costs as much as a drawing. */
const REST_MS = 150;

/** Rows of the sheet. A zoom never removes any: the displayed rows would jump. */
export function useRowCount(arrangement: Arrangement, focus: number, zoom: Zoom, width: number): number {
  const whole = useMemo(() => rowCountOf({ arrangement, focus, zoom: WHOLE, width }), [arrangement, focus, width]);
  const [zoomed, setZoomed] = useState(0);
  useEffect(() => {
    if (isWhole(zoom)) return setZoomed(0);
    const timer = setTimeout(() => setZoomed(rowCountOf({ arrangement, focus, zoom, width })), REST_MS);
    return () => clearTimeout(timer);
  }, [arrangement, focus, zoom, width]);
  return Math.max(whole, zoomed);
}
