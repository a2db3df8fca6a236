import type { MergedTree } from "../../frames/merged-tree.ts";
import type { GridId } from "../../store/column-choices.ts";
import type { Column } from "../grid/column.ts";
import { MergedRows } from "./merged-rows.tsx";

interface SandwichPart {
  readonly id: GridId;
  readonly tree: MergedTree;
  readonly figures: readonly Column<number>[];
  readonly meaning: string;
  /** Why there are no rows, if there are none. */
  readonly emptiness: string;
}

interface SandwichProps {
  /** The type. */
  readonly of: string;
  readonly owners: SandwichPart;
  readonly contents: SandwichPart;
}

/** Of a type: its owners above, its contents below. */
export function Sandwich({ of, owners, contents }: SandwichProps) {
  return (
    <div class="sandwich">
      <MergedRows {...owners} name="Owners" of={of} firstLevels={4} />
      <MergedRows {...contents} name="Contents" of={of} firstLevels={3} />
    </div>
  );
}
