import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../snapshot/take-snapshot.ts";
import { frameNameOf, framePathOf } from "../frame-table.ts";
import { nodeFramesOfGraph } from "../frames-of-graph.ts";
import { randomFrom } from "../graph.fixture.ts";
import { ownersOf, type SharingPolicy } from "../owners/sharing-policy.ts";
import { type TypePart, type TypeParts, typePartsOf } from "./type-parts.ts";

interface Asked extends TypeParts {
  pathOf(frame: number): string;
}

function partsIn(roots: Record<string, unknown>, policy: SharingPolicy = "owner", below = ""): Asked {
  const { graph } = takeSnapshot({ layout: "chrome", roots });
  const { owner, ...owners } = ownersOf(graph, policy);
  const nodeFrames = nodeFramesOfGraph(graph, { owner, ...owners });
  const { frames } = nodeFrames;
  const pathOf = (frame: number): string =>
    framePathOf(frames, frame)
      .map((at) => frameNameOf(frames, at))
      .join(";");
  const isCounted =
    below === "" ? null : Uint8Array.from(frames.name, (_, frame) => (pathOf(frame).startsWith(below) ? 1 : 0));
  return { ...typePartsOf({ graph, nodeFrames, owner }, isCounted), pathOf };
}

const labelsOf = ({ parts }: TypeParts): string[] => parts.map(({ label }) => label).toSorted();

function partCalled({ parts }: TypeParts, label: string): TypePart {
  const part = parts.find((one) => one.label === label);
  if (part === undefined) throw new Error(`no part ${label}`);
  return part;
}

describe("labels", () => {
  test("plain objects are called by their keys, in their order; classes are not", () => {
    class Point {
      readonly x = 1;
    }
    const found = partsIn({
      app: [{ id: 1, sku: "a" }, { sku: "b", id: 2 }, {}, new Point(), Object.create(null), { 0: "x", name: "y" }],
    });
    expect(labelsOf(found)).toEqual(["{id, sku}", "{name, [index]}", "{sku, id}", "{}", "{}"]);
  });

  test("of accessors and of dictionaries", () => {
    const large = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key ${i}`, i]));
    const withGetter = {
      get total() {
        return 1;
      },
      items: 2,
    };
    expect(labelsOf(partsIn({ app: [large, withGetter] }))).toEqual(["{[key]}", "{total, items}"]);
  });

  test("classes of one name stand apart, with all that inherits from them", () => {
    const first = class Node {
      readonly left = 1;
    };
    const second = class Node {
      readonly next = 2;
    };
    class Alone {}
    const inherited = Object.assign(Object.create(new second()), { other: 3 });
    const found = partsIn({ app: [new first(), new second(), new first(), inherited, new Alone()] });
    expect(found.parts.map(({ type, label, objectCount }) => [type, label, objectCount])).toEqual([
      ["Node", "Node (1)", 2],
      ["Node", "Node (2)", 2],
    ]);
  });

  test("of more classes of a name than have a number, the last ones are one row", () => {
    const nodes = Array.from({ length: 200 }, () => new (class Node {})());
    const { parts } = partsIn({ app: nodes });
    expect(parts).toHaveLength(64);
    expect(partCalled({ parts, values: [] }, "Node (64 and later)").objectCount).toBe(137);
  });

  test("are cut at whole keys; a key alone is cut itself", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`field${i}`, i]));
    const long = { ["x".repeat(500)]: 1, y: 2 };
    expect(labelsOf(partsIn({ app: [many, long] }))).toEqual([
      "{field0, field1, field2, field3, field4, field5, field6, …}",
      `{${"x".repeat(60)}…}`,
    ]);
  });
});

describe("parts", () => {
  test("have the own bytes of their objects, and what lies in them", () => {
    const found = partsIn({
      cart: {
        items: [
          { sku: "a-1", qty: 2 },
          { sku: "b-2", qty: 1.5 },
        ],
        total: 3,
      },
    });
    const items = partCalled(found, "{sku, qty}");
    /* Headers of 12 bytes, two words each, and the box of a double. */
    expect(items).toMatchObject({ type: "Object", objectCount: 2, selfSize: 52, totalSize: 84, frameCount: 1 });
    expect(found.pathOf(items.frame)).toBe("cart;Object;items;Array;elements;Object");
    expect(partCalled(found, "{items, total}")).toMatchObject({ objectCount: 1, selfSize: 20 });
  });

  test("an object in another of its part counts once, one in another part for both", () => {
    const leaf = { next: null, payload: { bytes: new ArrayBuffer(1000) } };
    const found = partsIn({ list: { next: { next: leaf, payload: null }, payload: null } });
    const link = partCalled(found, "{next, payload}");
    const bytes = partCalled(found, "{bytes}");
    expect(link.objectCount).toBe(3);
    expect(bytes.totalSize).toBeGreaterThan(1000);
    expect(link.totalSize).toBe(link.selfSize + bytes.totalSize);
  });

  test("lead to the place with most of them", () => {
    const row = (id: number) => ({ id });
    const found = partsIn({ app: { few: [row(1)], many: [row(2), row(3)] } });
    const rows = partCalled(found, "{id}");
    expect(rows.frameCount).toBe(2);
    expect(found.pathOf(rows.frame)).toBe("app;Object;many;Array;elements;Object");
  });

  test("only of the frames that are asked for", () => {
    const found = partsIn({ one: { a: 1 }, other: { a: 1, b: "text" } }, "owner", "one");
    expect(labelsOf(found)).toEqual(["{a}"]);
    expect(found.values).toEqual([]);
  });

  test.each(["owner", "root", "first"] as const)(
    "of policy %s add up to all plain objects of a random graph",
    (policy) => {
      const random = randomFrom(7);
      const objects: Record<string, unknown>[] = Array.from({ length: 300 }, () => ({}));
      for (const object of objects) {
        for (let key = 0; key < 4; key++)
          if (random() < 0.5) object[`k${key}`] = objects[Math.floor(random() * objects.length)];
      }
      const { parts } = partsIn({ app: objects }, policy);
      const { graph } = takeSnapshot({ layout: "chrome", roots: { app: objects } });
      const { frames } = nodeFramesOfGraph(graph, ownersOf(graph, policy));
      expect(parts.reduce((sum, { objectCount }) => sum + objectCount, 0)).toBe(300);
      for (const { selfSize, totalSize } of parts) {
        expect(totalSize).toBeGreaterThanOrEqual(selfSize);
        expect(totalSize).toBeLessThanOrEqual(frames.totalSize[0]!);
      }
    },
  );
});

test("strings are counted once for each content", () => {
  const found = partsIn({ app: ["one", "one", "other", 12345678901234567890n] });
  expect(found.values.toSorted((a, b) => b.count - a.count)).toEqual([
    { type: "string", count: 2 },
    { type: "bigint", count: 1 },
  ]);
});
