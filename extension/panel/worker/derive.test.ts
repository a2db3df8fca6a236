import { describe, expect, test } from "vitest";
import { writeFolded } from "../../../core/flamegraph/formats/folded-text.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { KIND_FIELD, KIND_ROOT, KIND_TYPE } from "../../../core/graph/graph.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "./derive.ts";
import type { Derivation } from "./messages.ts";

const ann = { name: "Ann" };
const snapshot = takeSnapshot({ roots: { store: { users: [ann], admins: [ann] } } });
const by = (sharing: SharingPolicy, ...transforms: Transform[]): Derivation => ({
  sharing,
  transforms,
  scope: "all",
});
const derivation = by("owner");

function opened(): Deriver {
  const deriver = new Deriver();
  expect(deriver.answer({ id: 1, type: "open-snapshot", snapshot: 1, bytes: snapshot.encode(), derivation }).type).toBe(
    "derived",
  );
  return deriver;
}

describe("the panel's worker", () => {
  test("derives frames and sums", () => {
    const response = new Deriver().answer({
      id: 7,
      type: "open-snapshot",
      snapshot: 1,
      bytes: snapshot.encode(),
      derivation,
    });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    expect(response.id).toBe(7);
    expect(response.derived.objectCount).toBe(4);
    expect(response.derived.objects).toBe("walked");
    expect(response.derived.totalSize).toBe(snapshot.totalSize);
    expect(response.derived.frames.totalSize[0]).toBe(snapshot.totalSize);
  });

  test("writes folded stacks and the snapshot again", () => {
    const deriver = opened();
    expect(deriver.answer({ id: 2, type: "write-folded", snapshot: 1, derivation, frame: 0 })).toEqual({
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
    deriver.answer({ id: 1, type: "open-folded", snapshot: 4, bytes, derivation });
    expect(deriver.answer({ id: 2, type: "write-folded", snapshot: 4, derivation, frame: 0 })).toMatchObject({
      text: snapshot.toFolded(),
    });
    expect(deriver.answer({ id: 3, type: "encode", snapshot: 4 })).toMatchObject({
      type: "error",
      message: expect.stringContaining("cannot be saved as a snapshot"),
    });
  });

  test("finds the boxes of warnings in the frames on show", () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    );
    const bytes = takeSnapshot({ roots: { store: { users: [{ hostile }], name: "Ann" } } }).encode();
    const deriver = new Deriver();
    deriver.answer({ id: 1, type: "open-snapshot", snapshot: 1, bytes, derivation });
    const framesBy = (shown: Derivation) => {
      const derived = deriver.answer({ id: 2, type: "derive", snapshot: 1, derivation: shown });
      const found = deriver.answer({ id: 3, type: "find-warnings", snapshot: 1, derivation: shown });
      if (derived.type !== "derived" || found.type !== "warnings-found") throw new Error("no answer");
      expect(found.frames).toHaveLength(derived.derived.warnings.length);
      const { frames } = derived.derived;
      return [...found.frames].map((frame) =>
        frame === -1
          ? ""
          : framePathOf(frames, frame)
              .map((at) => frameNameOf(frames, at))
              .join(";"),
      );
    };
    const path = "store;Object;users;Array;elements;Object;hostile;(unreadable)";
    const store = { steps: [{ name: "store", kind: KIND_ROOT }], type: null } as const;
    const users = {
      steps: [...store.steps, { name: "Object", kind: KIND_TYPE }, { name: "users", kind: KIND_FIELD }],
      type: null,
    } as const;
    expect(new Set(framesBy(derivation))).toEqual(new Set([path]));
    expect(new Set(framesBy(by("owner", { type: "focus", box: users })))).toEqual(new Set([path]));
    expect(new Set(framesBy(by("owner", { type: "hide", box: users })))).toEqual(new Set([""]));
  });

  test("derives frames anew by another policy; the sum stays the same", () => {
    const deriver = opened();
    const paths = new Set<string>();
    for (const policy of ["owner", "root", "first", "owner"] as const) {
      const response = deriver.answer({ id: 2, type: "derive", snapshot: 1, derivation: by(policy) });
      if (response.type !== "derived") throw new Error(JSON.stringify(response));
      expect(response.derived).toMatchObject({ totalSize: snapshot.totalSize, objectCount: 4 });
      const text = writeFolded(response.derived.frames);
      expect(text).toBe(snapshot.toFolded({ sharing: policy }));
      expect(
        deriver.answer({ id: 3, type: "write-folded", snapshot: 1, derivation: by(policy), frame: 0 }),
      ).toMatchObject({
        text,
      });
      for (const line of text.split("\n")) paths.add(line);
    }
    expect([...paths]).toEqual(
      expect.arrayContaining([
        "store;Object;(shared);Object 24",
        "(shared);Object 24",
        "store;Object;users;Array;elements;Object 24",
      ]),
    );
  });

  test("opens a snapshot by the policy that is wanted", () => {
    const bytes = snapshot.encode();
    const response = new Deriver().answer({ id: 1, type: "open-snapshot", snapshot: 1, bytes, derivation: by("root") });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    expect(writeFolded(response.derived.frames)).toBe(snapshot.toFolded({ sharing: "root" }));
  });

  test("folded stacks have no objects, so no other policy", () => {
    const deriver = new Deriver();
    const bytes = new TextEncoder().encode(snapshot.toFolded());
    deriver.answer({ id: 1, type: "open-folded", snapshot: 1, bytes, derivation });
    const response = deriver.answer({ id: 2, type: "derive", snapshot: 1, derivation: by("root") });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    expect(writeFolded(response.derived.frames)).toBe(snapshot.toFolded());
    expect(
      deriver.answer({ id: 3, type: "write-folded", snapshot: 1, derivation: by("root"), frame: 0 }),
    ).toMatchObject({
      text: snapshot.toFolded(),
    });
  });

  test("writes files for other programs by the policy that is wanted", () => {
    const deriver = opened();
    const sizeOf = (policy: SharingPolicy, root: string): number | undefined => {
      const asked = {
        snapshot: 1,
        derivation: by(policy),
        frame: 0,
        format: "speedscope",
        title: "Snapshot 1",
      } as const;
      const response = deriver.answer({ id: 2, type: "export", ...asked });
      if (response.type !== "exported") throw new Error(JSON.stringify(response));
      const file: { profiles: { name: string; endValue: number }[] } = JSON.parse(
        new TextDecoder().decode(response.bytes),
      );
      return file.profiles.find(({ name }) => name === root)?.endValue;
    };
    expect(sizeOf("owner", "store")).toBe(snapshot.totalSize);
    expect(sizeOf("owner", "(shared)")).toBeUndefined();
    expect(sizeOf("root", "(shared)")).toBeGreaterThanOrEqual(24);
  });

  test("writes what is in one frame", () => {
    const deriver = opened();
    const derived = deriver.answer({ id: 2, type: "derive", snapshot: 1, derivation });
    if (derived.type !== "derived") throw new Error(JSON.stringify(derived));
    const { count, totalSize } = derived.derived.frames;
    const whole = new Set(snapshot.toFolded().split("\n"));
    for (let frame = 0; frame < count; frame++) {
      const response = deriver.answer({ id: 3, type: "write-folded", snapshot: 1, derivation, frame });
      if (response.type !== "folded") throw new Error(JSON.stringify(response));
      const lines = response.text.split("\n");
      expect(lines.filter((line) => !whole.has(line))).toEqual([]);
      expect(lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0)).toBe(totalSize[frame]);
    }
    expect(deriver.answer({ id: 4, type: "write-folded", snapshot: 1, derivation, frame: count })).toMatchObject({
      type: "error",
      message: expect.stringContaining("is none of the"),
    });
  });

  const hideUsers: Transform = {
    type: "hide",
    box: {
      steps: [
        { name: "store", kind: KIND_ROOT },
        { name: "Object", kind: KIND_TYPE },
        { name: "users", kind: KIND_FIELD },
      ],
      type: "Array",
    },
  };
  const invert: Transform = { type: "invert" };

  test("applies transforms to what the policy gives, and says which found something; the sums stay those of the whole", () => {
    const deriver = opened();
    const asked = by("owner", hideUsers, hideUsers, invert);
    const response = deriver.answer({ id: 2, type: "derive", snapshot: 1, derivation: asked });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    const { frames, found, totalSize, totalMaxSize, objectCount } = response.derived;
    expect(found).toEqual([true, false, true]);
    expect([totalSize, totalMaxSize, objectCount]).toEqual([snapshot.totalSize, snapshot.maxTotalSize, 4]);
    expect(frames.totalSize[0]).toBe(snapshot.totalSize - 64);
    expect(writeFolded(frames)).not.toContain("users");
    expect(deriver.answer({ id: 3, type: "write-folded", snapshot: 1, derivation: asked, frame: 0 })).toMatchObject({
      text: writeFolded(frames),
    });
  });

  test("keeps what transforms were made of, and hands over nothing that it keeps", () => {
    const deriver = opened();
    const seen = new Set<FrameTable>();
    for (const transforms of [[invert], [], [hideUsers], [hideUsers, invert], []]) {
      const response = deriver.answer({ id: 2, type: "derive", snapshot: 1, derivation: by("owner", ...transforms) });
      if (response.type !== "derived") throw new Error(JSON.stringify(response));
      const { frames } = response.derived;
      expect(seen.has(frames)).toBe(false);
      seen.add(frames);
      /* What has crossed over to the panel is gone here. */
      for (const column of Object.values(frames))
        if (ArrayBuffer.isView(column)) structuredClone(column, { transfer: [column.buffer as ArrayBuffer] });
    }
  });

  test("opens with the transforms that are wanted", () => {
    const opening = by("owner", hideUsers);
    const bytes = snapshot.encode();
    const response = new Deriver().answer({ id: 1, type: "open-snapshot", snapshot: 1, bytes, derivation: opening });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    expect(response.derived.found).toEqual([true]);
  });

  test("folded stacks have transforms too", () => {
    const bytes = new TextEncoder().encode(snapshot.toFolded());
    const response = new Deriver().answer({
      id: 1,
      type: "open-folded",
      snapshot: 1,
      bytes,
      derivation: by("owner", invert),
    });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    expect(response.derived.frames.totalSize[0]).toBe(snapshot.totalSize);
    expect(writeFolded(response.derived.frames)).toContain("string;name;Object;(shared);Object;store 24");
  });

  test("answers nonsense with a sentence and keeps what was open", () => {
    const deriver = opened();
    const bytes = new Uint8Array([1, 2, 3]);
    expect(deriver.answer({ id: 2, type: "open-snapshot", snapshot: 2, bytes, derivation })).toMatchObject({
      type: "error",
    });
    expect(deriver.answer({ id: 3, type: "write-folded", snapshot: 2, derivation, frame: 0 })).toMatchObject({
      type: "error",
      message: "snapshot 2 is not open",
    });
    expect(deriver.answer({ id: 4, type: "write-folded", snapshot: 1, derivation, frame: 0 })).toMatchObject({
      type: "folded",
    });
  });

  test("forgets what is dropped", () => {
    const deriver = opened();
    expect(deriver.answer({ id: 2, type: "drop", snapshot: 1 })).toEqual({ id: 2, type: "dropped" });
    expect(deriver.answer({ id: 3, type: "write-folded", snapshot: 1, derivation, frame: 0 })).toMatchObject({
      type: "error",
    });
  });

  test("a diff is of two snapshots, also when these are dropped", () => {
    const deriver = opened();
    const later = takeSnapshot({ roots: { store: { users: [ann, { name: "Bob" }], admins: [ann] } } });
    deriver.answer({ id: 2, type: "open-snapshot", snapshot: 2, bytes: later.encode(), derivation });
    const asked = { snapshot: -1, before: 1, after: 2, derivation } as const;
    const response = deriver.answer({ id: 3, type: "diff", ...asked });
    if (response.type !== "derived") throw new Error(JSON.stringify(response));
    const { changes, objectCount, totalSize } = response.derived;
    expect([changes?.beforeTotal[0], changes?.afterTotal[0]]).toEqual([snapshot.totalSize, later.totalSize]);
    expect([objectCount, totalSize]).toEqual([5, later.totalSize]);
    for (const dropped of [1, 2]) deriver.answer({ id: 4, type: "drop", snapshot: dropped });
    for (const policy of ["root", "first"] as const) {
      const again = deriver.answer({
        id: 5,
        type: "derive",
        snapshot: -1,
        derivation: { ...by(policy), scope: "growth" },
      });
      if (again.type !== "derived") throw new Error(JSON.stringify(again));
      expect(again.derived.frames.totalSize[0]).toBeGreaterThan(0);
      expect(again.derived.frames.totalSize[0]).toBeLessThan(later.totalSize);
      expect(again.derived.changes?.afterTotal[0]).toBe(later.totalSize);
    }
    expect(deriver.answer({ id: 6, type: "diff", ...asked, snapshot: -2 })).toMatchObject({
      type: "error",
      message: "snapshot 1 is not open",
    });
  });

  test("a diff is written with a column for each side, and is no snapshot file", () => {
    const deriver = new Deriver();
    for (const [number, text] of [
      [1, "a;b 3\na;c 1\n"],
      [2, "a;b 5\n"],
    ] as const) {
      const bytes = new TextEncoder().encode(text);
      deriver.answer({ id: 1, type: "open-folded", snapshot: number, bytes, derivation });
    }
    deriver.answer({ id: 2, type: "diff", snapshot: -1, before: 1, after: 2, derivation });
    const written = (wanted: Derivation) =>
      deriver.answer({ id: 3, type: "write-folded", snapshot: -1, derivation: wanted, frame: 0 });
    expect(written(derivation)).toMatchObject({ text: "a;b 3 5\na;c 1 0\n" });
    expect(written({ ...derivation, scope: "growth" })).toMatchObject({ text: "a;b 3 5\n" });
    const asked = { snapshot: -1, derivation, frame: 0, format: "csv", title: "diff" } as const;
    const csv = deriver.answer({ id: 3, type: "export", ...asked });
    if (csv.type !== "exported") throw new Error(JSON.stringify(csv));
    expect(new TextDecoder().decode(csv.bytes)).toContain("a;c,c,type,1,0,-1,");
    expect(deriver.answer({ id: 4, type: "encode", snapshot: -1 })).toMatchObject({
      message: "a diff is of two snapshots: save each of them",
    });
    expect(deriver.answer({ id: 5, type: "diff", snapshot: -2, before: -1, after: 2, derivation })).toMatchObject({
      message: "snapshot -1 is a diff itself",
    });
  });
});
