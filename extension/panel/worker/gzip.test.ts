import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compressed } from "./gzip.ts";
import type { DeriveRequest, DeriveResponse, ExportFormat } from "./messages.ts";

const bytes = new TextEncoder().encode("store;Object 12\n".repeat(1000));
const response: DeriveResponse = { id: 3, type: "exported", bytes };
const requestOf = (format: ExportFormat): DeriveRequest => ({
  id: 3,
  type: "export",
  snapshot: 1,
  derivation: { sharing: "owner", transforms: [], scope: "all" },
  frame: 0,
  format,
  title: "Snapshot 1",
});

describe("an exported file", () => {
  test("of pprof is gzipped", async () => {
    const answer = await compressed(requestOf("pprof"), response);
    if (answer.type !== "exported") throw new Error(JSON.stringify(answer));
    expect(answer.bytes.length).toBeLessThan(bytes.length / 10);
    expect(new Uint8Array(gunzipSync(answer.bytes))).toEqual(bytes);
  });

  test.each(["speedscope", "csv"] as const)("of %s is not", async (format) => {
    expect(await compressed(requestOf(format), response)).toBe(response);
  });

  test("that cannot be written stays an error", async () => {
    const error: DeriveResponse = { id: 3, type: "error", message: "snapshot 1 is not open" };
    expect(await compressed(requestOf("pprof"), error)).toBe(error);
  });
});
