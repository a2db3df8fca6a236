import { findBox } from "../../core/flamegraph/transforms/box-path.ts";
import { boxPathTextOf } from "../panel/frames/box.ts";
import { browserOutlet } from "../panel/services/browser-outlet.ts";
import { createNameMatcher } from "../panel/services/name-matcher.ts";
import { copyText } from "../panel/store/copying.ts";
import type { FramePanel } from "../panel/store/frame-panel.ts";
import { PatternSearch } from "../panel/store/pattern-search.ts";
import { ShownFrames } from "../panel/store/shown-frames.ts";
import { createInitialState, currentSnapshotOf, type DiffSide, wantedDerivationOf } from "../panel/store/state.ts";
import { createStore } from "../panel/store/store.ts";
import type { ViewName } from "../panel/store/view-name.ts";
import type { ViewerSide } from "../panel/store/viewer-file.ts";
import { Work } from "../panel/store/work.ts";
import { deriveTables } from "./derive-tables.ts";
import type { ViewerData } from "./read-data.ts";

/** Those that need neither a page nor objects. */
const VIEWS: readonly ViewName[] = ["icicle", "changes", "tree-table", "types"];
/** Of the one snapshot that there is. */
const NUMBER = 1;

/** The panel's store, which shows the frames of the file as they were shown in the panel. `startMatcher` starts the worker that tries regular expressions. */
export function createViewerPanel(data: ViewerData, startMatcher: () => Worker): FramePanel {
  const { about } = data;
  const { scope, measure, order, sizeUnit, focus, view } = about;
  const store = createStore({
    ...createInitialState("light", "no-permission"),
    views: VIEWS,
    scope,
    measure,
    order,
    sizeUnit,
  });
  const work = new Work(store);
  const derivation = wantedDerivationOf(store.state);
  const [before, ...others] = about.sides.map(toDiffSide);
  const after = others.pop();
  store.dispatch({
    type: "snapshot-added",
    number: NUMBER,
    title: about.title,
    origin:
      before === undefined || after === undefined
        ? { source: "folded-file" }
        : { source: "diff", before, between: others, after, caveats: about.caveats },
    derived: deriveTables(data, derivation),
    derivation,
    askedAt: 0,
  });
  store.dispatch({ type: "view-chosen", view });
  const frames = currentSnapshotOf(store.state)?.derived.frames;
  const box = frames === undefined || focus === null ? null : findBox(frames, focus);
  if (box !== null) store.dispatch({ type: "box-focused", box: box.head });
  new ShownFrames(store, { derive: async (_, wanted) => deriveTables(data, wanted) }, work);
  new PatternSearch(store, createNameMatcher(startMatcher));
  return {
    store,
    copyText: (text) => copyText(store, browserOutlet, text),
    async copyPath(at) {
      const shown = currentSnapshotOf(store.state);
      if (shown !== null) await copyText(store, browserOutlet, boxPathTextOf(shown.derived.frames, at));
    },
    escape: () => store.dispatch({ type: "escaped" }),
  };
}

/** Frames without objects, as those of a file of stacks. */
function toDiffSide({ number, title, hasClosures, page, totalSize, counts }: ViewerSide): DiffSide {
  return { number, title, kind: "stacks", hasClosures, page, totalSize, usedHeapSize: 0, keptBytes: 0, counts };
}
