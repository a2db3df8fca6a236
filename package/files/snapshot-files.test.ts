import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { writeSpeedscope } from "../../core/flamegraph/formats/write-speedscope.ts";
import { heapFileOf, heapOf } from "../../core/heap-snapshot/heap-file.fixture.ts";
import { takeSnapshot } from "../../core/index.ts";
import { writeBundle } from "../../extension/panel/store/snapshot-bundle.ts";
import { framesOfExport } from "../budget/folded-frames.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { SnapshotFiles } from "./snapshot-files.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

function snapshotOf(count: number): Uint8Array<ArrayBuffer> {
  const users = Array.from({ length: count }, (_, id) => ({ id }));
  return new Uint8Array(takeSnapshot({ roots: { store: { users } }, layout: "chrome" }).encode());
}

const FOLDED = "store;Object;users;Array 3000\nstore;Object;theme 20\n";
const HEAP = heapFileOf(
  heapOf(`
  root: synthetic "" 0
    shortcut 1 > window
  window: object "Window" 28
    property "app" > app
  app: object "App" 12
`),
);

test.each([
  ["a snapshot", "a.allocative", snapshotOf(3), "walked"],
  ["a compressed snapshot", "a.allocative.gz", gzipSync(snapshotOf(3)), "walked"],
  ["folded stacks", "a.folded", FOLDED, "stacks"],
  ["speedscope", "a.speedscope.json", writeSpeedscope(framesOfExport(FOLDED), "app"), "stacks"],
  ["a heap snapshot", "a.heapsnapshot", HEAP, "heap"],
  ["a compressed heap snapshot", "a.heapsnapshot.gz", gzipSync(HEAP), "heap"],
])("%s is opened", async (_, name, content, kind) => {
  const opened = await new SnapshotFiles().open(file(name, content));
  expect(opened).toMatchObject({ name, kind, note: "" });
  expect(opened.derived.totalSize).toBeGreaterThan(0);
});

test.each([
  ["an empty file", "empty.allocative", "", "“empty.allocative” is empty. Open one of these: "],
  [
    "a file of another version",
    "new.allocative",
    new Uint8Array([0x41, 0x4c, 0x4c, 0x4f, 99, 0, 0, 0, ...new Array(40).fill(0)]),
    "“new.allocative”: This snapshot cannot be read: a snapshot of version 99; this build reads versions ",
  ],
  ["a cut file", "cut.allocative", snapshotOf(50).subarray(0, 300), "“cut.allocative”: This snapshot cannot be read: "],
  [
    "a cut gzip",
    "cut.gz",
    gzipSync(snapshotOf(50)).subarray(0, 200),
    "“cut.gz” is not a valid gzip file: it is cut off.",
  ],
  [
    "a cut heap snapshot",
    "cut.heapsnapshot",
    HEAP.slice(0, HEAP.length / 2),
    "“cut.heapsnapshot”: This heap snapshot cannot be shown: ",
  ],
  ["bytes", "picture.png", new Uint8Array([0x89, 0x50, 0, 1, 2, 3]), "“picture.png” is of an unknown kind. Open "],
  ["prose", "notes.txt", "dear diary\n", "“notes.txt”: This file of stacks cannot be read: "],
])("%s is refused as in the panel, with its name", async (_, name, content, message) => {
  const error = await new SnapshotFiles().open(file(name, content)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExpectedError);
  expect((error as Error).message.slice(0, message.length)).toBe(message);
});

test("of a file of several snapshots the last one is opened, or the one with the number", async () => {
  const bundled = [2, 200].map((count) => ({
    title: `Users: ${count}`,
    note: "",
    page: "shop.example",
    takenAt: 0,
    bytes: snapshotOf(count),
  }));
  const all = file("all.allocative", writeBundle(bundled));
  const files = new SnapshotFiles();
  const last = await files.open(all);
  expect(last).toMatchObject({ name: "all.allocative#2", kind: "walked", page: "shop.example" });
  expect(last.note).toBe(
    "“all.allocative” has 2 snapshots: #1 Users: 2, #2 Users: 200. This is #2; choose another with “all.allocative#1”.",
  );
  const first = await files.open(`${all}#1`);
  expect(first.derived.objectCount).toBeLessThan(last.derived.objectCount);
  await expect(files.open(`${all}#3`)).rejects.toThrow("“all.allocative” has no #3: it has #1 to #2.");
});

test("a file whose name ends in a number sign and a number is opened by its name", async () => {
  expect(await new SnapshotFiles().open(file("run#7", FOLDED))).toMatchObject({ name: "run#7", kind: "stacks" });
});

test("two snapshots are compared, and holders are found", async () => {
  const files = new SnapshotFiles();
  const before = await files.open(file("before.allocative", snapshotOf(1)));
  const after = await files.open(file("after.allocative", snapshotOf(100)));
  expect(files.diff(before, after).changes?.afterTotal[0]).toBe(after.derived.totalSize);
  expect(files.findHolders(after, after.derived.frames.count - 1).targets).toBeGreaterThan(0);
});
