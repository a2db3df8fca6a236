import { useLayoutEffect, useMemo } from "preact/hooks";
import { NO_BOX } from "../../frames/box.ts";
import { isInMatch, isMatch } from "../../frames/search.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** For a view that lists paths: a row has a match if a step of its path is one, and Find goes through these rows alone. */
interface ListedMatches {
  /** Of the row of a box. */
  rowClass(box: number): string;
  isFound(box: number): boolean;
}

/** `boxes` are those of all rows, as they stand; NO_BOX for a row without one. */
export function useListedMatches(boxes: ArrayLike<number>): ListedMatches {
  const { dispatch } = usePanel().store;
  const matches = usePanelState((state) => state.search.matches);
  const isFound = (box: number): boolean => box !== NO_BOX && isInMatch(matches, box);
  const listed = useMemo(() => {
    const found = new Set<number>();
    if (matches.boxes.length > 0) for (let i = 0; i < boxes.length; i++) if (isFound(boxes[i])) found.add(boxes[i]);
    return [...found];
  }, [boxes, matches]);
  useLayoutEffect(() => {
    dispatch({ type: "matches-listed", listed: { of: "boxes", rows: listed } });
    return () => dispatch({ type: "matches-listed", listed: null });
  }, [listed]);
  return { isFound, rowClass: (box) => (!isFound(box) ? "" : isMatch(matches, box) ? "found" : "found-above") };
}
