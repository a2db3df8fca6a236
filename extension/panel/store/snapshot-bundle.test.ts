import { expect, test } from "vitest";
import { createWorld, fileOf } from "./panel.fixture.ts";
import { readBundle, writeBundle } from "./snapshot-bundle.ts";

const bytesOf = (...bytes: readonly number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

/** A file with that head, of less than 256 bytes, and no more. */
function withHead(text: string): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(text);
  const file = new Uint8Array(8 + json.length);
  file.set([0x41, 0x4c, 0x4c, 0x53, json.length]);
  file.set(json, 8);
  return file;
}

const BUNDLE = [
  { title: "Snapshot 1", note: "", page: "shop.example/cart", takenAt: 1_700_000_000_000, bytes: bytesOf(1, 2, 3) },
  { title: "after “Ö”", note: "the cart was open, “Ü”", page: null, takenAt: 1_700_000_060_000, bytes: bytesOf() },
];

test("several snapshots are one file, and are read as they were", async () => {
  expect(await readBundle(fileOf("all.allocative", writeBundle(BUNDLE)))).toEqual(BUNDLE);
  expect(await readBundle(fileOf("none.allocative", writeBundle([])))).toEqual([]);
});

test("a file of another kind, and one that cannot be read, are none", async () => {
  expect(await readBundle(fileOf("a.folded", new TextEncoder().encode("ALL;b 12\n")))).toBeNull();
  expect(await readBundle(fileOf("short", bytesOf(0x41)))).toBeNull();
  const gone = {
    ...fileOf("gone", bytesOf(1)),
    stream: () => new ReadableStream({ start: (one) => one.error("gone") }),
  };
  expect(await readBundle(gone)).toBeNull();
});

test("a file that is not whole is refused with its name, whatever it claims", async () => {
  const whole = writeBundle(BUNDLE);
  const endless = whole.slice();
  new DataView(endless.buffer).setUint32(4, 0xffffffff, true);
  for (const [bytes, reason] of [
    [whole.slice(0, -1), "ends before its last snapshot"],
    [whole.slice(0, 6), "ends in its head"],
    [endless, "has a head that this version does not know"],
    [withHead("{"), "has a head"],
    [withHead('{"version":2,"snapshots":[]}'), "has a head"],
    [withHead('{"version":1,"snapshots":[{"title":"a","page":null,"takenAt":1,"byteLength":-5}]}'), "has a head"],
    [withHead('{"version":1,"snapshots":[{"title":"a","page":null,"takenAt":1,"byteLength":1e15}]}'), "ends before"],
  ] as const) {
    await expect(readBundle(fileOf("all.allocative", bytes))).rejects.toThrow(`“all.allocative” cannot be opened`);
    await expect(readBundle(fileOf("all.allocative", bytes))).rejects.toThrow(reason);
  }
});

test("a file of an earlier version, without notes, is read; one with a note that is no text is not", async () => {
  const file = (note: string): Uint8Array<ArrayBuffer> =>
    withHead(`{"version":1,"snapshots":[{"title":"a",${note}"page":null,"takenAt":1,"byteLength":0}]}`);
  expect(await readBundle(fileOf("all.allocative", file("")))).toMatchObject([{ title: "a", note: "" }]);
  await expect(readBundle(fileOf("all.allocative", file('"note":1,')))).rejects.toThrow("has a head");
});

test("all snapshots are saved as one file, which brings them back with their names, notes, pages and times", async () => {
  const { world, panel } = createWorld();
  world.url = "https://shop.example/cart";
  world.now = 1000;
  await panel.takeSnapshot();
  world.now = 61_000;
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "snapshot-renamed", number: 2, title: "after" });
  panel.store.dispatch({ type: "snapshot-noted", number: 1, note: "the cart was closed" });
  await panel.snapshots.compare([1, 2]);
  await panel.exports.saveAllSnapshots();
  const [saved] = world.saved;
  expect(saved?.name).toBe("allocative-2-snapshots-shop.example-cart.allocative");

  const again = createWorld();
  await again.panel.openFiles([fileOf(saved!.name, saved!.content as Uint8Array<ArrayBuffer>)]);
  const { snapshots, current, failure } = again.panel.store.state;
  expect(failure).toBeNull();
  expect(snapshots).toMatchObject([
    {
      title: "Snapshot 1",
      note: "the cart was closed",
      isNamed: false,
      source: "snapshot-file",
      page: "shop.example/cart",
    },
    { title: "after", note: "", isNamed: true, source: "snapshot-file", page: "shop.example/cart" },
  ]);
  expect(snapshots[1]!.askedAt - snapshots[0]!.askedAt).toBeCloseTo(60_000);
  expect(current).toBe(2);
});
