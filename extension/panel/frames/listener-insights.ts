import { type FrameTable, frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import { isTypeKind, KIND_GROUP, KIND_LISTENERS } from "../../../core/graph/graph.ts";
import { headOf, isInside, readableName } from "./box.ts";
import { writeCount, writeSize } from "./figures.ts";
import { type Insight, type InsightPlace, type InsightSources, placesOf } from "./insight.ts";

/** So many listeners of one type, at targets of one name, are worth a look. */
const MANY_LISTENERS = 20;

interface ListenersOfType {
  readonly box: number;
  readonly target: string;
  readonly type: string;
  readonly count: number;
  readonly size: number;
}

/** A card for listeners of which there are many of one type at targets of one name. */
export function listenerInsights({ frames, focus }: InsightSources): Insight[] {
  const many = listenersIn(frames)
    .filter(({ box, count }) => count >= MANY_LISTENERS && isInside(frames, box, focus))
    .sort((one, other) => other.size - one.size || other.count - one.count);
  if (many.length === 0) return [];
  const count = many.reduce((sum, row) => sum + row.count, 0);
  const size = many.reduce((sum, row) => sum + row.size, 0);
  const places = many.map(
    (row): InsightPlace => ({
      box: row.box,
      holder: row.box,
      note: `${writeCount(row.count)} ${row.type} listeners on ${row.target}, ${writeSize(row.size)}`,
    }),
  );
  return [
    {
      title: "Many listeners",
      sentence: `${writeCount(count)} listeners, ${MANY_LISTENERS} or more of each type at targets of one name. The bytes are those that are charged to them.`,
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

/** Each type of events below each name of targets. */
function listenersIn(frames: FrameTable): ListenersOfType[] {
  const { count, kind, subtreeEnd, selfCount, totalSize } = frames;
  const rows: ListenersOfType[] = [];
  for (let target = 1; target < count; ) {
    if (kind[target] !== KIND_LISTENERS) {
      /* They are roots, or stand in a group of roots. */
      target = kind[target] === KIND_GROUP ? target + 1 : subtreeEnd[target];
      continue;
    }
    for (let type = target + 1; type < subtreeEnd[target]; type = subtreeEnd[type]) {
      if (!isTypeKind(kind[type]) || selfCount[type] === 0) continue;
      rows.push({
        box: headOf(frames, type),
        target: readableName(frameNameOf(frames, target)),
        type: readableName(frameNameOf(frames, type)),
        count: selfCount[type],
        size: totalSize[type],
      });
    }
    target = subtreeEnd[target];
  }
  return rows;
}
