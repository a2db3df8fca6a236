// npm run bench [-- NAME] [-- --json] [-- --pages DIR]: the benchmarks. They print figures; no test asserts a time.
import { parseArgs } from "node:util";
import { ExpectedError, runCommand } from "../package/cli/expected-error.ts";
import { buildIfMissing } from "../scripts/built-extension.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { calibrationBenchmark, firefoxCalibrationBenchmark } from "./calibration/calibration.ts";
import { demoBenchmark } from "./demo.ts";
import { deriveBuildBenchmark } from "./derive-build.ts";
import { deriveBundlersBenchmark } from "./derive-bundlers.ts";
import { deriveRunBenchmark } from "./derive-run.ts";
import { heapSnapshotBenchmark } from "./heap-snapshot.ts";
import { leaksBenchmark } from "./leaks.ts";
import { objectsBenchmark } from "./objects.ts";
import { panelBenchmark } from "./panel.ts";
import { reachBenchmark } from "./reach.ts";
import { transformsBenchmark } from "./transforms.ts";
import { walkBenchmark } from "./walk.ts";
import { watchBenchmark } from "./watch.ts";

/** `pages`: the folder of the pages that "reach" and "leaks" measure. */
function benchmarksFor(pages: string | undefined): readonly Benchmark[] {
  return [
    calibrationBenchmark,
    firefoxCalibrationBenchmark,
    demoBenchmark,
    deriveBuildBenchmark,
    deriveBundlersBenchmark,
    deriveRunBenchmark,
    heapSnapshotBenchmark,
    leaksBenchmark(pages),
    objectsBenchmark,
    panelBenchmark,
    reachBenchmark(pages),
    transformsBenchmark,
    walkBenchmark,
    watchBenchmark,
  ];
}

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, pages: { type: "string" } },
  });
  const benchmarks = benchmarksFor(values.pages);
  const names = benchmarks.map(({ name }) => name);
  for (const name of positionals) {
    if (!names.includes(name))
      throw new ExpectedError(`There is no benchmark "${name}". There are: ${names.join(", ")}.`);
  }
  buildIfMissing();
  const results: Record<string, readonly Figure[]> = {};
  for (const benchmark of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
    const report = (step: string) => process.stderr.write(`${benchmark.name}: ${step}\n`);
    report(benchmark.about);
    const figures = await benchmark.run(report);
    results[benchmark.name] = figures;
    if (!values.json) printTable(benchmark, figures);
  }
  if (values.json) console.log(JSON.stringify(results, null, 2));
});

function printTable({ name, about }: Benchmark, figures: readonly Figure[]): void {
  console.log(`\n${name}: ${about}`);
  const width = Math.max(...figures.map((figure) => figure.name.length));
  for (const figure of figures) {
    const value =
      figure.unit === "objects" || figure.unit === "frames" || figure.unit === "bytes"
        ? figure.value.toLocaleString("en")
        : figure.value.toFixed(figure.unit === "ratio" || figure.unit === "µs" ? 3 : 1);
    console.log(`  ${figure.name.padEnd(width)}  ${value.padStart(12)} ${figure.unit}`);
  }
}
