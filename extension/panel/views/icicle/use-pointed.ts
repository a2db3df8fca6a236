import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { headOf, NO_BOX } from "../../frames/box.ts";
import { boxIndexAt } from "../../icicle/hit-test.ts";
import type { BoxTable } from "../../icicle/layout.ts";
import { BOX_MORE } from "../../icicle/layout.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { ROW_HEIGHT } from "./use-icicle-scroll.ts";

/** What is under the pointer, and where that is in the icicle's viewport (CSS pixels). */
export interface Pointed {
  readonly box: number;
  /** What the box stands for, in the arrangement's list, if that is several siblings; `box` is the first of them. */
  readonly run: { readonly from: number; readonly to: number } | null;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

interface Drawn {
  readonly frames: FrameTable;
  readonly boxes: BoxTable;
  readonly pixelRatio: number;
  /** CSS pixels. */
  readonly scrollTop: number;
}

interface Pointer {
  /** What a pointer rests on, or `null`. */
  readonly pointed: Pointed | null;
  at(event: MouseEvent): Pointed | null;
  onMouseMove(event: MouseEvent): void;
  onMouseLeave(): void;
}

/** What is under the pointer. The panel learns of it, so that whatever changes the picture can end it. */
export function usePointed(viewport: RefObject<HTMLElement | null>, drawn: Drawn): Pointer {
  const { dispatch } = usePanel().store;
  const hovered = usePanelState((state) => state.hovered);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { frames, boxes, pixelRatio, scrollTop } = drawn;

  /* What is under a resting pointer changes with the picture; it is looked up again when the pointer moves. */
  useEffect(() => setPointed(null), [boxes]);

  const at = (event: MouseEvent): Pointed | null => {
    const area = viewport.current?.getBoundingClientRect();
    if (area === undefined) return null;
    const x = event.clientX - area.left;
    const y = event.clientY - area.top;
    const row = Math.floor((y + scrollTop) / ROW_HEIGHT);
    const index = boxIndexAt(boxes, row, Math.floor(x * pixelRatio));
    if (index < 0) return null;
    const run = (boxes.flags[index] & BOX_MORE) !== 0 ? { from: boxes.from[index], to: boxes.to[index] } : null;
    return { box: boxes.frame[index], run, row, x, y };
  };

  const point = (next: Pointed | null): void => {
    setPointed(next);
    dispatch({ type: "box-hovered", box: next === null ? NO_BOX : subjectOf(frames, next) });
  };

  return {
    pointed: pointed !== null && hovered === subjectOf(frames, pointed) ? pointed : null,
    at,
    onMouseMove: (event) => {
      if (event.buttons === 0) point(at(event));
    },
    onMouseLeave: () => point(null),
  };
}

/** Of several siblings the box around them. */
function subjectOf(frames: FrameTable, { box, run }: Pointed): number {
  return run === null ? box : headOf(frames, frames.parent[box]);
}
