import { describe, expect, test } from "vitest";
import { FlameGraph } from "./flame-graph.ts";

const leaf = (size: number): FlameGraph => {
  const graph = new FlameGraph();
  graph.addSelf(size);
  return graph;
};

const above = (children: Record<string, FlameGraph>): FlameGraph => {
  const graph = new FlameGraph();
  for (const [name, child] of Object.entries(children)) graph.addChild(name, child);
  return graph;
};

describe("FlameGraph", () => {
  test("is empty when new", () => {
    expect(new FlameGraph().totalSize).toBe(0);
    expect(new FlameGraph().write()).toBe("");
  });

  test("sums what is below a frame and the frame itself", () => {
    const graph = above({ app: above({ cache: leaf(7), state: leaf(3) }) });
    graph.addChild("app", leaf(1));
    graph.addSelf(100);
    expect(graph.totalSize).toBe(111);
    expect(graph.write()).toBe("app 1\napp;cache 7\napp;state 3\n");
    expect(String(graph)).toBe(graph.write());
  });

  test("adds graphs frame by frame", () => {
    const graph = above({ x: leaf(10) });
    graph.add(above({ x: above({ y: leaf(2) }), z: leaf(1) }));
    graph.add(leaf(5));
    expect(graph.totalSize).toBe(18);
    expect(graph.write()).toBe("x 10\nx;y 2\nz 1\n");
  });

  test("takes copies: what is done to a graph afterwards does not reach where it was added", () => {
    const child = leaf(1);
    const graph = above({ a: child, b: child });
    child.addSelf(100);
    graph.addChild("a", leaf(1));
    expect(graph.write()).toBe("a 2\nb 1\n");
    expect(graph.totalSize).toBe(3);
  });

  test("can be added to itself", () => {
    const graph = above({ a: above({ b: leaf(1) }) });
    graph.add(graph);
    expect(graph.write()).toBe("a;b 2\n");
    graph.addChild("a", graph);
    expect(graph.write()).toBe("a;a;b 2\na;b 2\n");
    expect(graph.totalSize).toBe(4);
  });

  test("sorts each level by key, not lines by text; keys by code point", () => {
    const graph = above({
      b: leaf(1),
      "a b": leaf(1),
      a: above({ z: leaf(1) }),
      "\u{1f600}": leaf(1),
      "\uffff": leaf(1),
      __proto__: leaf(1),
    });
    graph.addChild("__proto__", leaf(4));
    expect(graph.write()).toBe("__proto__ 4\na;z 1\na b 1\nb 1\n\uffff 1\n\u{1f600} 1\n");
  });

  test("can be wide", () => {
    const graph = new FlameGraph();
    for (let i = 0; i < 100_000; i++) graph.addChild(`k${i % 50_000}`, leaf(1));
    expect(graph.totalSize).toBe(100_000);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 0.5, "1", undefined])("refuses %j bytes", (size) => {
    expect(() => new FlameGraph().addSelf(size as number)).toThrow(RangeError);
  });

  test("refuses what is no graph or no key", () => {
    expect(() => new FlameGraph().add({} as FlameGraph)).toThrow("add: expected a FlameGraph; got object");
    expect(() => new FlameGraph().addChild("a", null as never)).toThrow(TypeError);
    expect(() => new FlameGraph().addChild(1 as never, leaf(1))).toThrow("addChild: expected a key; got number");
  });
});
