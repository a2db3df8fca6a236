import { frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import type { DetachedRow } from "../../../core/flamegraph/questions/detached.ts";
import { headOf, isInside, readableName } from "./box.ts";
import { writeCount, writeSize } from "./figures.ts";
import { type Insight, type InsightSources, placesOf } from "./insight.ts";
import { namedBoxOf } from "./path-text.ts";

/** A card for the trees of nodes that are in no displayed document, with their holders. */
export function detachedInsights({ kind, frames, focus, detached }: InsightSources): Insight[] {
  const inFocus = detached
    .filter(({ holder, frame }) => holder >= 0 && frame >= 0 && isInside(frames, headOf(frames, frame), focus))
    .sort((one, other) => other.size - one.size || other.nodes - one.nodes);
  if (inFocus.length === 0) return [];
  const sumOf = (figureOf: (row: DetachedRow) => number): number =>
    inFocus.reduce((sum, row) => sum + figureOf(row), 0);
  const trees = sumOf((row) => row.trees);
  const nodes = sumOf((row) => row.nodes);
  const size = sumOf((row) => row.size);
  const places = inFocus.map((row) => ({
    box: headOf(frames, row.frame),
    holder: namedBoxOf(frames, headOf(frames, row.holder)),
    note: [
      row.component === -1 ? "" : `component ${readableName(frameNameOf(frames, row.component))}`,
      writeTrees(row.trees),
      writeSize(row.size),
    ]
      .filter((part) => part !== "")
      .join(", "),
  }));
  return [
    {
      title: "Detached DOM trees",
      sentence: `${writeNodes(nodes)} in ${writeTrees(trees)} ${nodes === 1 ? "is" : "are"} not in ${kind === "heap" ? "the document" : "a document that is displayed"}, and ${nodes === 1 ? "is" : "are"} kept by what refers to ${nodes === 1 ? "it" : "them"}. The bytes are those of the nodes, and of all that only they hold.`,
      size,
      maxSize: size,
      isEstimate: false,
      sample: "",
      sampleNode: -1,
      ...placesOf(places),
      table: null,
    },
  ];
}

function writeTrees(count: number): string {
  return count === 1 ? "1 tree" : `${writeCount(count)} trees`;
}

function writeNodes(count: number): string {
  return count === 1 ? "1 node" : `${writeCount(count)} nodes`;
}
