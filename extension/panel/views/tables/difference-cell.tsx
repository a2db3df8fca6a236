import type { BeforeAfter } from "../../frames/change.ts";
import { writeDifference } from "../../frames/change.ts";
import { writeBytes } from "../../frames/figures.ts";

interface DifferenceCellProps {
  readonly change: BeforeAfter;
  readonly measure: "size" | "count";
}

/** By how much a figure changed, with its sign; the colour repeats it. */
export function DifferenceCell({ change, measure }: DifferenceCellProps) {
  const difference = change.after - change.before;
  const direction = difference > 0 ? "grown" : difference < 0 ? "shrunk" : "same";
  return (
    <td
      class={`tree-table-cell delta ${direction}`}
      title={measure === "size" ? writeBytes(Math.abs(difference)) : undefined}
    >
      {writeDifference(change, measure)}
    </td>
  );
}
