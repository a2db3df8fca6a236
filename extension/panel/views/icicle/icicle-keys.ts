import type { Arrangement } from "../../frames/arrangement.ts";
import { NO_BOX, TOP_BOX } from "../../frames/box.ts";
import type { Zoom } from "../../frames/zoom.ts";
import { pannedBy, zoomedAt } from "../../frames/zoom.ts";
import type { Sight } from "../../icicle/viewport.ts";
import { isTooNarrow, middleInSight, minSpanOf, zoomToShow } from "../../icicle/zoom-to-box.ts";
import type { FramePanel } from "../../store/frame-panel.ts";
import { commandOf } from "../../store/shortcuts.ts";

/** How much less is displayed after a key that zooms in, and by what part of the view a key moves it. */
const KEY_ZOOM = 0.6;
const KEY_PAN = 0.25;

interface KeyTarget {
  readonly arrangement: Arrangement;
  readonly sight: Sight;
  readonly selected: number;
  /** Device pixels. */
  readonly pixelWidth: number;
  openMenu(): void;
}

/** What the keys of the icicle do. */
export function icicleKeys(panel: FramePanel, target: KeyTarget): (event: KeyboardEvent) => void {
  const { dispatch } = panel.store;
  const { arrangement, sight, selected, pixelWidth, openMenu } = target;
  const { focus, zoom } = sight;
  const zoomTo = (next: Zoom): void => dispatch({ type: "zoomed", zoom: next });

  /** Where the selected box is too narrow to be drawn, its neighbours and it get room; else it gets all of it. */
  const enter = (): void => {
    const isNarrow = selected !== NO_BOX && isTooNarrow(arrangement, sight, selected, pixelWidth);
    if (isNarrow) zoomTo(zoomToShow(arrangement, focus, selected, pixelWidth));
    else dispatch({ type: "selection-focused" });
  };

  /** Keys zoom at the selected box if it is displayed, else in the middle. */
  const zoomBy = (factor: number): void => {
    const at = selected === NO_BOX ? 0.5 : middleInSight(arrangement, sight, selected);
    zoomTo(zoomedAt(zoom, at >= 0 && at <= 1 ? at : 0.5, factor, minSpanOf(arrangement, focus)));
  };

  return (event) => {
    const command = commandOf("icicle", event);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (command === "focus") enter();
    else if (command === "reset") dispatch({ type: "box-focused", box: TOP_BOX });
    else if (command === "focus-undo") dispatch({ type: "focus-undone" });
    else if (command === "zoom-in") zoomBy(KEY_ZOOM);
    else if (command === "zoom-out") zoomBy(1 / KEY_ZOOM);
    else if (command === "pan-left") zoomTo(pannedBy(zoom, -KEY_PAN));
    else if (command === "pan-right") zoomTo(pannedBy(zoom, KEY_PAN));
    else if (command === "menu") openMenu();
    else dispatch({ type: "selection-moved", direction: command });
  };
}
