import { type FrameTable, frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import { KIND_FIELD, KIND_GLOBAL, KIND_GROUP, KIND_STORAGE } from "../../../core/graph/graph.ts";
import { headOf, isInside } from "./box.ts";
import { writeSize } from "./figures.ts";
import { type Insight, type InsightSources, LEAST_INSIGHT, placesOf } from "./insight.ts";

/** What names of globals begin with, and whose they are. */
const TOOLS: readonly (readonly [prefix: string, tool: string])[] = [
  ["__REACT_DEVTOOLS_", "React DevTools"],
  ["__REDUX_DEVTOOLS_", "Redux DevTools"],
  ["__VUE_DEVTOOLS_", "Vue DevTools"],
  ["__PREACT_DEVTOOLS__", "Preact DevTools"],
  ["__playwright", "Playwright"],
  ["__pw", "Playwright"],
  ["__puppeteer", "Puppeteer"],
  ["__cypress", "Cypress"],
];

interface HeldByTool {
  readonly tool: string;
  readonly frame: number;
}

/** A card for what developer tools and automation keep in the page. */
export function toolInsights({ frames, focus }: InsightSources): Insight[] {
  const { totalSize, totalMaxSize } = frames;
  const held = [...toolGlobals(frames), ...reduxHistories(frames), ...loggedObjects(frames)]
    .filter(({ frame }) => isInside(frames, frame, focus))
    .sort((one, other) => totalSize[other.frame] - totalSize[one.frame]);
  const size = held.reduce((sum, { frame }) => sum + totalSize[frame], 0);
  const maxSize = held.reduce((sum, { frame }) => sum + totalMaxSize[frame], 0);
  if (maxSize < LEAST_INSIGHT) return [];
  const places = held.map(({ tool, frame }) => ({
    box: headOf(frames, frame),
    holder: headOf(frames, frame),
    note: `${tool}, ${writeSize(totalSize[frame])}`,
  }));
  return [
    {
      title: "Memory held by tools",
      sentence:
        "Developer tools or automation keep this. A page without them does not have it: measure such a page if it is in the way.",
      size,
      maxSize,
      isEstimate: false,
      sample: "",
      sampleNode: -1,
      ...placesOf(places),
      table: null,
    },
  ];
}

function toolGlobals(frames: FrameTable): HeldByTool[] {
  const { count, kind, subtreeEnd } = frames;
  const held: HeldByTool[] = [];
  for (let at = 1; at < count; at = kind[at] === KIND_GROUP ? at + 1 : subtreeEnd[at]) {
    if (kind[at] !== KIND_GLOBAL) continue;
    const name = frameNameOf(frames, at);
    const tool = TOOLS.find(([prefix]) => name.startsWith(prefix));
    if (tool !== undefined) held.push({ tool: tool[1], frame: at });
  }
  return held;
}

/** Redux DevTools replaces the store's state by one with all actions and the state after each. */
function reduxHistories({ count, names, name, kind, parent, subtreeEnd }: FrameTable): HeldByTool[] {
  const states = names.indexOf("computedStates");
  const actions = names.indexOf("actionsById");
  if (states === -1 || actions === -1) return [];
  const held: HeldByTool[] = [];
  for (let at = 1; at < count; at++) {
    if (name[at] !== states || kind[at] !== KIND_FIELD) continue;
    const around = parent[at];
    for (let beside = around + 1; beside < subtreeEnd[around]; beside = subtreeEnd[beside]) {
      if (name[beside] !== actions || kind[beside] !== KIND_FIELD) continue;
      held.push({ tool: "Redux DevTools", frame: at }, { tool: "Redux DevTools", frame: beside });
    }
  }
  return held;
}

/** V8's name for what the console holds of the objects that were logged. */
const CONSOLE_HANDLE = "DevTools console";

/** In a heap snapshot: logged objects that the page itself does not hold any more. */
function loggedObjects({ count, names, name, kind }: FrameTable): HeldByTool[] {
  const handle = names.indexOf(CONSOLE_HANDLE);
  if (handle === -1) return [];
  const held: HeldByTool[] = [];
  for (let at = 1; at < count; at++) {
    if (name[at] === handle && kind[at] === KIND_STORAGE) held.push({ tool: "console", frame: at });
  }
  return held;
}
