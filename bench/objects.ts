import { takeSnapshot } from "../core/index.ts";
import { Deriver } from "../extension/panel/worker/derive.ts";
import type { Derivation, ObjectQuery } from "../extension/panel/worker/frame-api.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 5;
const OBJECTS = 1_000_000;
/** Rows of a window that is read. */
const WINDOW = 64;

const DERIVATION: Derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" };
const LIST: ObjectQuery = {
  target: { of: "type", name: "Item" },
  contents: "usual",
  sort: { column: "retained", direction: "descending" },
  bucket: null,
  text: "",
  found: null,
};

class Item {
  readonly id: number;
  readonly tags: readonly number[];
  constructor(id: number) {
    this.id = id;
    this.tags = id % 3 === 0 ? [id / 2] : [];
  }
}

/** The list of Objects, in Node, as the panel's worker makes it. In processor time, because others use the machine too. */
export const objectsBenchmark: Benchmark = {
  name: "objects",
  about: `a list of ${OBJECTS.toLocaleString("en")} objects in the panel's worker: made, sorted, filtered, read`,
  async run(report) {
    report("walking the objects");
    const items = new Map(Array.from({ length: OBJECTS }, (_, i) => [i, new Item(i)]));
    const bytes = takeSnapshot({ roots: { items } }).encode();
    const first: number[] = [];
    const sorted: number[] = [];
    const filtered: number[] = [];
    const read: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      report(`round ${round + 1} of ${ROUNDS}`);
      const deriver = new Deriver();
      deriver.openSnapshot(1, bytes.slice(), DERIVATION, "merged");
      first.push(timeOf(() => deriver.findObjects(1, DERIVATION, LIST)));
      sorted.push(
        timeOf(() => deriver.findObjects(1, DERIVATION, { ...LIST, sort: { column: "key", direction: "ascending" } })),
      );
      filtered.push(timeOf(() => deriver.findObjects(1, DERIVATION, { ...LIST, text: "999" })));
      const { list } = deriver.findObjects(1, DERIVATION, LIST);
      read.push(timeOf(() => deriver.readObjects(1, list ?? -1, OBJECTS / 2, WINDOW)));
    }
    const figures: Figure[] = [{ name: "objects", value: OBJECTS, unit: "rows" }];
    for (const [name, times] of [
      ["the first list, with dominators and the frames of all nodes", first],
      ["sorted by key", sorted],
      ["filtered by a text", filtered],
      [`${WINDOW} rows read`, read],
    ] as const) {
      figures.push({ name: `${name}: processor time`, value: medianOf(times), unit: "ms" });
    }
    return figures;
  },
};

function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
