import type { TimelineCounts } from "../../../core/graph/graph.ts";
import { LEAST_REACT_MEASURE, LEAST_TIMELINE_ENTRY } from "../../../core/layout/timeline-sizes.ts";
import { TOP_BOX } from "./box.ts";
import { writeCount } from "./figures.ts";
import type { Insight, InsightSources } from "./insight.ts";

/** So many entries are worth a look. */
const MANY_ENTRIES = 1000;

/** A card for the performance timeline, which no heap and no root has. */
export function timelineInsights({ focus, timeline }: InsightSources): Insight[] {
  if (timeline === undefined || focus !== TOP_BOX) return [];
  const { marks, measures, resources, reactMeasures } = timeline;
  const count = marks + measures + resources;
  if (count < MANY_ENTRIES) return [];
  const size = (count - reactMeasures) * LEAST_TIMELINE_ENTRY + reactMeasures * LEAST_REACT_MEASURE;
  return [
    {
      title: "User Timing",
      sentence: `The browser keeps ${writeKinds(timeline)} of the performance timeline outside of every heap, until the page clears them. The bytes are an estimate, the least that so many entries take.`,
      size,
      maxSize: size,
      isEstimate: true,
      sample: reactMeasures * 2 > measures ? "Most measures have the names that a React development build gives." : "",
      sampleNode: -1,
      places: [],
      morePlaces: 0,
      table: null,
    },
  ];
}

function writeKinds({ marks, measures, resources }: TimelineCounts): string {
  const kinds = [
    [measures, "measure"],
    [marks, "mark"],
    [resources, "resource"],
  ] as const;
  const parts = kinds
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${writeCount(count)} ${count === 1 ? name : `${name}s`}`);
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
