import { getHeapSnapshot } from "node:v8";
import { build } from "esbuild";
import { repositoryPath } from "../../scripts/repository-path.ts";
import { withCorePage } from "../page.ts";
import type { ClosureStructure, Known } from "./closure-structures.ts";
import { type Sizes, sizesWith } from "./closure-walk.ts";
import { bytesByProperty, type HeapSnapshot } from "./heap-snapshot.ts";
import type { Structure } from "./structure.ts";

/** Bytes of a structure: as V8 counts them, and as we do. */
export interface Measured extends Sizes {
  readonly truth: number;
  /** The sizes above know the engine's version; these hold on every one. */
  readonly anyVersion: Sizes;
}

/** The sizes by a layout that knows the version of the engine, and by one that does not. */
interface MeasuredRow {
  readonly known: Sizes;
  readonly unknown: Sizes;
}

/** What an engine of one version measured. */
export interface Calibration {
  /** Major version. */
  readonly version: number;
  readonly measured: readonly Measured[];
}

/** Has the structures made, and measures each; in their order, those of closures last. */
export type Engine = (structures: readonly Structure[], closures: readonly ClosureStructure[]) => Promise<Calibration>;

interface Core {
  takeSnapshot(options: { roots: object; layout: "chrome" | "node"; engineVersion?: number }): {
    totalSize: number;
    maxTotalSize: number;
  };
}

/** What stands on the global object, in the page and in Node. */
interface CalibrationGlobals {
  calibrationRows: Record<string, unknown>;
  calibrationKnown: readonly Known[];
}

/** Makes the structures as properties `row 0` and so on of one object, which the heap snapshot shows by its constructor. */
function makeRows(makers: readonly (() => unknown)[], closureMakers: readonly (() => Known)[]): void {
  class CalibrationRows {}
  const rows = new CalibrationRows() as Record<string, unknown>;
  for (let i = 0; i < makers.length; i++) rows[`row ${i}`] = makers[i]!();
  const known: Known[] = [];
  for (let i = 0; i < closureMakers.length; i++) {
    known[i] = closureMakers[i]!();
    rows[`row ${makers.length + i}`] = known[i]!.row;
  }
  Object.assign(globalThis, { calibrationRows: rows, calibrationKnown: known });
}

/** Our own figures. V8's come first: reading a concatenated text makes it one. */
function measureRows(
  core: Core,
  sizesWith: (known: Known, layout: "chrome" | "node", engineVersion: number) => Sizes,
  layout: "chrome" | "node",
  engineVersion: number,
  count: number,
): MeasuredRow[] {
  const { calibrationRows, calibrationKnown } = globalThis as unknown as CalibrationGlobals;
  const measured = Array.from({ length: count }, (_, i): MeasuredRow => {
    const roots = { row: calibrationRows[`row ${i}`] };
    const known = core.takeSnapshot({ roots, layout, engineVersion });
    const unknown = core.takeSnapshot({ roots, layout });
    return {
      known: { size: known.totalSize, maxSize: known.maxTotalSize },
      unknown: { size: unknown.totalSize, maxSize: unknown.maxTotalSize },
    };
  });
  const ofClosures = calibrationKnown.map((one) => ({
    known: sizesWith(one, layout, engineVersion),
    unknown: sizesWith(one, layout, 0),
  }));
  return [...measured, ...ofClosures];
}

/** `count`: structures before those of closures. */
function joined(heap: HeapSnapshot, rows: readonly MeasuredRow[], count: number): Measured[] {
  const objects = bytesByProperty(heap, "CalibrationRows", "objects");
  const closures = bytesByProperty(heap, "CalibrationRows", "closures");
  return rows.map(({ known, unknown }, i) => ({
    truth: (i < count ? objects : closures).get(`row ${i}`) ?? Number.NaN,
    ...known,
    anyVersion: unknown,
  }));
}

function sourcesOf(structures: readonly Structure[]): string {
  return `[${structures.map(({ make }) => make.toString()).join(",\n")}]`;
}

export const measureInChromium: Engine = (structures, closures) =>
  withCorePage([], async (page) => {
    const version = Number.parseInt(page.context().browser()!.version(), 10);
    await page.evaluate(`(${makeRows.toString()})(${sourcesOf(structures)}, ${sourcesOf(closures)})`);
    const devtools = await page.context().newCDPSession(page);
    const chunks: string[] = [];
    devtools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
    await devtools.send("HeapProfiler.enable");
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    await page.evaluate(await closureWalkScript());
    const rows = await page.evaluate(
      `(${measureRows.toString()})(globalThis.allocative, closureWalk.sizesWith, "chrome", ${version}, ${structures.length})`,
    );
    const measured = joined(JSON.parse(chunks.join("")) as HeapSnapshot, rows as MeasuredRow[], structures.length);
    return { version, measured };
  });

/** The walk of the agent as a script that sets `closureWalk`. */
async function closureWalkScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [repositoryPath("bench/calibration/closure-walk.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "closureWalk",
  });
  return outputFiles[0]!.text.replace("var closureWalk", "globalThis.closureWalk");
}

/** In this process. */
export const measureInNode: Engine = async (structures, closures) => {
  const core = (await import(repositoryPath("dist/core/index.js"))) as Core;
  /* The compiler that runs these scripts names functions by a call that changes them. */
  Object.assign(globalThis, { __name: (named: unknown) => named });
  const makersOf = (some: readonly Structure[]) => new Function(`return ${sourcesOf(some)}`)() as (() => unknown)[];
  makeRows(makersOf(structures), makersOf(closures) as (() => Known)[]);
  const chunks: string[] = [];
  for await (const chunk of getHeapSnapshot().setEncoding("utf8")) chunks.push(chunk as string);
  const version = Number.parseInt(process.versions.node, 10);
  const rows = measureRows(core, sizesWith, "node", version, structures.length);
  return { version, measured: joined(JSON.parse(chunks.join("")) as HeapSnapshot, rows, structures.length) };
};
