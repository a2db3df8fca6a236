import { describe, expect, test } from "vitest";
import { writeFolded } from "../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import { toGraph } from "../graph/locate-cells.ts";
import { totalsOf } from "../graph/totals.ts";
import { graphOfHeap } from "./graph-of-heap.ts";
import { type HeapNode, heapFileOf, heapOf, readHeap } from "./heap-file.fixture.ts";
import { EDGE_KINDS, NODE_KINDS } from "./heap-tables.ts";

function foldedOf(nodes: ReadonlyMap<string, HeapNode>): string[] {
  const graph = toGraph(graphOfHeap(readHeap(heapFileOf(nodes))));
  const frames = framesOfGraph(graph, ownersOf(graph, "owner"));
  const total = [...nodes.values()].reduce((sum, { size }) => sum + size, 0);
  expect(frames.totalSize[0], "V8's total").toBe(total);
  expect(totalsOf(graph)).toMatchObject({ size: total, maxSize: total });
  return writeFolded(frames).trimEnd().split("\n");
}

/** A heap with one page: its window refers to `app`. */
const pageOf = (rest: string): Map<string, HeapNode> =>
  heapOf(`
  root: synthetic "" 0
    shortcut 1 > window
    element 2 > gc
  gc: synthetic "(GC roots)" 0
    element 1 > handles
  handles: synthetic "(Global handles)" 0
    internal "1" > window
  window: object "Window / https://example.org" 28
    property "app" > app
  ${rest}`);

describe("what the extension has put into the page", () => {
  const EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";

  test("stands apart, and takes nothing from the page's owners", () => {
    expect(
      foldedOf(
        pageOf(`
        app: object "Cart" 28
          property "handler" > ours
          property "price" > price
        price: number "heap number" 12
        ours: closure "run" 32
          internal "shared" > code
          internal "context" > scope
        code: code "system / SharedFunctionInfo / run" 40
          internal "script" > script
        script: code "system / Script / ${EXTENSION}/allocative-agent.js" 80
        scope: object "system / Context" 16
          context "walk" > walk
        walk: object "Ui" 100
          property "price" > price
        world: native "system / NativeContext / ${EXTENSION}" 1200
          internal "array" > array
        array: closure "Array" 32
        loose: object "Loose" 20
          property "world" > world
        `),
      ),
    ).toEqual(
      [
        "Window / https://example.org;Window 28",
        "Window / https://example.org;Window;app;Cart 28",
        "Window / https://example.org;Window;app;Cart;price 12",
        "(allocative);roots;members;run() 32",
        "(allocative);roots;members;run();context;Context 16",
        "(allocative);roots;members;run();context;Context;walk;Ui 100",
        "(allocative);roots;members;run();shared;system / SharedFunctionInfo 40",
        "(allocative);roots;members;run();shared;system / SharedFunctionInfo;script;system / Script 80",
        "(allocative);roots;members;system / NativeContext 1200",
        "(allocative);roots;members;system / NativeContext;array;Array() 32",
        "(weakly held);roots;members;Loose 20",
      ].toSorted(),
    );
  });

  test("is not taken for that of another extension", () => {
    const folded = foldedOf(
      pageOf(`
      app: closure "run" 32
        internal "shared" > code
      code: code "system / SharedFunctionInfo / run" 40
        internal "script" > script
      script: code "system / Script / ${EXTENSION}/agent.js" 80
      `),
    );
    expect(folded.filter((line) => line.startsWith("(allocative)"))).toEqual([]);
  });
});

describe("objects of a page", () => {
  test("hang on its window by their fields", () => {
    expect(
      foldedOf(
        pageOf(`
        app: object "Cart" 28
          property "#secret" > pin
          property "price" > price
          property "__proto__" > proto
          internal "map" > shape
        pin: string "1234 and more" 24
        price: number "heap number" 12
          internal "map" > shape
        proto: object "Cart" 12
        shape: object-shape "system / Map" 40
        `),
      ),
    ).toEqual([
      "Window / https://example.org;Window 28",
      "Window / https://example.org;Window;app;Cart 28",
      "Window / https://example.org;Window;app;Cart;#secret;string 24",
      "Window / https://example.org;Window;app;Cart;__proto__;Cart 12",
      "Window / https://example.org;Window;app;Cart;map;system / Map 40",
      "Window / https://example.org;Window;app;Cart;price 12",
    ]);
  });

  test("storages are part of the object that alone has them", () => {
    expect(
      foldedOf(
        pageOf(`
        app: object "Object" 28
          property "list" > list
          property "map" > map
          property "set" > set
          property "bytes" > bytes
        list: object "Array" 16
          element 0 > item
          element 1 > number
          internal "elements" > items
        items: array "(object elements)" 20
          internal "0" > item
          internal "1" > number
        item: object "Item" 12
        number: number "heap number" 12
        map: object "Map" 16
          internal "table" > table
        table: array "" 76
          internal "5" > key
          internal "6" > value
        key: object "Key" 12
        value: object "Value" 20
        set: object "Set" 16
          internal "table" > entries
        entries: array "" 100
          internal "7" > member
        member: object "Member" 12
        bytes: object "ArrayBuffer" 52
          internal "1 / backing_store" > store
        store: native "system / JSArrayBufferData" 1000
        `),
      ).map((line) => line.replace("Window / https://example.org;Window;app;", "")),
    ).toEqual([
      "Window / https://example.org;Window 28",
      "Object 28",
      "Object;bytes;ArrayBuffer 52",
      "Object;bytes;ArrayBuffer;backing_store 1000",
      "Object;list;Array 16",
      "Object;list;Array;elements 32",
      "Object;list;Array;elements;Item 12",
      "Object;map;Map 16",
      "Object;map;Map;table 76",
      "Object;map;Map;table;key;Key 12",
      "Object;map;Map;table;value;Value 20",
      "Object;set;Set 16",
      "Object;set;Set;table 100",
      "Object;set;Set;table;key;Member 12",
    ]);
  });

  test("a text has what it says outside of the heap, unless another text has it, too", () => {
    expect(
      foldedOf(
        pageOf(`
        app: object "App" 12
          property "own" > own
          property "one" > one
          property "other" > other
        own: string "of a document" 60
          internal "1 / backing_store" > data
        data: native "system / ExternalStringData" 25
        one: string "twice" 60
          internal "1 / backing_store" > common
        other: string "twice" 60
          internal "1 / backing_store" > common
        common: native "system / ExternalStringData" 17
        `),
      ).map((line) => line.replace("Window / https://example.org;Window;app;", "")),
    ).toEqual([
      "Window / https://example.org;Window 28",
      "App 12",
      "App;(shared);system / ExternalStringData 17",
      "App;one;string 60",
      "App;other;string 60",
      "App;own;string 60",
      "App;own;string;backing_store 25",
    ]);
  });

  test("closures have their contexts, variables are fields", () => {
    expect(
      foldedOf(
        pageOf(`
        app: closure "onClick" 32
          internal "context" > context
          internal "shared" > shared
        context: object "system / Context / scope @457" 20
          context "big" > big
          internal "previous" > outer
        outer: object "system / Context" 20
          context "log" > log
        log: closure "" 28
        big: object "Array" 16
        shared: code "system / SharedFunctionInfo / onClick" 48
        `),
      ).map((line) => line.replace("Window / https://example.org;Window;app;", "")),
    ).toEqual([
      "Window / https://example.org;Window 28",
      "onClick() 32",
      "onClick();context;Context 20",
      "onClick();context;Context;big;Array 16",
      "onClick();context;Context;previous;Context 20",
      "onClick();context;Context;previous;Context;log;(anonymous function) 28",
      "onClick();shared;system / SharedFunctionInfo 48",
    ]);
  });

  test("values of a WeakMap belong to their keys; weak references hold nothing", () => {
    const pair = "5 / part of key (Object @48967) -> value (Object @50153) pair in WeakMap (table @50147)";
    expect(
      foldedOf(
        pageOf(`
        app: object "App" 28
          property "key" > key
          property "notes" > notes
        key: object "Key" 12
          internal "${pair}" > value
        notes: object "WeakMap" 16
          internal "table" > table
        table: array "" 52
          weak "4" > key
          internal "${pair}" > value
          weak "9" > gone
        value: object "Note" 20
        gone: object "Gone" 44
          property "deep" > deep
        deep: object "Deep" 8
        `),
      ).map((line) => line.replace("Window / https://example.org;Window;app;", "")),
    ).toEqual([
      "(weakly held);roots;members;Gone 44",
      "(weakly held);roots;members;Gone;deep;Deep 8",
      "Window / https://example.org;Window 28",
      "App 28",
      "App;key;Key 12",
      "App;key;Key;(in WeakMap);Note 20",
      "App;notes;WeakMap 16",
      "App;notes;WeakMap;table 52",
    ]);
  });

  test("an object of more than 64 fields is a dictionary, a window is not", () => {
    const fields = Array.from({ length: 70 }, (_, i) => `property "k${i}" > v${i}`).join("\n");
    const values = Array.from({ length: 70 }, (_, i) => `v${i}: object "Value" 10`).join("\n");
    const page = heapOf(`
      root: synthetic "" 0
        shortcut 1 > window
      window: object "global" 28
        ${fields}
        property "app" > app
      app: object "Object" 16
        ${fields.replaceAll("> v", "> w")}
      ${values}
      ${values.replaceAll("v", "w")}`);
    const lines = foldedOf(page);
    expect(lines).toHaveLength(73);
    expect(lines).toContain("global;global;app;Object;[key];Value 700");
    expect(lines).toContain("global;global;k69;Value 10");
  });

  test("variables are told by name, however many; what has two names by the better one", () => {
    const variables = Array.from({ length: 70 }, (_, i) => `context "v${i}" > x${i}`).join("\n");
    const values = Array.from({ length: 70 }, (_, i) => `x${i}: object "Value" 10`).join("\n");
    const lines = foldedOf(
      pageOf(`
        app: closure "f" 32
          internal "context" > context
          hidden 3 > pixels
        context: object "system / Context" 300
          ${variables}
          context "pixels" > pixels
        pixels: native "Float32Array" 60
          element 3 > buffer
          property "__proto__" > proto
          internal "buffer" > buffer
        buffer: object "ArrayBuffer" 52
        proto: object "Float32Array" 12
        ${values}`),
    );
    expect(lines.filter((line) => /Context;v\d+;Value 10$/.test(line))).toHaveLength(70);
    expect(lines).toContainEqual(expect.stringMatching(/f\(\);\(internal\);Float32Array;buffer;ArrayBuffer 52$/));
  });

  test("C++ objects with a wrapper are objects, others are not", () => {
    const nodes = pageOf(`
        app: native "<div>" 104
          property "__proto__" > proto
          element 3 > style
        proto: object "HTMLDivElement" 28
        style: native "blink::ComputedStyle" 72`);
    const graph = toGraph(graphOfHeap(readHeap(heapFileOf(nodes))));
    /* The window, the element and the prototype. */
    expect(totalsOf(graph).objectCount).toBe(3);
  });

  test("nodes of documents are told by their tags, detached ones as such, C++ by its class", () => {
    expect(
      foldedOf(
        pageOf(
          `
        app: native "<div class=\\"a > b\\" id=\\"x\\">" 104 detached
          element 3 > style
          element 4 > text
        style: native "blink::HeapVectorBacking<blink::Member<blink::Node>>" 64
        text: native "Text" 80 detached
        `.replaceAll('\\"', "'"),
        ),
      ).map((line) => line.replace("Window / https://example.org;Window;app;", "")),
    ).toEqual([
      "Window / https://example.org;Window 28",
      "Detached <div> 104",
      "Detached <div>;members;Detached Text 80",
      "Detached <div>;members;blink::HeapVectorBacking 64",
    ]);
  });
});

describe("roots", () => {
  test("what only the engine holds stands below its roots; what it holds besides the page is the page's", () => {
    expect(
      foldedOf(
        heapOf(`
        root: synthetic "" 0
          shortcut 1 > window
          element 2 > gc
          element 3 > cpp
        gc: synthetic "(GC roots)" 0
          element 1 > handles
        handles: synthetic "(Global handles)" 0
          internal "1" > app
          internal "2" > own
        cpp: synthetic "C++ roots" 16
          element 1 > app
        window: object "Window" 28
          property "app" > app
        app: object "App" 12
        own: object "Debugger" 20
        `),
      ),
    ).toEqual([
      "(GC roots);roots;members;(Global handles);(internal);Debugger 20",
      "C++ roots;roots 16",
      "Window;Window 28",
      "Window;Window;app;App 12",
    ]);
  });

  test("where no shortcut names a global object, as with V8's internals exposed, the native contexts lead there", () => {
    const nodesOf = (ofRoot: string): Map<string, HeapNode> =>
      heapOf(`
        root: synthetic "" 0
          ${ofRoot}
          element 1 > gc
        gc: synthetic "(GC roots)" 0
          internal "1" > context
        context: hidden "system / NativeContext" 80
          internal "extension" > global
          internal "global_proxy_object" > proxy
        function: hidden "system / Context" 20
          internal "extension" > other
        other: object "Object" 12
        proxy: object "global" 16
        global: object "global" 28
          property "store" > store
          internal "native_context" > context
          internal "function" > function
        store: object "Store" 12
      `);
    const plain = foldedOf(nodesOf("shortcut 2 > global"));
    expect(plain).toContain("global;global;store;Store 12");
    expect(foldedOf(nodesOf(""))).toEqual(plain);
  });

  test("where the first node has no shortcut, those of the browser's windows tell the pages; scripts of extensions are the engine's", () => {
    expect(
      foldedOf(
        heapOf(`
        root: synthetic "" 0
          element 1 > gc
        gc: synthetic "(GC roots)" 0
          element 1 > page
          element 2 > isolated
        page: native "system / NativeContext" 0
          internal "global_object" > window
          internal "global_proxy_object" > proxy
        isolated: native "system / NativeContext" 0
          internal "global_object" > other
        proxy: native "Window / http://127.0.0.1" 912
          shortcut "global_object" > window
        window: object "Window [JSGlobalObject] / http://127.0.0.1" 24
          property "app" > app
          internal "global_proxy" > proxy
        other: object "Window [JSGlobalObject] / http://127.0.0.1" 20
          property "app" > app
        app: object "App" 12
        `),
      ),
    ).toEqual([
      "(GC roots);roots;members;system / NativeContext;global_object;Window 20",
      "Window / http://127.0.0.1;Window 24",
      "Window / http://127.0.0.1;Window;app;App 12",
      "Window / http://127.0.0.1;Window;global_proxy;Window 912",
    ]);
  });

  test("of one name are numbered; what two pages share stands beside them", () => {
    expect(
      foldedOf(
        heapOf(`
        root: synthetic "" 0
          shortcut 1 > one
          shortcut 2 > two
        one: object "Window" 10
          property "app" > app
        two: object "Window" 20
          property "app" > app
        app: object "App" 12
        `),
      ),
    ).toEqual(["(shared);App 12", "Window (2);Window 20", "Window;Window 10"]);
  });

  test("100,000 of one name have names of their own", () => {
    const count = 100_000;
    const nodes = new Map<string, HeapNode>([
      [
        "root",
        {
          kind: "synthetic",
          name: "",
          size: 0,
          edges: Array.from({ length: count }, (_, i) => ["shortcut", i, `w${i}`]),
        },
      ],
    ]);
    for (let i = 0; i < count; i++) nodes.set(`w${i}`, { kind: "object", name: i === 5 ? "W (3)" : "W", size: 4 });
    expect(foldedOf(nodes)).toHaveLength(count);
  });
});

test("no byte is lost, whatever refers to what, seeded; the graph is one that the decoder takes", () => {
  const random = randomFrom(5);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const names = [
    "elements",
    "table",
    "properties",
    "backing_store",
    "map",
    "0",
    "7",
    "__proto__",
    "global_object",
    "x",
  ];
  for (let round = 0; round < 300; round++) {
    const count = 1 + Math.floor(random() * 40);
    const keys = Array.from({ length: count }, (_, i) => `n${i}`);
    const nodes = new Map<string, HeapNode>();
    for (const key of keys) {
      const edges = Array.from({ length: Math.floor(random() * 5) }, () => {
        const kind = one(EDGE_KINDS);
        const isNumbered = kind === "element" || kind === "hidden";
        return [kind, isNumbered ? Math.floor(random() * 9) : one(names), one(keys)] as const;
      });
      const size = random() < 0.2 ? 0 : random() < 0.05 ? 2 ** 33 : Math.floor(random() * 30) * 4;
      nodes.set(key, { kind: one(NODE_KINDS), name: one(["Map", "Set", "", "Window", "f"]), size, edges });
    }
    foldedOf(nodes);
    const graph = toGraph(graphOfHeap(readHeap(heapFileOf(nodes))));
    expect(decodeGraph(encodeGraph(graph))).toMatchObject({ ok: true });
  }
});

test("a list of 100,000 links and a Map of 100,000 entries are read", () => {
  const nodes = new Map<string, HeapNode>([
    ["root", { kind: "synthetic", name: "", size: 0, edges: [["shortcut", 1, "window"]] }],
    [
      "window",
      {
        kind: "object",
        name: "global",
        size: 8,
        edges: [
          ["property", "list", "l0"],
          ["property", "map", "map"],
        ],
      },
    ],
    ["map", { kind: "object", name: "Map", size: 16, edges: [["internal", "table", "table"]] }],
  ]);
  const count = 100_000;
  const first = 3 + 65536;
  nodes.set("table", {
    kind: "array",
    name: "",
    size: (2 + 3 + 7 * 65536) * 4,
    edges: Array.from({ length: count }, (_, i) => ["internal", String(first + 3 * i + 1), `l${i}`]),
  });
  for (let i = 0; i < count; i++) {
    nodes.set(`l${i}`, {
      kind: "object",
      name: "Link",
      size: 12,
      edges: i + 1 < count ? [["property", "next", `l${i + 1}`]] : [],
    });
  }
  expect(foldedOf(nodes)).toEqual([
    "global;global 8",
    "global;global;(shared);Link 1199988",
    "global;global;list;Link 12",
    "global;global;map;Map 16",
    `global;global;map;Map;table ${(2 + 3 + 7 * 65536) * 4}`,
  ]);
});
