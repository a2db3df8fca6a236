import { describe, expect, test } from "vitest";
import { KIND_FIELD, KIND_GROUP, KIND_SCRIPT, KIND_TYPE } from "../../graph/graph.ts";
import { writeFolded } from "../formats/folded-text.ts";
import { randomTable } from "../frame-table.fixture.ts";
import { FRAME_OFF_HEAP, type FrameTable } from "../frame-table.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";
import { LIBRARIES, myCode, packageOf } from "./my-code.ts";
import { applyTransforms } from "./transform.ts";

interface Script {
  readonly name: string;
  readonly size: number;
  readonly offHeap?: number;
}

/** Each script has a variable of some bytes, that holds one object. */
function framesOf(...scripts: readonly Script[]): FrameTable {
  const names = new FrameNames();
  const tree = new FrameTree(names);
  const group = tree.child(0, names.rowOf("Closures"), KIND_GROUP);
  for (const { name, size, offHeap = 0 } of scripts) {
    const script = tree.child(group, names.rowOf(name), KIND_SCRIPT);
    const variable = tree.child(script, names.rowOf("held"), KIND_FIELD);
    const object = tree.child(variable, names.rowOf("Object"), KIND_TYPE);
    tree.selfSize[variable]! += 4;
    tree.selfMaxSize[variable]! += 8;
    tree.selfSize[object]! += size;
    tree.selfMaxSize[object]! += size;
    tree.selfCount[object]! += 1;
    if (offHeap === 0) continue;
    const pixels = tree.child(object, names.rowOf("pixels"), KIND_FIELD);
    tree.flags[pixels] = FRAME_OFF_HEAP;
    tree.selfSize[pixels]! += offHeap;
    tree.selfMaxSize[pixels]! += offHeap;
  }
  return tree.finish();
}

const BUNDLE = framesOf(
  { name: "src/cart.ts", size: 12 },
  { name: "node_modules/react-dom/cjs/react-dom.js", size: 100 },
  { name: "node_modules/react-dom/client.js", size: 20 },
  { name: "node_modules/@scope/pixi/index.js", size: 40, offHeap: 1000 },
);

describe("my code", () => {
  test("folds scripts of packages into one frame, with one frame for each package", () => {
    expect(writeFolded(myCode(BUNDLE)!)).toBe(`Closures;(libraries);@scope/pixi 44
Closures;(libraries);@scope/pixi;(off-heap) 1000
Closures;(libraries);react-dom 128
Closures;src/cart.ts;held 4
Closures;src/cart.ts;held;Object 12
`);
  });

  test("folds derived packages where they stand", () => {
    const names = new FrameNames();
    const tree = new FrameTree(names);
    const modules = tree.child(tree.child(0, names.rowOf("Modules"), KIND_GROUP), names.rowOf("src/a.ts"), KIND_SCRIPT);
    const group = tree.child(0, names.rowOf("node_modules"), KIND_GROUP);
    const file = tree.child(
      tree.child(group, names.rowOf("react-dom"), KIND_SCRIPT),
      names.rowOf("client.js"),
      KIND_FIELD,
    );
    for (const [around, size] of [
      [modules, 4],
      [file, 8],
    ] as const)
      tree.selfSize[tree.child(around, names.rowOf("root"), KIND_FIELD)]! += size;
    expect(writeFolded(myCode(tree.finish())!)).toBe(`Modules;src/a.ts;root 4
node_modules;react-dom 8
`);
  });

  test("loses nothing, on the heap and outside of it", () => {
    const after = myCode(BUNDLE)!;
    for (const column of ["totalSize", "totalMaxSize", "totalCount"] as const) {
      expect(after[column][0]).toBe(BUNDLE[column][0]);
    }
    const offHeapOf = ({ flags, selfSize }: FrameTable): number =>
      selfSize.reduce((sum, size, f) => sum + ((flags[f]! & FRAME_OFF_HEAP) === 0 ? 0 : size), 0);
    expect(offHeapOf(after)).toBe(offHeapOf(BUNDLE));
  });

  test.each([
    ["node_modules/react/index.js", "react"],
    ["unpkg.example/app/node_modules/@scope/x/dist/x.js", "@scope/x"],
    ["node_modules/.pnpm/vue@3.5.0/node_modules/@vue/reactivity/dist/index.js", "@vue/reactivity"],
    ["main.js ./node_modules/lodash/lodash.js", "lodash"],
    ["src/node_modules.ts", null],
    ["my_node_modules/x.js", null],
    ["assets/index.js", null],
  ])("%s is of the package %s", (script, name) => {
    expect(packageOf(script)).toBe(name);
  });

  test("finds nothing where no script is of a package, and in a table that is bottom-up", () => {
    const frames = framesOf({ name: "assets/index.js", size: 12 });
    expect(applyTransforms(frames, [{ type: "my-code" }])).toEqual({ frames, found: [false] });
    expect(applyTransforms(BUNDLE, [{ type: "invert" }, { type: "my-code" }]).found).toEqual([true, false]);
    expect(applyTransforms(BUNDLE, [{ type: "my-code" }, { type: "my-code" }]).found).toEqual([true, false]);
    expect(myCode(randomTable(1, 100))).toBeNull();
  });

  test("can be followed by others", () => {
    const { frames, found } = applyTransforms(BUNDLE, [{ type: "my-code" }, { type: "only-type", name: "Object" }]);
    expect(found).toEqual([true, true]);
    expect(writeFolded(frames)).toBe("Object 12\n");
    expect(BUNDLE.names).not.toContain(LIBRARIES);
  });
});
