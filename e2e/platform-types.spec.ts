// What only a browser has, measured by the built package in a plain page: no DevTools.
import { readFileSync, writeFileSync } from "node:fs";
import { makePlatformObjects } from "./fixtures/platform-objects.ts";
import { expect, test } from "./fixtures/test.ts";

// UPDATE_GOLDENS=1 writes it anew: read the difference before you commit it.
const GOLDEN = new URL("./platform-types.folded", import.meta.url);
const PAGE = { path: "/", html: "<!doctype html><title>page</title><body><p>a page</p></body>" };
const OFF_HEAP = /;(?:backing_store|contents|pixels|samples|text) (\d+)$/gm;

interface Measured {
  readonly folded: string;
  readonly warnings: readonly { readonly code: string; readonly path: string }[];
  readonly offHeapSize: number;
}

/** Runs in the page. */
async function measure(roots: Record<string, unknown>): Promise<Measured> {
  const core = "/core/index.js";
  const { takeSnapshot } = await import(core);
  const snapshot = takeSnapshot({ roots });
  return { folded: snapshot.toFolded(), warnings: snapshot.warnings, offHeapSize: snapshot.offHeapSize };
}

test.use({ launchOptions: { executablePath: process.env.CHROME_PATH ?? "" } });

test("platform objects have the frames of the golden, and what is not on the heap is summed apart", async ({
  page,
  serve,
}) => {
  const foreign = await serve(PAGE);
  await page.goto(`${await serve(PAGE)}/`);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const objects = await page.evaluateHandle(makePlatformObjects, `${foreign}/`);
  const { folded, warnings, offHeapSize } = await objects.evaluate(measure);
  if (process.env.UPDATE_GOLDENS) writeFileSync(GOLDEN, folded);
  expect(folded).toBe(readFileSync(GOLDEN, "utf8"));
  expect(warnings.map(({ code, path }) => ({ code, path }))).toEqual([
    { code: "cross-origin", path: "frame of another origin;window" },
    { code: "cross-origin", path: "frame of another origin;location" },
  ]);
  let sum = 0;
  for (const [, bytes] of folded.matchAll(OFF_HEAP)) sum += Number(bytes);
  expect(offHeapSize).toBe(sum);
  expect(errors).toEqual([]);
});

test("accessors that a page put in the place of native ones are not called", async ({ page, serve }) => {
  await page.goto(`${await serve(PAGE)}/`);
  const measured = await page.evaluate(async () => {
    const core = "/core/index.js";
    const { takeSnapshot } = await import(core);
    let calls = 0;
    const trap = {
      configurable: true,
      get() {
        calls++;
        return null;
      },
    };
    const tree = document.createElement("div");
    tree.innerHTML = "<p>text</p>";
    const blob = new Blob(["x".repeat(100)]);
    Object.defineProperty(tree, "isConnected", trap);
    Object.defineProperty(blob, "size", trap);
    Object.defineProperty(Node.prototype, "firstChild", trap);
    Object.defineProperty(HTMLElement.prototype, "getRootNode", { ...trap, get: trap.get.bind(null) });
    const folded: string = takeSnapshot({ roots: { tree, blob } }).toFolded();
    return { calls, folded };
  });
  expect(measured.calls).toBe(0);
  expect(measured.folded).toContain("blob;Blob;contents 100\n");
  expect(measured.folded).toContain("tree;HTMLDivElement 104\n");
});

test("nodes are measured without a trace, but for the wrappers of a detached tree", async ({ page, serve }) => {
  const NODES = 100_000;
  const WRAPPER_BYTES = 28;
  /* What the engine keeps for functions that ran often enough: far below two bytes a node. */
  const CODE_BYTES = NODES * 2;
  await page.goto(`${await serve(PAGE)}/`);
  const session = await page.context().newCDPSession(page);
  const usedBytes = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  };
  const measureOften = (name: "attached" | "detached", times: number) =>
    page.evaluate(
      async (options) => {
        const core = "/core/index.js";
        const { takeSnapshot } = await import(core);
        const root = (globalThis as unknown as Record<string, Element>)[options.name];
        for (let i = 0; i < options.times; i++) takeSnapshot({ roots: { root } });
      },
      { name, times },
    );
  await page.evaluate((count) => {
    const make = () => {
      const root = document.createElement("div");
      root.innerHTML = "<p>text</p>".repeat(count / 2);
      return root;
    };
    Object.assign(globalThis, { attached: make(), detached: make() });
    document.body.append((globalThis as unknown as Record<string, Element>).attached!);
  }, NODES);
  await measureOften("attached", 3);
  const before = await usedBytes();
  await measureOften("attached", 20);
  const afterAttached = await usedBytes();
  expect(afterAttached).toBeLessThan(before + CODE_BYTES);
  await measureOften("detached", 1);
  const afterDetached = await usedBytes();
  expect(afterDetached - afterAttached).toBeLessThan(NODES * WRAPPER_BYTES + CODE_BYTES);
  await measureOften("detached", 20);
  expect(await usedBytes()).toBeLessThan(afterDetached + CODE_BYTES);
});
