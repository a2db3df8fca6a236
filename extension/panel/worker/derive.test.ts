import { describe, expect, test } from "vitest";
import { writeFolded } from "../../../core/flamegraph/formats/folded-text.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { KIND_FIELD, KIND_ROOT, KIND_TYPE } from "../../../core/graph/graph.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "./derive.ts";
import type { Derivation } from "./frame-api.ts";

const ann = { name: "Ann" };
const snapshot = takeSnapshot({ roots: { store: { users: [ann], admins: [ann] } } });
const by = (sharing: SharingPolicy, ...transforms: Transform[]): Derivation => ({
  sharing,
  names: "original",
  transforms,
  scope: "all",
});
const derivation = by("owner");

function opened(): Deriver {
  const deriver = new Deriver();
  deriver.openSnapshot(1, snapshot.encode(), derivation, "merged");
  return deriver;
}

describe("the panel's worker", () => {
  test("derives frames and sums", () => {
    const response = new Deriver().openSnapshot(1, snapshot.encode(), derivation, "merged");
    expect(response.objectCount).toBe(4);
    expect(response.objects).toBe("walked");
    expect(response.totalSize).toBe(snapshot.totalSize);
    expect(response.frames.totalSize[0]).toBe(snapshot.totalSize);
  });

  test("writes folded stacks and the snapshot again", () => {
    const deriver = opened();
    expect(deriver.writeFolded(1, derivation, 0)).toBe(snapshot.toFolded());
    expect(deriver.encode(1)).toEqual(snapshot.encode());
  });

  test("opens folded stacks and gives them back", () => {
    const deriver = new Deriver();
    const bytes = new TextEncoder().encode(snapshot.toFolded());
    deriver.openFolded(4, bytes, derivation);
    expect(deriver.writeFolded(4, derivation, 0)).toBe(snapshot.toFolded());
    expect(() => deriver.encode(4)).toThrow("cannot be saved as a snapshot");
  });

  test("shows another profile of a file, with its warning; a diff keeps the one that it was made of", () => {
    const profile = (name: string, unit: string, weight: number) =>
      ({ type: "sampled", name, unit, samples: [[0]], weights: [weight] }) as const;
    const profiles = [profile("cpu", "seconds", 1), profile("live", "bytes", 7), profile("all", "bytes", 30)];
    const bytes = new TextEncoder().encode(
      JSON.stringify({ shared: { frames: [{ name: "a" }] }, profiles, activeProfileIndex: 1 }),
    );
    const deriver = new Deriver();
    const first = deriver.openFolded(1, bytes, derivation);
    expect(first).toMatchObject({ totalSize: 7, profile: 1 });
    expect(first.profiles.map(({ name, isShowable }) => [name, isShowable])).toEqual([
      ["cpu (seconds)", false],
      ["live (bytes)", true],
      ["all (bytes)", true],
    ]);
    deriver.openFolded(2, new TextEncoder().encode("a 10\n"), derivation);
    const difference = deriver.diff(-1, [1, 2], derivation);
    const chosen = deriver.chooseProfile(1, 2, derivation);
    expect(chosen).toMatchObject({ totalSize: 30, profile: 2, keptBytes: first.keptBytes });
    expect(chosen.warnings).toMatchObject([{ detail: 'one of 3 profiles is shown: "all"' }]);
    expect(deriver.writeFolded(1, derivation, 0)).toBe("a 30\n");
    expect(deriver.derive(-1, derivation).frames).toEqual(difference.frames);
    for (const profile of [0, 3]) expect(() => deriver.chooseProfile(1, profile, derivation)).toThrow("no profile");
    expect(deriver.derive(1, derivation)).toMatchObject({ totalSize: 30, profile: 2 });
    expect(deriver.derive(2, derivation)).toMatchObject({ profiles: [], profile: 0 });
  });

  test("finds the boxes of warnings in the frames shown", () => {
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
    deriver.openSnapshot(1, bytes, derivation, "merged");
    const framesBy = (shown: Derivation) => {
      const derived = deriver.derive(1, shown);
      const found = deriver.findWarnings(1, shown);
      expect(found).toHaveLength(derived.warnings.length);
      const { frames } = derived;
      return [...found].map((frame) =>
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
      const response = deriver.derive(1, by(policy));
      expect(response).toMatchObject({ totalSize: snapshot.totalSize, objectCount: 4 });
      const text = writeFolded(response.frames);
      expect(text).toBe(snapshot.toFolded({ sharing: policy }));
      expect(deriver.writeFolded(1, by(policy), 0)).toBe(text);
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
    const response = new Deriver().openSnapshot(1, bytes, by("root"), "merged");
    expect(writeFolded(response.frames)).toBe(snapshot.toFolded({ sharing: "root" }));
  });

  test("folded stacks have no objects, so no other policy", () => {
    const deriver = new Deriver();
    const bytes = new TextEncoder().encode(snapshot.toFolded());
    deriver.openFolded(1, bytes, derivation);
    const response = deriver.derive(1, by("root"));
    expect(writeFolded(response.frames)).toBe(snapshot.toFolded());
    expect(deriver.writeFolded(1, by("root"), 0)).toBe(snapshot.toFolded());
  });

  test("writes files for other programs by the policy that is wanted", async () => {
    const deriver = opened();
    const sizeOf = async (policy: SharingPolicy, root: string): Promise<number | undefined> => {
      const bytes = await deriver.writeExport(1, by(policy), 0, "speedscope", "Snapshot 1");
      const file: { profiles: { name: string; endValue: number }[] } = JSON.parse(new TextDecoder().decode(bytes));
      return file.profiles.find(({ name }) => name === root)?.endValue;
    };
    expect(await sizeOf("owner", "store")).toBe(snapshot.totalSize);
    expect(await sizeOf("owner", "(shared)")).toBeUndefined();
    expect(await sizeOf("root", "(shared)")).toBeGreaterThanOrEqual(24);
  });

  test("writes what is in one frame", () => {
    const deriver = opened();
    const derived = deriver.derive(1, derivation);
    const { count, totalSize } = derived.frames;
    const whole = new Set(snapshot.toFolded().split("\n"));
    for (let frame = 0; frame < count; frame++) {
      const response = deriver.writeFolded(1, derivation, frame);
      const lines = response.split("\n");
      expect(lines.filter((line) => !whole.has(line))).toEqual([]);
      expect(lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0)).toBe(totalSize[frame]);
    }
    expect(() => deriver.writeFolded(1, derivation, count)).toThrow("does not exist: there are");
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
    const response = deriver.derive(1, asked);
    const { frames, found, totalSize, totalMaxSize, objectCount } = response;
    expect(found).toEqual([true, false, true]);
    expect([totalSize, totalMaxSize, objectCount]).toEqual([snapshot.totalSize, snapshot.maxTotalSize, 4]);
    expect(frames.totalSize[0]).toBe(snapshot.totalSize - 64);
    expect(writeFolded(frames)).not.toContain("users");
    expect(deriver.writeFolded(1, asked, 0)).toBe(writeFolded(frames));
  });

  test("keeps what transforms were made of, and hands over nothing that it keeps", () => {
    const deriver = opened();
    const seen = new Set<FrameTable>();
    for (const transforms of [[invert], [], [hideUsers], [hideUsers, invert], []]) {
      const response = deriver.derive(1, by("owner", ...transforms));
      const { frames } = response;
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
    const response = new Deriver().openSnapshot(1, bytes, opening, "merged");
    expect(response.found).toEqual([true]);
  });

  test("folded stacks have transforms too", () => {
    const bytes = new TextEncoder().encode(snapshot.toFolded());
    const response = new Deriver().openFolded(1, bytes, by("owner", invert));
    expect(response.frames.totalSize[0]).toBe(snapshot.totalSize);
    expect(writeFolded(response.frames)).toContain("string;name;Object;(shared);Object;store 24");
  });

  test("refuses nonsense with a sentence and keeps what was open", () => {
    const deriver = opened();
    const bytes = new Uint8Array([1, 2, 3]);
    expect(() => deriver.openSnapshot(2, bytes, derivation, "merged")).toThrow("3 bytes are no");
    expect(() => deriver.writeFolded(2, derivation, 0)).toThrow("snapshot 2 is not open");
    expect(deriver.writeFolded(1, derivation, 0)).toBe(snapshot.toFolded());
  });

  test("forgets what is dropped", () => {
    const deriver = opened();
    deriver.drop(1);
    expect(() => deriver.writeFolded(1, derivation, 0)).toThrow("snapshot 1 is not open");
  });

  test("a diff is of two snapshots, also when these are dropped", () => {
    const deriver = opened();
    const later = takeSnapshot({ roots: { store: { users: [ann, { name: "Bob" }], admins: [ann] } } });
    deriver.openSnapshot(2, later.encode(), derivation, "merged");
    const response = deriver.diff(-1, [1, 2], derivation);
    const { changes, objectCount, totalSize } = response;
    expect([changes?.beforeTotal[0], changes?.afterTotal[0]]).toEqual([snapshot.totalSize, later.totalSize]);
    expect([objectCount, totalSize]).toEqual([5, later.totalSize]);
    for (const dropped of [1, 2]) deriver.drop(dropped);
    for (const policy of ["root", "first"] as const) {
      const again = deriver.derive(-1, { ...by(policy), scope: "growth" });
      expect(again.frames.totalSize[0]).toBeGreaterThan(0);
      expect(again.frames.totalSize[0]).toBeLessThan(later.totalSize);
      expect(again.changes?.afterTotal[0]).toBe(later.totalSize);
    }
    expect(() => deriver.diff(-2, [1, 2], derivation)).toThrow("snapshot 1 is not open");
  });

  test("a diff of snapshots from engines with different layouts says so; a file keeps the layout", () => {
    const deriver = new Deriver();
    const roots = { store: { users: [ann] } };
    const [chrome, node, firefox, again] = [1, 2, 3, 4] as const;
    for (const [id, layout] of [
      [chrome, "chrome"],
      [node, "node"],
      [firefox, "firefox"],
      [again, "firefox"],
    ] as const) {
      deriver.openSnapshot(id, takeSnapshot({ roots, layout }).encode(), derivation, "merged");
    }
    const warningsOf = (before: number, after: number) =>
      deriver.diff(-1, [before, after], derivation).warnings.map(({ detail }) => detail);
    expect(warningsOf(firefox, again)).toEqual([]);
    expect(warningsOf(chrome, firefox)).toEqual([
      "The snapshots are of engines with different layouts: V8 with words of 4 bytes, SpiderMonkey. Part of the differences in bytes is that of the layouts. Numbers of objects can be compared.",
    ]);
    expect(warningsOf(node, firefox)[0]).toContain("V8 with words of 8 bytes, SpiderMonkey");
  });

  test("a diff of several snapshots has those between, also when these are dropped", () => {
    const deriver = opened();
    const later = (...names: string[]) =>
      takeSnapshot({ roots: { store: { users: [ann, ...names.map((name) => ({ name }))], admins: [ann] } } });
    const taken = [snapshot, later("Bob", "Eve"), later("Bob", "Eve", "Joe")];
    for (const [index, one] of taken.entries()) {
      if (index > 0) deriver.openSnapshot(index + 1, one.encode(), derivation, "merged");
    }
    deriver.diff(-1, [1, 2, 3], derivation);
    for (const dropped of [1, 2, 3]) deriver.drop(dropped);
    const { frames, changes, keptBytes } = deriver.derive(-1, { ...derivation, scope: "growth" });
    const { snapshots, selfCount } = changes!.rounds;
    const sums = Array.from({ length: snapshots }, (_, one) =>
      selfCount.slice(one * frames.count, (one + 1) * frames.count).reduce((sum, count) => sum + count, 0),
    );
    expect(sums[2]! - sums[1]!).toBe(1);
    expect(sums[1]! - sums[0]!).toBe(2);
    expect([changes?.beforeTotal[0], changes?.afterTotal[0]]).toEqual([taken[0]!.totalSize, taken[2]!.totalSize]);
    expect(keptBytes).toBeGreaterThan(0);
  });

  test("a diff is written with a column for each side, and is no snapshot file", async () => {
    const deriver = new Deriver();
    for (const [number, text] of [
      [1, "a;b 3\na;c 1\n"],
      [2, "a;b 5\n"],
    ] as const) {
      const bytes = new TextEncoder().encode(text);
      deriver.openFolded(number, bytes, derivation);
    }
    deriver.diff(-1, [1, 2], derivation);
    const written = (wanted: Derivation) => deriver.writeFolded(-1, wanted, 0);
    expect(written(derivation)).toBe("a;b 3 5\na;c 1 0\n");
    expect(written({ ...derivation, scope: "growth" })).toBe("a;b 3 5\n");
    const csv = await deriver.writeExport(-1, derivation, 0, "csv", "diff");
    expect(new TextDecoder().decode(csv)).toContain("a;c,c,type,1,0,-1,");
    expect(() => deriver.encode(-1)).toThrow("a diff is of two snapshots: save each of them");
    expect(() => deriver.diff(-2, [-1, 2], derivation)).toThrow("snapshot -1 is a diff itself");
  });
});
