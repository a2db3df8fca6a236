import { getHeapSnapshot } from "node:v8";
import { repositoryPath } from "../../scripts/repository-path.ts";
import { withCorePage } from "../page.ts";
import { bytesByProperty, type HeapSnapshot } from "./heap-snapshot.ts";
import type { Structure } from "./structure.ts";

/** Least and most bytes of a structure, as we count them. */
export interface Sizes {
  readonly size: number;
  readonly maxSize: number;
}

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

/** Has the structures made, and measures each; in their order. */
export type Engine = (structures: readonly Structure[]) => Promise<readonly Measured[]>;

interface Core {
  takeSnapshot(options: { roots: object; layout: "chrome" | "node"; engineVersion?: number }): {
    totalSize: number;
    maxTotalSize: number;
  };
}

/** Makes the structures as properties `row 0` and so on of one object, which the heap snapshot shows by its constructor. */
function makeRows(makers: readonly (() => unknown)[]): void {
  class CalibrationRows {}
  const rows = new CalibrationRows() as Record<string, unknown>;
  for (let i = 0; i < makers.length; i++) rows[`row ${i}`] = makers[i]!();
  Object.assign(globalThis, { calibrationRows: rows });
}

/** Our own figures. V8's come first: reading a concatenated text makes it one. */
function measureRows(core: Core, layout: "chrome" | "node", engineVersion: number, count: number): MeasuredRow[] {
  const rows = (globalThis as unknown as { calibrationRows: Record<string, unknown> }).calibrationRows;
  return Array.from({ length: count }, (_, i) => {
    const roots = { row: rows[`row ${i}`] };
    const known = core.takeSnapshot({ roots, layout, engineVersion });
    const unknown = core.takeSnapshot({ roots, layout });
    return {
      known: { size: known.totalSize, maxSize: known.maxTotalSize },
      unknown: { size: unknown.totalSize, maxSize: unknown.maxTotalSize },
    };
  });
}

function joined(heap: HeapSnapshot, rows: readonly MeasuredRow[]): Measured[] {
  const truths = bytesByProperty(heap, "CalibrationRows");
  return rows.map(({ known, unknown }, i) => ({
    truth: truths.get(`row ${i}`) ?? Number.NaN,
    ...known,
    anyVersion: unknown,
  }));
}

export const measureInChromium: Engine = (structures) =>
  withCorePage([], async (page) => {
    const version = Number.parseInt(page.context().browser()!.version(), 10);
    const makers = structures.map(({ make }) => make.toString()).join(",\n");
    await page.evaluate(`(${makeRows.toString()})([${makers}])`);
    const devtools = await page.context().newCDPSession(page);
    const chunks: string[] = [];
    devtools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
    await devtools.send("HeapProfiler.enable");
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    const rows = await page.evaluate(
      `(${measureRows.toString()})(globalThis.allocative, "chrome", ${version}, ${structures.length})`,
    );
    return joined(JSON.parse(chunks.join("")) as HeapSnapshot, rows as MeasuredRow[]);
  });

/** In this process. */
export const measureInNode: Engine = async (structures) => {
  const core = (await import(repositoryPath("dist/core/index.js"))) as Core;
  /* The compiler that runs these scripts names functions by a call that changes them. */
  Object.assign(globalThis, { __name: (named: unknown) => named });
  const makers = new Function(
    `return [${structures.map(({ make }) => make.toString()).join(",\n")}]`,
  ) as () => (() => unknown)[];
  makeRows(makers());
  const chunks: string[] = [];
  for await (const chunk of getHeapSnapshot().setEncoding("utf8")) chunks.push(chunk as string);
  return joined(
    JSON.parse(chunks.join("")) as HeapSnapshot,
    measureRows(core, "node", Number.parseInt(process.versions.node, 10), structures.length),
  );
};
