import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Frame } from "playwright";
import { openDevtoolsPanel, type PanelSession } from "../package/browser/devtools-panel.ts";
import { setFile } from "../package/browser/set-file.ts";
import { parseSnapshotStatus } from "../package/browser/snapshot-status.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { type FrameFigures, frameFiguresOf, frameTimesOf, type Step } from "./panel/frame-times.ts";
import { type Area, focuses, hovers, keystrokes, pans, scrolls, zoomIn, zooms } from "./panel/gestures.ts";
import { HeapMeter } from "./panel/heap-usage.ts";
import { measureSpeedscope, type PeerFigures } from "./panel/speedscope.ts";
import { deepTree, stateTree, type TreeFiles, wideTree } from "./panel/trees.ts";
import { medianOf, quantileOf } from "./statistics.ts";

const WINDOW_SIZE = [1600, 1000] as const;
const FRAMES = 1_000_000;
const DEPTH = 10_000;
const CHILDREN = 500_000;
/** After the first, which also starts the worker and compiles. */
const OPENINGS = 3;

/** Words of fields and types, parts of them, and what is not there. */
const QUERIES = ["order", "id-123", "Entry", "s: str", "zzz"];

/** Large files in the real panel, beside speedscope with the same tree. */
export const panelBenchmark: Benchmark = {
  name: "panel",
  about: "1,000,000 frames in the real DevTools: loading, frame times, Find, memory; speedscope with the same tree",
  async run(report) {
    const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-bench-"));
    const write = (name: string, content: string | Uint8Array): string => {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return file;
    };
    try {
      const figures: Figure[] = [];
      report(`a tree of ${FRAMES.toLocaleString("en")} frames`);
      const state = stateTree(FRAMES);
      figures.push({ name: "frames", value: state.frameCount, unit: "frames" });
      const snapshot = write("state.allocative", state.snapshot);
      const folded = write("state.folded", state.folded());
      const ours = await withPanel((bench) => measureLargeFile(bench, snapshot, state, report));
      figures.push(...ours.figures);
      const evented = write("state.speedscope.json", state.speedscope());
      const stackFiles = {
        "folded stacks": folded,
        "speedscope file": evented,
        pprof: write("state.pb", state.pprof()),
      };
      for (const [name, file] of Object.entries(stackFiles)) {
        report(name);
        figures.push(...(await withPanel((bench) => measureStacks(bench, name, file, state))));
      }
      report("speedscope");
      figures.push(...comparisonOf(ours.gestures, await measureSpeedscope(evented, WINDOW_SIZE)));
      report(`${DEPTH.toLocaleString("en")} deep`);
      const deep = write("deep.allocative", deepTree(DEPTH).snapshot);
      figures.push(...(await withPanel((bench) => measureShape(bench, deep, "10,000 deep", report))));
      report(`${CHILDREN.toLocaleString("en")} children`);
      const wide = write("wide.allocative", wideTree(CHILDREN).snapshot);
      figures.push(...(await withPanel((bench) => measureShape(bench, wide, "500,000 children", report))));
      return figures;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface PanelBench {
  readonly session: PanelSession;
  readonly meter: HeapMeter;
  /** Opens the file through **Open**. Milliseconds from the file in the panel to the painted icicle, as the panel's status says. */
  open(file: string): Promise<number>;
}

/** A panel of its own in a window of WINDOW_SIZE. */
async function withPanel<T>(work: (bench: PanelBench) => Promise<T>): Promise<T> {
  const server = await startStaticServer([{ path: "/", html: "<!doctype html><title>bench</title>" }]);
  try {
    const session = await openDevtoolsPanel({
      url: `${server.origin}/`,
      display: "headless",
      dockSide: "undocked",
      windowSize: WINDOW_SIZE,
    });
    try {
      const { panel } = session;
      await panel.evaluate("globalThis.__name = (named) => named");
      const cdp = await session.devtools.context().newCDPSession(panel);
      const meter = await HeapMeter.attach(cdp);
      let opened = 0;
      const open = async (file: string): Promise<number> => {
        opened++;
        await setFile(cdp, file);
        const status = panel.getByRole("status").filter({ hasText: `Snapshot ${opened}: ` });
        await status.waitFor({ timeout: 120_000 });
        return parseSnapshotStatus((await status.textContent()) ?? "")!.milliseconds;
      };
      return await work({ session, meter, open });
    } finally {
      await session.close();
    }
  } finally {
    await server.close();
  }
}

interface Gestures {
  readonly load: number;
  readonly zoom: FrameFigures | null;
  readonly pan: FrameFigures | null;
  readonly hover: FrameFigures;
}

async function measureLargeFile(
  bench: PanelBench,
  file: string,
  { frameCount }: TreeFiles,
  report: (step: string) => void,
): Promise<{ figures: Figure[]; gestures: Gestures }> {
  const { session, meter, open } = bench;
  const empty = await meter.bytes();
  const first = await open(file);
  const held = (await meter.bytes()) - empty;
  const { figures, hover, zoom, pan } = await measureGestures(session, "", report);
  report("Find");
  const find = await frameTimesOf(session.panel, keystrokes(QUERIES));
  const again: number[] = [];
  for (let i = 0; i < OPENINGS; i++) again.push(await open(file));
  const load = medianOf(again);
  return {
    figures: [
      { name: "snapshot file: bytes to painted icicle, first time", value: first, unit: "ms" },
      { name: "snapshot file: bytes to painted icicle", value: load, unit: "ms" },
      { name: "snapshot file: memory", value: held / frameCount, unit: "bytes/frame" },
      ...figures,
      { name: "Find: a keystroke, median", value: medianOf(find), unit: "ms" },
      { name: "Find: a keystroke, worst", value: quantileOf(find, 1), unit: "ms" },
    ],
    gestures: { load, zoom, pan, hover },
  };
}

async function measureStacks(
  { meter, open }: PanelBench,
  name: string,
  file: string,
  { frameCount }: TreeFiles,
): Promise<Figure[]> {
  const empty = await meter.bytes();
  const first = await open(file);
  const held = (await meter.bytes()) - empty;
  const again: number[] = [];
  for (let i = 0; i < OPENINGS; i++) again.push(await open(file));
  return [
    { name: `${name}: bytes to painted icicle, first time`, value: first, unit: "ms" },
    { name: `${name}: bytes to painted icicle`, value: medianOf(again), unit: "ms" },
    { name: `${name}: memory`, value: held / frameCount, unit: "bytes/frame" },
  ];
}

async function measureShape(
  { session, open }: PanelBench,
  file: string,
  name: string,
  report: (step: string) => void,
): Promise<Figure[]> {
  const load = await open(file);
  const { figures } = await measureGestures(session, `${name}: `, report);
  const scroll = frameFiguresOf(await frameTimesOf(session.panel, scrolls("[role=tree]")));
  return [
    { name: `${name}: bytes to painted icicle, first time`, value: load, unit: "ms" },
    ...figures,
    ...figuresOf(`${name}: scroll of the object tree`, scroll),
  ];
}

async function measureGestures(session: PanelSession, prefix: string, report: (step: string) => void) {
  const { panel } = session;
  const area = await panel.evaluate((): Area => {
    const { x, y, width, height } = document.querySelector(".icicle")!.getBoundingClientRect();
    return { x, y, width, height };
  });
  const figures: Figure[] = [];
  const hover = frameFiguresOf(await frameTimesOf(panel, hovers(area)));
  figures.push(...figuresOf(`${prefix}hover`, hover));

  await panel.evaluate(() => document.querySelector<HTMLElement>(".icicle")!.focus());
  const { steps, isFocus } = focuses(8);
  const keys = await frameTimesOf(panel, steps);
  figures.push(
    ...figuresOf(`${prefix}focus animation`, frameFiguresOf(keys.filter((_, i) => isFocus[i]))),
    ...figuresOf(`${prefix}arrow key`, frameFiguresOf(keys.filter((_, i) => !isFocus[i]))),
  );
  await frameTimesOf(panel, [{ type: "key", key: "Home" }, ...new Array<Step>(30).fill({ type: "wait" })]);

  /* A gesture that does nothing would be the fastest of all. */
  const measureIfDrawn = async (name: string, trial: readonly Step[], all: readonly Step[]) => {
    const before = await pictureOf(panel);
    await frameTimesOf(panel, trial);
    if (before === (await pictureOf(panel))) {
      report(`${prefix}${name}: left out, because the picture does not change`);
      return null;
    }
    const times = frameFiguresOf(await frameTimesOf(panel, all));
    figures.push(...figuresOf(`${prefix}${name}`, times));
    return times;
  };
  const zoom = await measureIfDrawn("zoom", zoomIn(area, 0.3), zooms(area));
  const pan = await measureIfDrawn("pan", pans(area, "shift").slice(0, 5), pans(area, "shift"));
  return { figures, hover, zoom, pan };
}

/** The icicle's pixels, without what stands above them. */
async function pictureOf(panel: Frame): Promise<string> {
  return panel.evaluate(() => document.querySelector<HTMLCanvasElement>(".icicle canvas")!.toDataURL());
}

function figuresOf(name: string, { median, p95 }: FrameFigures): Figure[] {
  return [
    { name: `${name}: a frame, median`, value: median, unit: "ms" },
    { name: `${name}: a frame, p95`, value: p95, unit: "ms" },
  ];
}

function comparisonOf(ours: Gestures, peer: PeerFigures): Figure[] {
  const figures: Figure[] = [
    { name: "speedscope: file to drawn flamegraph", value: peer.load, unit: "ms" },
    ...figuresOf("speedscope: zoom", peer.zoom),
    ...figuresOf("speedscope: pan", peer.pan),
    ...figuresOf("speedscope: hover", peer.hover),
    { name: "load: speedscope / ours", value: peer.load / ours.load, unit: "ratio" },
    { name: "hover p95: speedscope / ours", value: peer.hover.p95 / ours.hover.p95, unit: "ratio" },
  ];
  if (ours.zoom !== null)
    figures.push({ name: "zoom p95: speedscope / ours", value: peer.zoom.p95 / ours.zoom.p95, unit: "ratio" });
  if (ours.pan !== null)
    figures.push({ name: "pan p95: speedscope / ours", value: peer.pan.p95 / ours.pan.p95, unit: "ratio" });
  return figures;
}
