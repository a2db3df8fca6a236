import type { ComponentChildren } from "preact";
import { Icon } from "../parts/icon.tsx";

interface SortHeadProps {
  readonly name: ComponentChildren;
  readonly meaning: string;
  /** How the rows are sorted by this column. */
  readonly direction: "ascending" | "descending" | "none";
  readonly cellClass?: string;
  readonly buttonClass?: string;
  onSort(): void;
}

/** The head of a column by which rows can be sorted. */
export function SortHead({ name, meaning, direction, cellClass, buttonClass, onSort }: SortHeadProps) {
  return (
    <th scope="col" class={cellClass} aria-sort={direction}>
      <button type="button" class={buttonClass} title={meaning} onClick={onSort}>
        {name}
        <span class={direction === "none" ? "sort-mark" : `sort-mark ${direction}`}>
          <Icon name="menu" />
        </span>
      </button>
    </th>
  );
}
