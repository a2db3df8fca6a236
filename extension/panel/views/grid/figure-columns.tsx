import type { BeforeAfter } from "../../frames/change.ts";
import { writeDifference } from "../../frames/change.ts";
import { writeCount, writeExact, writeShare, writeSize, writeSizeRange } from "../../frames/figures.ts";
import type { Column, SortableColumn } from "./column.ts";

/** What these columns still ask for. */
type Head<Row> = Pick<Column<Row>, "id" | "head" | "meaning" | "width"> & Partial<SortableColumn<Row>>;

/** Sizes; exact bytes describe the cells that are rounded. */
export function bytesColumn<Row>(head: Head<Row>, bytesOf: (row: Row) => number): SortableColumn<Row> {
  return {
    align: "end",
    text: (row) => writeSize(bytesOf(row)),
    title: (row) => exactOf(bytesOf(row)),
    sortKey: bytesOf,
    ...head,
  };
}

function exactOf(size: number, maxSize = size): string | undefined {
  return writeExact(size, maxSize) || undefined;
}

/** Sizes of which JavaScript sees a least and a most. */
export function rangeColumn<Row>(
  head: Head<Row>,
  leastOf: (row: Row) => number,
  mostOf: (row: Row) => number,
): SortableColumn<Row> {
  return {
    align: "end",
    text: (row) => writeSizeRange(leastOf(row), mostOf(row)),
    title: (row) => exactOf(leastOf(row), mostOf(row)),
    sortKey: leastOf,
    ...head,
  };
}

export function countColumn<Row>(head: Head<Row>, countOf: (row: Row) => number): SortableColumn<Row> {
  return { align: "end", text: (row) => writeCount(countOf(row)), sortKey: countOf, ...head };
}

/** Parts of a whole, from 0 to 1, with a bar. */
export function shareColumn<Row>(head: Head<Row>, partOf: (row: Row) => number): SortableColumn<Row> {
  const text = (row: Row): string => writeShare(partOf(row));
  return {
    align: "end",
    text,
    cell: (row) => <BarCell part={partOf(row)} text={text(row)} />,
    sortKey: partOf,
    ...head,
  };
}

/** By how much a figure changed, with its sign; the colour repeats it. */
export function differenceColumn<Row>(
  head: Head<Row>,
  measure: "size" | "count",
  changeOf: (row: Row) => BeforeAfter,
): SortableColumn<Row> {
  const differenceOf = (row: Row): number => {
    const { before, after } = changeOf(row);
    return after - before;
  };
  return {
    align: "end",
    text: (row) => writeDifference(changeOf(row), measure),
    title: (row) => (measure === "size" ? exactOf(Math.abs(differenceOf(row))) : undefined),
    cellClass: (row) => {
      const difference = differenceOf(row);
      return difference > 0 ? "grown" : difference < 0 ? "shrunk" : "";
    },
    sortKey: differenceOf,
    ...head,
  };
}

interface BarCellProps {
  readonly part: number;
  readonly text: string;
}

/** A figure on a bar as long as its part of the whole. */
export function BarCell({ part, text }: BarCellProps) {
  return (
    <>
      <span class="share-bar" style={{ width: `${Math.min(100, part * 100)}%` }} />
      <span class="on-bar">{text}</span>
    </>
  );
}
