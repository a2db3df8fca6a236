import { afterEach, describe, expect, test } from "vitest";
import {
  type Allocative,
  FlameGraphBuilder,
  key,
  registerImpl,
  registerRoot,
  SnapshotOptionError,
  type Visitor,
  VisitorError,
  visit,
} from "../index.ts";
import { compareKeys } from "./flame-graph.ts";

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("allocative.registry"));
});

/** Frames and warnings that the calls of `tell` give. */
function built(tell: (visitor: Visitor) => void): { folded: string; warnings: string } {
  const builder = new FlameGraphBuilder({ layout: "chrome" });
  const visitor = builder.rootVisitor();
  tell(visitor);
  visitor.exit();
  const { flamegraph, warnings } = builder.finish();
  return { folded: flamegraph.write(), warnings };
}

describe("key", () => {
  test("gives one key for one name", () => {
    expect(key("items")).toBe(key("items"));
    expect(key("items")).not.toBe(key("item"));
    expect(`${key("items")}`).toBe("items");
    expect(() => key(1 as never)).toThrow("key: expected a string; got number");
  });

  test("visit is a symbol that any script can name", () => {
    expect(visit).toBe(Symbol.for("allocative.visit"));
  });
});

describe("calls of a visitor, as the crate counts them", () => {
  test("nothing gives nothing", () => {
    expect(built(() => {})).toEqual({ folded: "", warnings: "" });
  });

  test("what is inline is part of the frame around it", () => {
    const { folded, warnings } = built((visitor) => {
      const struct = visitor.enter(key("Struct"), 10);
      struct.visitSimple(key("a"), 3);
      struct.visitFieldWith(key("b"), 4, (field) => field.visitSimple(key("inner"), 4));
      struct.exit();
    });
    expect(folded).toBe("Struct 3\nStruct;a 3\nStruct;b;inner 4\n");
    expect(warnings).toBe("");
  });

  test("what a unique pointer points to comes on top", () => {
    const { folded } = built((visitor) => {
      const struct = visitor.enter(key("Struct"), 10);
      struct.visitSimple(key("a"), 3);
      const pointer = struct.enterUnique(key("p"), 6);
      pointer.visitSimple(key("x"), 13);
      pointer.exit();
      struct.exit();
    });
    expect(folded).toBe("Struct 1\nStruct;a 3\nStruct;p 6\nStruct;p;x 13\n");
  });

  test("what several point to stands once, at the top", () => {
    const pointee = {};
    const { folded, warnings } = built((visitor) => {
      for (let i = 0; i < 2; i++) {
        const struct = visitor.enter(key("Struct"), 10);
        struct.visitSimple(key("a"), 3);
        const shared = struct.enterShared(key("p"), 6, pointee);
        expect(shared === undefined).toBe(i === 1);
        shared?.visitSimple(key("Shared"), 13);
        shared?.exit();
        struct.exit();
      }
    });
    expect(folded).toBe("Shared 13\nStruct 2\nStruct;a 6\nStruct;p 12\n");
    expect(warnings).toBe("");
  });

  test("an inline child larger than its frame is told, and shown", () => {
    const { folded, warnings } = built((visitor) => {
      const a = visitor.enter(key("a"), 10);
      a.visitSimple(key("b"), 13);
      a.exit();
    });
    expect(folded).toBe("a;b 13\n");
    expect(warnings).toBe("Incorrect size declaration for node `a`, size of self: 10, size of inline children: 13\n");
  });

  test("frames can be 100,000 deep", () => {
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    const visitors = [builder.rootVisitor()];
    for (let i = 0; i < 100_000; i++) visitors.push(visitors.at(-1)!.enterUnique(key("next"), 0));
    visitors.at(-1)!.visitSimple(key("leaf"), 1);
    while (visitors.length > 0) visitors.pop()!.exit();
    const { flamegraph } = builder.finish();
    expect(flamegraph.totalSize).toBe(1);
    expect(flamegraph.write()).toBe(`${"next;".repeat(100_000)}leaf 1\n`);
  });

  test("a body with spare room", () => {
    const { folded } = built((visitor) => visitor.visitVecLikeBody([1, 2, 3], 8, 8));
    expect(folded).toBe("capacity;number 24\ncapacity;unused_capacity 40\n");
  });

  test("items that describe themselves are visited in their frame, with a told size as in the crate", () => {
    class Item implements Allocative {
      [visit](visitor: Visitor): void {
        visitor.enterSelfSized(Item, 5).exit();
      }
    }
    const { folded } = built((visitor) => {
      const list = visitor.enter(key("list"), 20);
      list.visitSlice([new Item(), new Item()], 5);
      list.visitIter(new Set([new Item()]), 5);
      list.visitIter([true, false], 1);
      list.exit();
    });
    expect(folded).toBe("list 3\nlist;Item 15\nlist;boolean 2\n");
  });

  test("maps and sets under `data`", () => {
    expect(built((visitor) => visitor.visitGenericMapFields(new Map([[1, 2]]), { key: 2, value: 1 })).folded).toBe(
      "data 1\ndata;key 2\ndata;value 1\n",
    );
    expect(built((visitor) => visitor.visitGenericMapFields([[1, true]] as const)).folded).toBe(
      "data 4\ndata;key 4\ndata;value 4\n",
    );
    expect(built((visitor) => visitor.visitGenericSetFields(new Set([1, 2]), 1)).folded).toBe("data 2\ndata;key 2\n");
    expect(built((visitor) => visitor.visitGenericSetFields([7])).folded).toBe("data 4\ndata;key 4\n");
  });

  test("types by name, by class, by value", () => {
    class Point {
      x = 1;
      y = 2;
    }
    const { folded } = built((visitor) => {
      visitor.enterSelfSized(key("Named"), 1).exit();
      visitor.enterSelfSized(Point, 2).exit();
      visitor.enterSelfSized(new Map(), 3).exit();
      visitor.enterSelf([], 4).exit();
      visitor.visitSimpleSized(key("u32"), 5);
      visitor.visitSimpleSized(Date, 6);
      visitor.visitSimpleSized(1.5);
      visitor.visitSimpleSized({ a: 1, b: 2 });
      visitor.enterSelf(new Point()).exit();
    });
    expect(folded).toBe("Array 4\nDate 6\nMap 3\nNamed 1\nObject 20\nPoint 22\nnumber 4\nu32 5\n");
  });

  test("write what a plain model of the crate writes, whatever the calls", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomOf(seed);
      const pointees = [{}, {}, {}];
      const model = new CrateModel();
      const { folded, warnings } = built((visitor) => tellAtRandom(visitor, model.root, 0));
      expect({ folded, warnings }, `seed ${seed}`).toEqual(model.written());

      function tellAtRandom(visitor: Visitor, frame: ModelFrame, depth: number): void {
        for (let i = random(4); i > 0; i--) {
          const name = "abc"[random(3)]!;
          const size = random(30);
          const kind = depth > 5 ? 0 : random(4);
          const inner = model.down(frame, name, size);
          if (kind === 0) visitor.visitSimple(key(name), size);
          else if (kind === 3) {
            const pointee = pointees[random(3)]!;
            const shared = visitor.enterShared(name, size, pointee);
            expect(shared === undefined).toBe(model.seen.has(pointee));
            model.seen.add(pointee);
            if (shared === undefined) continue;
            tellAtRandom(shared, model.root, depth + 1);
            shared.exit();
          } else {
            if (kind === 2) inner.isUnique = true;
            const entered = kind === 2 ? visitor.enterUnique(name, size) : visitor.enter(name, size);
            tellAtRandom(entered, inner, depth + 1);
            entered.exit();
          }
        }
      }
    }
  });
});

describe("objects", () => {
  class Cart implements Allocative {
    readonly items = [{ sku: "a-1" }];
    readonly #note = "to be wrapped";
    [visit](visitor: Visitor): void {
      const self = visitor.enterSelf(this);
      self.visitField(key("items"), this.items);
      self.visitField(key("#note"), this.#note);
      self.exit();
    }
  }

  test("describe themselves; what their fields hold is walked", () => {
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    builder.visitRoot(new Cart());
    const { flamegraph, warnings } = builder.finish();
    expect(flamegraph.write()).toBe(
      [
        "Cart 12",
        "Cart;#note 4",
        "Cart;#note;string 28",
        "Cart;items 4",
        "Cart;items;Array 16",
        "Cart;items;Array;elements 12",
        "Cart;items;Array;elements;Object 12",
        "Cart;items;Array;elements;Object;sku 4",
        "Cart;items;Array;elements;Object;sku;string 16",
        "",
      ].join("\n"),
    );
    expect(warnings).toBe("");
    expect(flamegraph.totalSize).toBe(108);
  });

  test("that are plain are walked; what several of them hold stands at the top", () => {
    const theme = { dark: true };
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    builder.visitRoot({ theme, a: 1 });
    builder.visitRoot([theme]);
    expect(builder.finishAndWriteFlameGraph()).toBe(
      "Array 16\nArray;elements 12\nObject 24\nObject;a 4\nObject;dark 4\nObject;theme 4\n",
    );
  });

  test("are told once, though a field leads back to them", () => {
    class Node implements Allocative {
      next: unknown;
      [visit](visitor: Visitor): void {
        const self = visitor.enterSelfSized(Node, 16);
        self.visitField("next", this.next);
        self.exit();
      }
    }
    const node = new Node();
    node.next = { back: node };
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    builder.visitRoot(node);
    expect(builder.finishAndWriteFlameGraph()).toBe(
      "Node 12\nNode;next 4\nNode;next;Object 12\nNode;next;Object;back 4\n",
    );
  });

  test("of a class with a registered impl are told by it", () => {
    registerImpl(Map, (_map, visitor) => visitor.visitSimple("registered", 7));
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    builder.visitRoot(new Map());
    expect(builder.finishAndWriteFlameGraph()).toBe("registered 7\n");
  });

  test("that cannot be read are a warning", () => {
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    const { proxy, revoke } = Proxy.revocable({}, {});
    builder.visitRoot({ held: { proxy } });
    revoke();
    expect(builder.finish().warnings).toMatch(/^held;proxy: object-unreadable: .*\n$/);
  });

  test("registered as roots are visited, the ones that are gone left out", () => {
    registerRoot("cart", new Cart());
    registerRoot("broken", () => {
      throw new Error("no store yet");
    });
    registerRoot("nothing", () => undefined);
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    builder.visitGlobalRoots();
    const { flamegraph, warnings } = builder.finish();
    expect(flamegraph.write()).toContain("Cart;items 4\n");
    expect(warnings).toBe(
      'Root `broken` is left out: its getter threw an error with the page\'s own words "no store yet"\n',
    );
  });
});

describe("misuse by the caller throws", () => {
  const misuses: [string, (builder: FlameGraphBuilder) => void, RegExp][] = [
    ["a second root visitor", (b) => [b.rootVisitor(), b.rootVisitor()], /rootVisitor: a visitor is still open/],
    ["finishing while a visitor is open", (b) => [b.rootVisitor(), b.finish()], /finish: a visitor is still open/],
    ["finishing twice", (b) => [b.finish(), b.finish()], /finish: the builder is finished/],
    ["a visit after finish", (b) => [b.finish(), b.visitRoot({})], /visitRoot: the builder is finished/],
    [
      "global roots after finish",
      (b) => [b.finish(), b.visitGlobalRoots()],
      /visitGlobalRoots: the builder is finished/,
    ],
    [
      "a call on an exited visitor",
      (b) => {
        const visitor = b.rootVisitor();
        visitor.exit();
        visitor.visitSimple("a", 1);
      },
      /visitSimple: this visitor was exited/,
    ],
    [
      "an exit too many",
      (b) => {
        const visitor = b.rootVisitor();
        visitor.exit();
        visitor.exit();
      },
      /exit: this visitor was exited/,
    ],
    [
      "a call while an inner visitor is open",
      (b) => {
        const visitor = b.rootVisitor();
        visitor.enter("a", 1);
        visitor.visitSimple("b", 1);
      },
      /visitSimple: a visitor that was entered further inside is still open/,
    ],
    ["a negative size", (b) => b.rootVisitor().visitSimple("a", -1), /size of "a" must be a whole number .*; got -1/],
    ["NaN", (b) => b.rootVisitor().enter("a", Number.NaN), /got NaN/],
    ["an infinite size", (b) => b.rootVisitor().enterUnique("a", Number.POSITIVE_INFINITY), /got Infinity/],
    ["half a byte", (b) => b.rootVisitor().visitField("a", 1, 0.5), /got 0.5/],
    ["a size that is no number", (b) => b.rootVisitor().enterShared("a", "4" as never, {}), /got string/],
    ["a name that is none", (b) => b.rootVisitor().enter(7 as never, 1), /expected a key as the name; got number/],
    [
      "a pointee that is none",
      (b) => b.rootVisitor().enterShared("a", 1, 7 as never),
      /expected an object as the pointee/,
    ],
    ["a self that is none", (b) => b.rootVisitor().enterSelf(7 as never), /enterSelf: expected an object; got number/],
    ["nothing to call", (b) => b.rootVisitor().visitFieldWith("a", 1, 7 as never), /expected a function; got number/],
    ["nothing to iterate", (b) => b.rootVisitor().visitIter(7 as never), /can be iterated; got number/],
    ["no list", (b) => b.rootVisitor().visitSlice(null as never), /an array or the like; got null/],
    ["a capacity below the length", (b) => b.rootVisitor().visitVecLikeBody([1, 2], 1), /at least the 2 items; got 1/],
    ["a root that is no object", (b) => b.visitRoot(7 as never), /visitRoot: expected an object; got number/],
    [
      "a visit that leaves a frame open",
      (b) => b.visitRoot({ [visit]: (visitor: Visitor) => void visitor.enter("a", 1) }),
      /entered frames that it did not exit/,
    ],
    [
      "a visit that exits what it did not enter",
      (b) => b.visitRoot({ [visit]: (visitor: Visitor) => visitor.exit() }),
      /exited a visitor that it did not enter/,
    ],
  ];

  test.each(misuses)("%s", (_name, misuse, message) => {
    const run = () => misuse(new FlameGraphBuilder({ layout: "chrome" }));
    expect(run).toThrow(message);
    expect(run).toThrow(
      /got number$/.test(message.source) && /visitRoot/.test(message.source) ? TypeError : VisitorError,
    );
  });

  test("a visit that throws comes through, and the builder goes on", () => {
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    const root = {
      [visit](visitor: Visitor): void {
        visitor.enter("half", 3);
        throw new Error("no more");
      },
    };
    expect(() => builder.visitRoot(root)).toThrow("no more");
    builder.rootVisitor().exit();
    expect(builder.finishAndWriteFlameGraph()).toBe("half 3\n");
  });

  test("a layout that is none", () => {
    expect(() => new FlameGraphBuilder({ layout: "gecko" as never })).toThrow(SnapshotOptionError);
  });
});

interface ModelFrame {
  size: number;
  isUnique: boolean;
  readonly children: Map<string, ModelFrame>;
}

/** The crate's accounting in its plainest form, by recursion. */
class CrateModel {
  readonly root: ModelFrame = { size: 0, isUnique: false, children: new Map() };
  readonly seen = new Set<object>();

  down(frame: ModelFrame, name: string, size: number): ModelFrame {
    let child = frame.children.get(name);
    if (child === undefined) {
      child = { size: 0, isUnique: false, children: new Map() };
      frame.children.set(name, child);
    }
    child.size += size;
    return child;
  }

  written(): { folded: string; warnings: string } {
    let folded = "";
    let warnings = "";
    const write = (frame: ModelFrame, stack: readonly string[]): void => {
      let inline = 0;
      if (!frame.isUnique) for (const child of frame.children.values()) inline += child.size;
      const own = frame.size - inline;
      if (stack.length > 0 && own > 0) folded += `${stack.join(";")} ${own}\n`;
      if (stack.length > 0 && own < 0) {
        warnings += `Incorrect size declaration for node \`${stack.join(";")}\`, size of self: ${frame.size}, size of inline children: ${inline}\n`;
      }
      for (const name of [...frame.children.keys()].sort(compareKeys))
        write(frame.children.get(name)!, [...stack, name]);
    };
    write(this.root, []);
    return { folded, warnings };
  }
}

/** Whole numbers below a bound, the same for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
