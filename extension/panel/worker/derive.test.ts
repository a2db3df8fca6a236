import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "./derive.ts";

const snapshot = takeSnapshot({ roots: { store: { users: [{ name: "Ann" }] } } });

function opened(): Deriver {
  const deriver = new Deriver();
  expect(deriver.answer({ id: 1, type: "open-snapshot", snapshot: 1, bytes: snapshot.encode() }).type).toBe("derived");
  return deriver;
}

describe("the panel's worker", () => {
  test("derives frames and sums", () => {
    const response = new Deriver().answer({ id: 7, type: "open-snapshot", snapshot: 1, bytes: snapshot.encode() });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    expect(response.id).toBe(7);
    expect(response.derived.objectCount).toBe(3);
    expect(response.derived.totalSize).toBe(snapshot.totalSize);
    expect(response.derived.frames.totalSize[0]).toBe(snapshot.totalSize);
  });

  test("writes folded stacks and the snapshot again", () => {
    const deriver = opened();
    expect(deriver.answer({ id: 2, type: "write-folded", snapshot: 1 })).toEqual({
      id: 2,
      type: "folded",
      text: snapshot.toFolded(),
    });
    expect(deriver.answer({ id: 3, type: "encode", snapshot: 1 })).toEqual({
      id: 3,
      type: "encoded",
      bytes: snapshot.encode(),
    });
  });

  test("opens folded stacks and gives them back", () => {
    const deriver = new Deriver();
    const bytes = new TextEncoder().encode(snapshot.toFolded());
    deriver.answer({ id: 1, type: "open-folded", snapshot: 4, bytes });
    expect(deriver.answer({ id: 2, type: "write-folded", snapshot: 4 })).toMatchObject({ text: snapshot.toFolded() });
    expect(deriver.answer({ id: 3, type: "encode", snapshot: 4 })).toMatchObject({
      type: "error",
      message: expect.stringContaining("cannot be saved as a snapshot"),
    });
  });

  test("answers nonsense with a sentence and keeps what was open", () => {
    const deriver = opened();
    const bytes = new Uint8Array([1, 2, 3]);
    expect(deriver.answer({ id: 2, type: "open-snapshot", snapshot: 2, bytes })).toMatchObject({ type: "error" });
    expect(deriver.answer({ id: 3, type: "write-folded", snapshot: 2 })).toMatchObject({
      type: "error",
      message: "snapshot 2 is not open",
    });
    expect(deriver.answer({ id: 4, type: "write-folded", snapshot: 1 })).toMatchObject({ type: "folded" });
  });

  test("forgets what is dropped", () => {
    const deriver = opened();
    expect(deriver.answer({ id: 2, type: "drop", snapshot: 1 })).toEqual({ id: 2, type: "dropped" });
    expect(deriver.answer({ id: 3, type: "write-folded", snapshot: 1 })).toMatchObject({ type: "error" });
  });
});
