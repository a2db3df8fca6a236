import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { WrittenFormatId } from "../../../core/flamegraph/formats/file-formats.ts";
import { encodePprof } from "../../../core/flamegraph/formats/pprof.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "./derive.ts";
import type { Derivation } from "./frame-api.ts";

const plain: Derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" };
/* Most of the bytes repeat. */
const list = Array.from({ length: 1000 }, (_, id) => ({ [`${"-".repeat(500)}field ${id}`]: id }));
const snapshot = takeSnapshot({ roots: { list } });

function exported(format: WrittenFormatId): Promise<Uint8Array> {
  const deriver = new Deriver();
  deriver.openSnapshot(1, snapshot.encode(), plain, "merged");
  return Promise.resolve(deriver.writeExport(1, plain, 0, format, "Snapshot 1"));
}

describe("an exported file", () => {
  test("of pprof is gzipped", async () => {
    const bytes = encodePprof(snapshot.flamegraph());
    const zipped = await exported("pprof");
    expect(zipped.length).toBeLessThan(bytes.length / 10);
    expect(new Uint8Array(gunzipSync(zipped))).toEqual(bytes);
  });

  test.each(["speedscope", "csv"] as const)("of %s is not", async (format) => {
    const written = new TextDecoder().decode(await exported(format));
    expect(written).toContain("field 999");
  });

  test("of a snapshot that is not open stays an error", () => {
    expect(() => new Deriver().writeExport(3, plain, 0, "pprof", "Snapshot 3")).toThrow("snapshot 3 is not open");
  });
});
