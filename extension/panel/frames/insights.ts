import { detachedInsights } from "./detached-insights.ts";
import type { Insight, InsightKind, InsightSources } from "./insight.ts";
import { listenerInsights } from "./listener-insights.ts";
import { offHeapInsights } from "./off-heap-insights.ts";
import { timelineInsights } from "./timeline-insights.ts";
import { toolInsights } from "./tool-insights.ts";
import { warningInsights } from "./warning-insights.ts";
import { wasteInsights } from "./waste-insights.ts";
import { watchedInsights } from "./watched-insights.ts";

/** The cards of what is in focus: most certain bytes first, then most possible ones, then what has no bytes. */
export function insightsOf(sources: InsightSources): readonly Insight[] {
  return [
    ...wasteInsights(sources),
    ...detachedInsights(sources),
    ...listenerInsights(sources),
    ...offHeapInsights(sources),
    ...timelineInsights(sources),
    ...watchedInsights(sources),
    ...toolInsights(sources),
    ...warningInsights(sources),
  ].sort((one, other) => other.size - one.size || other.maxSize - one.maxSize);
}

const LOOKED_FOR: Readonly<Record<InsightKind, string>> = {
  walked:
    "duplicate strings, detached DOM trees, many listeners of one type, oversized buffers, spare capacity, dictionary-mode objects, empty collections, sparse arrays, large off-heap memory, long performance timelines, memory of developer tools, and warnings",
  heap: "duplicate strings, detached DOM trees, empty arrays and plain objects, objects that only the console holds, and warnings",
  stacks: "spare capacity and warnings",
};

/** What was looked for, to go on with a sentence. */
export function lookedForIn(kind: InsightKind): string {
  return LOOKED_FOR[kind];
}
