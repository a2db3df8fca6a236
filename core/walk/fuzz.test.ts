import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import { seedCount } from "../graph/seeds.fixture.ts";
import { Snapshot, startSnapshot, takeSnapshot } from "../snapshot/take-snapshot.ts";
import { HostileGraph } from "./hostile-objects.fixture.ts";

/* Seeds are in the names of failures: `FUZZ_SEED=17 npx vitest run core/walk/fuzz.test.ts` makes that graph alone. */
/** Graphs of one test. A slow machine has to make them within the limit against hanging. */
const BATCH = seedCount(1_000);
const BATCHES = 10;
const FIRST_OF_BATCH = Array.from({ length: BATCHES }, (_, batch) => 1 + batch * BATCH);
const ONLY_SEED = process.env.FUZZ_SEED;
const MAX_FAILURES = 5;
const MAX_OBJECTS = 150;
const POLICIES = ["owner", "root", "first"] as const;
const OPTIONS = { maxObjects: MAX_OBJECTS, dictionaryKeys: 20 };

/* Rejections of the graphs' promises and listeners are nobody's concern. */
const ignore = () => {};
beforeAll(() => void process.on("unhandledRejection", ignore));
afterAll(() => void process.off("unhandledRejection", ignore));

function eachSeed(first: number, count: number, check: (seed: number) => void): void {
  const from = ONLY_SEED === undefined ? first : Number(ONLY_SEED);
  const to = ONLY_SEED === undefined ? first + count : from + 1;
  const failures: string[] = [];
  for (let seed = from; seed < to && failures.length < MAX_FAILURES; seed++) {
    try {
      check(seed);
    } catch (error) {
      failures.push(`FUZZ_SEED=${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  if (failures.length > 0) throw new Error(failures.join("\n"));
}

function must(holds: boolean, text: () => string): void {
  if (!holds) throw new Error(text());
}

function sumOf(column: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i]!;
  return sum;
}

/** What holds for every snapshot, whatever was measured. */
function checkConserved(snapshot: Snapshot): void {
  const { totalSize, maxTotalSize, objectCount } = snapshot;
  must(Number.isInteger(totalSize) && totalSize >= 0, () => `totalSize is ${totalSize}`);
  must(maxTotalSize >= totalSize, () => `maxTotalSize ${maxTotalSize} below totalSize ${totalSize}`);
  must(objectCount <= MAX_OBJECTS, () => `${objectCount} objects`);
  must(snapshot.offHeapSize >= 0 && snapshot.offHeapSize <= totalSize, () => `offHeapSize ${snapshot.offHeapSize}`);
  for (const sharing of POLICIES) {
    const frames = snapshot.flamegraph({ sharing });
    const size = sumOf(frames.selfSize);
    must(size === totalSize, () => `frames by "${sharing}" sum to ${size}, the snapshot to ${totalSize}`);
    must(frames.totalSize[0] === totalSize, () => `frame 0 by "${sharing}" has ${frames.totalSize[0]}`);
    const maxSize = sumOf(frames.selfMaxSize);
    must(maxSize === maxTotalSize, () => `most by "${sharing}": frames ${maxSize}, snapshot ${maxTotalSize}`);
    const count = sumOf(frames.selfCount);
    must(count === objectCount, () => `objects by "${sharing}": frames ${count}, snapshot ${objectCount}`);
    for (let f = 0; f < frames.count; f++) {
      must(frames.selfSize[f]! >= 0, () => `frame ${f} by "${sharing}": ${frames.selfSize[f]} bytes`);
      must(frames.selfMaxSize[f]! >= frames.selfSize[f]!, () => `frame ${f} by "${sharing}": most below least`);
    }
    const few = snapshot.flamegraph({ sharing, maxFrames: 10 });
    must(few.totalSize[0] === totalSize, () => `10 frames by "${sharing}" sum to ${few.totalSize[0]}`);
  }
  const folded = snapshot.toFolded();
  let sum = 0;
  for (const line of folded.split("\n")) if (line !== "") sum += Number(line.slice(line.lastIndexOf(" ") + 1));
  must(sum === totalSize, () => `folded stacks sum to ${sum}, the snapshot to ${totalSize}`);
}

function checkRoundTrip(snapshot: Snapshot): Uint8Array {
  const bytes = snapshot.encode();
  const decoded = decodeGraph(bytes);
  if (!decoded.ok) throw new Error(`what was encoded is refused: ${decoded.error}`);
  const again = encodeGraph(decoded.graph);
  must(Buffer.compare(bytes, again) === 0, () => "decoded and encoded again, the bytes are others");
  must(
    JSON.stringify(new Snapshot(decoded.graph).warnings) === JSON.stringify(snapshot.warnings),
    () => "the warnings are others after decoding",
  );
  return bytes;
}

/** Bytes changed anywhere are refused with a sentence, or a graph of which frames can be made. */
function checkMutated(original: Uint8Array, random: () => number): void {
  const bytes = original.slice();
  for (let i = Math.floor(random() * 4); i >= 0; i--) {
    const at = Math.floor(random() * bytes.length);
    bytes[at] = random() < 0.3 ? 0xff : Math.floor(random() * 256);
  }
  const decoded = decodeGraph(random() < 0.1 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes);
  if (!decoded.ok) {
    must(decoded.error !== "", () => "refused without a sentence");
    return;
  }
  const snapshot = new Snapshot(decoded.graph);
  const policy = POLICIES[Math.floor(random() * 3)]!;
  const { count } = snapshot.flamegraph({ sharing: policy });
  must(count > 0 && snapshot.objectCount >= 0, () => "no frames");
  snapshot.toFolded({ sharing: policy });
}

describe(`${BATCHES * BATCH} hostile object graphs`, () => {
  test.each(FIRST_OF_BATCH.slice(0, 7))(
    "from %i on, measured at once: nothing is thrown, every byte stands in one frame, and bytes are the same again",
    (first) => {
      eachSeed(first, BATCH, (seed) => {
        const random = randomFrom(seed);
        const roots = new HostileGraph(random).roots(5 + Math.floor(random() * 25));
        const snapshot = takeSnapshot({ ...OPTIONS, roots });
        checkConserved(snapshot);
        const bytes = checkRoundTrip(snapshot);
        for (let i = 0; i < 3; i++) checkMutated(bytes, random);
      });
    },
  );

  test.each(FIRST_OF_BATCH.slice(7))("from %i on, changed while the walk goes on in slices", (first) => {
    eachSeed(first, BATCH, (seed) => {
      const random = randomFrom(seed);
      const graph = new HostileGraph(random);
      const roots = graph.roots(20 + Math.floor(random() * 40));
      const walk = startSnapshot({ ...OPTIONS, roots });
      let snapshot: Snapshot | null = null;
      for (let slice = 0; snapshot === null; slice++) {
        must(slice <= MAX_OBJECTS, () => "the walk does not end");
        snapshot = walk.advance(Number.MIN_VALUE);
        for (let i = 0; i < 10; i++) graph.change();
      }
      checkConserved(snapshot);
      checkRoundTrip(snapshot);
    });
  });
});

test("the random graphs have many types in them", () => {
  const types = new Set<string>();
  const codes = new Set<string>();
  for (let seed = 1; seed <= 300; seed++) {
    const snapshot = takeSnapshot({ ...OPTIONS, roots: new HostileGraph(randomFrom(seed)).roots(30) });
    const { names, shapes } = snapshot.graph;
    for (const name of shapes.typeName) types.add(names[name]!);
    for (const warning of snapshot.warnings) codes.add(warning.code);
  }
  expect([...types]).toEqual(expect.arrayContaining(["Map", "Set", "Uint8Array", "Error", "Promise", "(unreadable)"]));
  expect(types.size).toBeGreaterThan(40);
  expect([...codes]).toEqual(expect.arrayContaining(["object-unreadable", "too-many-nodes", "visit-failed"]));
});
