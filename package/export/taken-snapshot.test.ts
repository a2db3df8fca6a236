import { expect, test } from "vitest";
import { parseStacks } from "../../core/flamegraph/formats/parse-stacks.ts";
import { takeSnapshot } from "../../core/index.ts";
import { TakenSnapshot } from "./taken-snapshot.ts";

const bytes = takeSnapshot({ roots: { cart: { items: [{ sku: "a-1", qty: 2 }] } }, layout: "chrome" }).encode();
const taken = TakenSnapshot.ofGraph(bytes, "https://shop.example/cart?id=5");

test("is written as folded stacks, and as its own bytes", async () => {
  expect(await taken.write("folded")).toContain("cart;Object;items;Array;elements;Object;sku;string 16\n");
  const again = TakenSnapshot.ofGraph((await taken.write("snapshot")) as Uint8Array, "");
  expect(again.toFolded()).toBe(taken.toFolded());
});

test.each(["speedscope", "pprof", "csv"] as const)("is written as %s, with all its bytes", async (format) => {
  const content = await taken.write(format);
  if (format === "csv") {
    expect(new TextDecoder().decode(content as Uint8Array)).toContain("cart");
    return;
  }
  const packed = new Blob([content as Uint8Array<ArrayBuffer>]);
  const unpacked = format === "pprof" ? packed.stream().pipeThrough(new DecompressionStream("gzip")) : packed.stream();
  const read = parseStacks(new Uint8Array(await new Response(unpacked).arrayBuffer()), (part) =>
    new TextDecoder().decode(part),
  );
  expect(read.ok && read.frames.totalSize[0]).toBe(taken.derived.totalSize);
});

test("is drawn as a picture, with the name of the page and without its query", async () => {
  const svg = await taken.write("svg");
  expect(svg).toMatch(/^<svg |^<\?xml/);
  expect(svg).toContain("Snapshot, shop.example/cart · ");
  expect(svg).not.toContain("id=5");
});
