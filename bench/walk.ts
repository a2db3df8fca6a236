import type { CDPSession, Page } from "playwright";
import { build } from "vite";
import { repositoryPath } from "../scripts/repository-path.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { DATA_SETS, type DataSet } from "./data-sets.ts";
import { withCorePage } from "./page.ts";
import { medianOf, quantileOf } from "./statistics.ts";
import { walkBarely } from "./walk/bare-walk.ts";
import { BUILTIN_KINDS, callBuiltins } from "./walk/builtin-calls.ts";

/** The engine has compiled all of a walk after about eight. */
const ROUNDS = 15;
/** How much larger the data are than those of the small walks that they are held against. */
const GROWTH = 16;

interface Rounds {
  readonly pause: readonly number[];
  /** The same after full collections, which take with them what no live object needs: hidden classes, and code compiled for them. */
  readonly afterCollections: readonly number[];
  readonly whole: readonly number[];
  readonly stringify: readonly number[];
  readonly clone: readonly number[];
  readonly objectCount: number;
  readonly byteLength: number;
  readonly frameCount: number;
}

/** The walk of live objects beside what else one could do with them, in one run: ratios hold where milliseconds do not. */
export const walkBenchmark: Benchmark = {
  name: "walk",
  about: "walking live objects, beside JSON.stringify, structuredClone, other sizers and V8's heap snapshot",
  async run(report) {
    const figures: Figure[] = [];
    for (const set of DATA_SETS) {
      report(set.name);
      figures.push(...(await withCorePage(["--js-flags=--expose-gc"], (page) => measure(page, set, report))));
    }
    report("registration of roots");
    figures.push(...(await withCorePage([], measureRegistration)));
    report("5,000,000 objects in slices, and by number");
    figures.push(...(await withCorePage(["--js-flags=--expose-gc"], measureScaling)));
    return figures;
  },
};

async function measure(page: Page, set: DataSet, report: (step: string) => void): Promise<Figure[]> {
  await page.evaluate(`globalThis.data = (${set.make.toString()})(); 0`);
  const rounds = await page.evaluate(runRounds, [ROUNDS, set.isJson ? "json" : "any"] as const);
  const [pause, whole] = [medianOf(rounds.pause), medianOf(rounds.whole)];
  const figures: Figure[] = [
    { name: `${set.name}: objects`, value: rounds.objectCount, unit: "objects" },
    { name: `${set.name}: pause (walk to tables)`, value: pause, unit: "ms" },
    { name: `${set.name}: pause after full collections`, value: medianOf(rounds.afterCollections), unit: "ms" },
    { name: `${set.name}: whole (walk, owners, frames, folded)`, value: whole, unit: "ms" },
    { name: `${set.name}: on the wire`, value: rounds.byteLength / rounds.objectCount, unit: "bytes/object" },
    {
      name: `${set.name}: transient memory`,
      value: (await transientBytes(page)) / rounds.objectCount,
      unit: "bytes/object",
    },
  ];
  const compare = (peer: string, milliseconds: number): void => {
    figures.push(
      { name: `${set.name}: ${peer}`, value: milliseconds, unit: "ms" },
      { name: `${set.name}: pause / ${peer}`, value: pause / milliseconds, unit: "ratio" },
      { name: `${set.name}: whole / ${peer}`, value: whole / milliseconds, unit: "ratio" },
    );
  };
  if (rounds.stringify.length > 0) compare("JSON.stringify", medianOf(rounds.stringify));
  if (rounds.clone.length > 0) compare("structuredClone", medianOf(rounds.clone));
  if (set.isJson) figures.push(...(await timePeers(page, report)));
  report(`${set.name}: the builtins alone`);
  figures.push(...(await timeBuiltins(page, set, pause, rounds.objectCount)));
  report(`${set.name}: a bare walk`);
  const bare = medianOf(await page.evaluate(walkBarely, ROUNDS));
  figures.push(
    { name: `${set.name}: a bare walk`, value: bare, unit: "ms" },
    { name: `${set.name}: pause / a bare walk`, value: pause / bare, unit: "ratio" },
  );
  report(`${set.name}: heap snapshot`);
  const heapSnapshot = await timeHeapSnapshot(await page.context().newCDPSession(page));
  compare("heap snapshot", heapSnapshot);
  figures.push(
    { name: `${set.name}: heap snapshot / whole`, value: heapSnapshot / whole, unit: "ratio" },
    {
      name: `${set.name}: heap snapshot / (a bare walk, and our owners and frames)`,
      value: heapSnapshot / (bare + whole - pause),
      unit: "ratio",
    },
  );
  report(`${set.name}: growth`);
  await page.evaluate(`globalThis.data = (${set.make.toString()})(${set.count / GROWTH}); 0`);
  const small = await page.evaluate(runSmall, [ROUNDS, GROWTH] as const);
  figures.push({
    name: `${set.name}: growth of the pause per object to ${GROWTH} times the size`,
    value: pause / rounds.objectCount / small,
    unit: "ratio",
  });
  return figures;
}

/** Where the time of one object goes: what the builtins take by themselves, and the rest. */
async function timeBuiltins(page: Page, set: DataSet, pause: number, objectCount: number): Promise<Figure[]> {
  const times = await page.evaluate(callBuiltins, ROUNDS);
  const figures: Figure[] = [];
  let sum = 0;
  for (const kind of BUILTIN_KINDS) {
    const median = medianOf(times[kind]);
    sum += median;
    figures.push({ name: `${set.name}: an object: ${kind}`, value: (median / objectCount) * 1e6, unit: "ns" });
  }
  figures.push(
    { name: `${set.name}: an object: all else`, value: ((pause - sum) / objectCount) * 1e6, unit: "ns" },
    { name: `${set.name}: the builtins that a walk calls, alone`, value: sum, unit: "ms" },
    { name: `${set.name}: pause / the builtins alone`, value: pause / sum, unit: "ratio" },
  );
  return figures;
}

/** Runs in the page. Milliseconds for each object of small data: the median of rounds of several walks each. */
function runSmall([rounds, walks]: readonly [number, number]): number {
  const { allocative, data } = globalThis as unknown as {
    allocative: typeof import("../core/index.ts");
    data: unknown;
  };
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let objectCount = 0;
    const started = performance.now();
    for (let i = 0; i < walks; i++) objectCount += allocative.takeSnapshot({ roots: { data } }).objectCount;
    took.push((performance.now() - started) / objectCount);
  }
  return took.sort((a, b) => a - b)[took.length >> 1]!;
}

/** Runs in the page. */
function runRounds([rounds, kind]: readonly [number, "json" | "any"]): Rounds {
  const { allocative, data, gc } = globalThis as unknown as {
    allocative: typeof import("../core/index.ts");
    data: unknown;
    gc: () => void;
  };
  const timed = <T>(into: number[], work: () => T): T => {
    const started = performance.now();
    const result = work();
    into.push(performance.now() - started);
    return result;
  };
  const [pause, whole, stringify, clone]: [number[], number[], number[], number[]] = [[], [], [], []];
  const works = [
    () => {
      if (kind === "json") timed(stringify, () => JSON.stringify(data));
    },
    () => {
      try {
        timed(clone, () => structuredClone(data));
      } catch {
        /* Too deep for it: the list has a million links. */
        clone.length = 0;
      }
    },
    () => {
      const started = performance.now();
      const snapshot = timed(pause, () => allocative.takeSnapshot({ roots: { data } }));
      snapshot.toFolded();
      whole.push(performance.now() - started);
    },
  ];
  /* Each begins a round in its turn: what comes after another has its garbage to collect. */
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < works.length; i++) works[(round + i) % works.length]!();
  }
  const snapshot = allocative.takeSnapshot({ roots: { data } });
  snapshot.toFolded();
  const { objectCount, frameCount } = snapshot;
  const byteLength = snapshot.encode().length;
  const afterCollections: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < 3; i++) gc();
    timed(afterCollections, () => allocative.takeSnapshot({ roots: { data } }));
  }
  return { pause, afterCollections, whole, stringify, clone, objectCount, byteLength, frameCount };
}

/**
 * What a walk holds in the page when it is largest, at its end: V8's own count after a collection, with the walk and its tables alive, over
 * the count before it.
 */
async function transientBytes(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.enable");
  const used = async (): Promise<number> => {
    await cdp.send("HeapProfiler.collectGarbage");
    const usage = (await cdp.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
    return usage.usedSize + (usage.backingStorageSize ?? 0);
  };
  const before = await used();
  await page.evaluate(() => {
    const page = globalThis as unknown as {
      allocative: typeof import("../core/index.ts");
      data: unknown;
      underWay: unknown;
    };
    const walk = page.allocative.startSnapshot({ roots: { data: page.data } });
    const snapshot = walk.advance(Number.POSITIVE_INFINITY);
    page.underWay = [walk, snapshot];
  });
  const largest = await used();
  await page.evaluate(() => {
    (globalThis as unknown as { underWay: unknown }).underWay = undefined;
  });
  await cdp.detach();
  return largest - before;
}

/** `sizeof` looks every object up in a list: on all records it would take an hour. */
const FEW_RECORDS = 2_000;

/** Milliseconds of an npm package on the page's data, and ours on the same. */
async function timePeers(page: Page, report: (step: string) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [peer, records] of [
    ["object-sizeof", Number.POSITIVE_INFINITY],
    ["sizeof", FEW_RECORDS],
  ] as const) {
    report(peer);
    const [theirs, ours] = await page.evaluate(
      async ([code, count]) => {
        const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
        const { sizeOf } = (await import(url)) as { sizeOf: (value: unknown) => unknown };
        const { allocative, data } = globalThis as unknown as {
          allocative: typeof import("../core/index.ts");
          data: unknown[];
        };
        const part = data.slice(0, count);
        const started = performance.now();
        sizeOf(part);
        const between = performance.now();
        allocative.takeSnapshot({ roots: { part } }).toFolded();
        return [between - started, performance.now() - between] as const;
      },
      [await bundlePeer(peer), records] as const,
    );
    const name = Number.isFinite(records) ? `${peer} (first ${records.toLocaleString("en")} records)` : peer;
    figures.push(
      { name: `JSON: ${name}`, value: theirs, unit: "ms" },
      { name: `JSON: whole / ${name}`, value: ours / theirs, unit: "ratio" },
    );
  }
  return figures;
}

/** An npm package as one module that exports `sizeOf`. */
async function bundlePeer(peer: "object-sizeof" | "sizeof"): Promise<string> {
  const built = await build({
    configFile: false,
    root: repositoryPath("."),
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry: repositoryPath(`bench/peers/${peer}.js`), formats: ["es"], fileName: () => "peer.js" },
    },
  });
  const [output] = (Array.isArray(built) ? built : [built]) as { output: { code: string }[] }[];
  return output!.output[0]!.code;
}

async function timeHeapSnapshot(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.enable");
  await cdp.send("HeapProfiler.collectGarbage");
  const started = performance.now();
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  return performance.now() - started;
}

async function measureRegistration(page: Page): Promise<Figure[]> {
  const rounds = await page.evaluate(runRegistrations, [ROUNDS, 10_000] as const);
  return [{ name: "registerRoot", value: medianOf(rounds), unit: "µs" }];
}

/** Runs in the page. Microseconds to register one of so many roots, for each round. */
function runRegistrations([rounds, count]: readonly [number, number]): number[] {
  const { allocative } = globalThis as unknown as { allocative: typeof import("../core/index.ts") };
  const roots = Array.from({ length: count }, (_, i) => ({ name: `root ${i}`, object: {} }));
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const unregister: (() => void)[] = [];
    const started = performance.now();
    for (const { name, object } of roots) unregister.push(allocative.registerRoot(name, object));
    took.push(((performance.now() - started) * 1000) / count);
    for (const call of unregister) call();
  }
  return took;
}

/** Time per object at 500,000 and at 5,000,000, and how well slices keep to their budget. */
async function measureScaling(page: Page): Promise<Figure[]> {
  const figures: Figure[] = [];
  await page.evaluate(`globalThis.makeRecords = ${DATA_SETS[0]!.make.toString()}; 0`);
  for (const kind of ["records", "pairs"] as const) {
    const { small, large, slices } = await page.evaluate(runScaling, [kind, SLICE_BUDGET_MS] as const);
    for (const [when, of] of [
      ["first snapshot", "first"],
      ["next ones", "next"],
    ] as const) {
      figures.push(
        {
          name: `${kind}: pause per object, 5 M / 500 k, ${when}`,
          value: large[of].pause / 10 / small[of].pause,
          unit: "ratio",
        },
        {
          name: `${kind}: whole per object, 5 M / 500 k, ${when}`,
          value: large[of].whole / 10 / small[of].whole,
          unit: "ratio",
        },
      );
    }
    figures.push(
      {
        name: `${kind}: slice with a budget of ${SLICE_BUDGET_MS} ms, p99`,
        value: quantileOf(slices, 0.99),
        unit: "ms",
      },
      {
        name: `${kind}: slice with a budget of ${SLICE_BUDGET_MS} ms, longest`,
        value: Math.max(...slices),
        unit: "ms",
      },
    );
  }
  return figures;
}

const SLICE_BUDGET_MS = 8;

interface Times {
  readonly pause: number;
  readonly whole: number;
}

/**
 * Runs in the page. Records are those of the JSON set; pairs are the smallest objects there are, so that hardly anything but their identity costs.
 *
 * The first snapshot of an object is measured apart from the next ones: the engine gives an object its identity hash
 * when it is first looked up. One without a hash is known to be in no table; of the others, from two million on,
 * several share each of the 2^21 hashes.
 */
function runScaling([kind, budget]: readonly ["records" | "pairs", number]): {
  small: { first: Times; next: Times };
  large: { first: Times; next: Times };
  slices: number[];
} {
  const { allocative, makeRecords } = globalThis as unknown as {
    allocative: typeof import("../core/index.ts");
    makeRecords: (count: number) => unknown;
  };
  const make = (objects: number): unknown =>
    kind === "records"
      ? makeRecords(objects / 3)
      : Array.from({ length: objects / 2 }, (_, i) => ({ id: i, child: { n: i } }));
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  let data: unknown;
  const run = (rounds: number, prepare: () => void): Times => {
    const [pause, whole]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      prepare();
      const started = performance.now();
      const snapshot = allocative.takeSnapshot({ roots: { data } });
      pause.push(performance.now() - started);
      snapshot.toFolded();
      whole.push(performance.now() - started);
    }
    return { pause: median(pause), whole: median(whole) };
  };
  const runBoth = (objects: number, rounds: number): { first: Times; next: Times } => {
    const first = run(rounds, () => {
      data = undefined;
      data = make(objects);
    });
    return { first, next: run(rounds, () => {}) };
  };
  /* The compiler of the engine comes first. */
  runBoth(100_000, 3);
  const small = runBoth(500_000, 7);
  const large = runBoth(5_000_000, 3);
  const slices: number[] = [];
  const walk = allocative.startSnapshot({ roots: { data } });
  for (let done = false; !done; ) {
    const started = performance.now();
    done = walk.advance(budget) !== null;
    slices.push(performance.now() - started);
  }
  return { small, large, slices };
}
