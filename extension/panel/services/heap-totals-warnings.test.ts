import { expect, test } from "vitest";
import { heapTotalsWarnings } from "./heap-totals-warnings.ts";

const MIB = 1024 * 1024;
const NOTHING = { heap: 20 * MIB, spareItems: 0, spareFields: 0, spareKeys: 0, numberBoxes: 0 };

test("spare capacity of arrays is said of the heap as a whole", () => {
  expect(heapTotalsWarnings({ ...NOTHING, spareItems: 5 * MIB })).toEqual([
    {
      code: "heap-totals",
      path: "",
      detail:
        "5.0 MiB of this page’s JS heap (25 %) are spare capacity of arrays, as V8 counts them for the whole heap; a walk cannot see in which arrays.",
    },
  ]);
});

test("each total that matters has a sentence", () => {
  const all = { heap: 20 * MIB, spareItems: MIB, spareFields: MIB, spareKeys: MIB, numberBoxes: MIB };
  expect(heapTotalsWarnings(all)).toHaveLength(4);
});

test("a hundredth of the heap, or what an empty page has, is not worth a sentence", () => {
  expect(heapTotalsWarnings({ ...NOTHING, spareItems: NOTHING.heap / 100 })).toEqual([]);
  expect(heapTotalsWarnings({ ...NOTHING, heap: MIB, numberBoxes: 60 * 1024 })).toEqual([]);
});

test("a browser that does not say is not warned of", () => {
  expect(heapTotalsWarnings(undefined)).toEqual([]);
});
