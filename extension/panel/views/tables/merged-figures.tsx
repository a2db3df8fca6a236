import type { ComponentChildren } from "preact";
import { shareOf } from "../../frames/box.ts";
import { writeBytes, writeCount, writeCountCell, writeShare, writeSize } from "../../frames/figures.ts";
import type { MergedRow } from "../../frames/merged-tree.ts";
import { DifferenceCell } from "./difference-cell.tsx";

/** What stands beside the names of a merged tree. */
export interface MergedFigures {
  /** Of the columns. */
  readonly heads: readonly string[];
  cells(row: MergedRow): ComponentChildren;
}

/** Sizes, and their shares of `whole`. */
export function sizesAsFigures(sizeName: string, whole: number): MergedFigures {
  return {
    heads: [sizeName, "Objects", "Boxes", "Share"],
    cells: ({ boxes, size, count }) => {
      const part = shareOf(size, whole);
      return (
        <>
          <td class="tree-table-cell" title={writeBytes(size)}>
            {writeSize(size)}
          </td>
          <td class="tree-table-cell">{writeCountCell(count)}</td>
          <td class="tree-table-cell">{writeCount(boxes.length)}</td>
          <td class="tree-table-cell share">
            <span class="share-bar" style={{ width: `${Math.min(100, part * 100)}%` }} />
            <span>{writeShare(part)}</span>
          </td>
        </>
      );
    },
  };
}

/** Differences, which have no whole: some are up and some are down. */
export function changesAsFigures(sizeName: string): MergedFigures {
  return {
    heads: [sizeName, "Objects", "Boxes"],
    cells: ({ boxes, size, count }) => (
      <>
        <DifferenceCell change={{ before: 0, after: size }} measure="size" />
        <DifferenceCell change={{ before: 0, after: count }} measure="count" />
        <td class="tree-table-cell">{writeCount(boxes.length)}</td>
      </>
    ),
  };
}
