import type { WasteKind } from "../../../core/flamegraph/questions/waste.ts";

/** The kinds of waste as the panel calls them. */
export const WASTE_NAMES: Readonly<Record<WasteKind, string>> = {
  "unused-capacity": "Spare capacity",
  "empty-collections": "Empty collections",
  "repeated-texts": "Duplicate strings",
  views: "Oversized buffers",
  dictionaries: "Dictionary-mode objects",
  "sparse-arrays": "Sparse arrays",
};
