import { computed, effect, signal } from "@preact/signals-core";
import { reactive } from "@vue/reactivity";
import { CompressedTexture } from "three";
import { afterEach, describe, expect, test } from "vitest";
import { takeSnapshot } from "../../index.ts";
import { libraryFixtures } from "./libraries.fixture.ts";

/* The real packages. Only what the impls tell is asked for: the rest of the frames are the libraries' own business. */

const fixtures = libraryFixtures();

function foldedOf(name: string): string {
  expect(fixtures).toHaveProperty([name]);
  const snapshot = takeSnapshot({ roots: { root: fixtures[name] }, layout: "chrome" });
  expect(snapshot.warnings).toEqual([]);
  return snapshot.toFolded();
}

function gpuBytesOf(name: string): number {
  let bytes = 0;
  for (const [, size] of foldedOf(name).matchAll(/;gpu (\d+)$/gm)) bytes += Number(size);
  const { offHeapSize } = takeSnapshot({ roots: { root: fixtures[name] }, layout: "chrome" });
  expect(offHeapSize).toBeGreaterThanOrEqual(bytes);
  return bytes;
}

describe("three.js", () => {
  test.each([
    ["three: two geometries with one attribute", 300 * 4],
    ["three: geometry with interleaved attributes", 600 * 4],
    ["three: box", 24 * 3 * 4],
    ["three: texture of data", 64 * 32 * 4],
    ["three: texture of floats", 64 * 32 * 4],
    ["three: texture with mipmaps", Math.ceil((64 * 32 * 4 * 4) / 3)],
    ["three: compressed texture", 512 + 128],
    ["three: texture that is not marked for upload", 0],
    ["three: texture of a render target", 16 * 16 * 4],
  ])("%s: %i bytes on the GPU", (name, bytes) => {
    expect(gpuBytesOf(name)).toBe(bytes);
  });

  test("of mipmaps that claim to go on and on, the first levels are counted, and the rest is named", () => {
    const level = { data: new Uint8Array(16) };
    const endless = new Proxy([], {
      getOwnPropertyDescriptor: (_target, key) =>
        key === "length"
          ? { value: 2 ** 32 - 1, writable: true }
          : { value: level, writable: true, enumerable: true, configurable: true },
    });
    const texture = new CompressedTexture(endless, 32, 32);
    texture.needsUpdate = true;
    const snapshot = takeSnapshot({ roots: { texture }, layout: "chrome" });
    expect(snapshot.toFolded()).toContain(`;gpu ${64 * 16}\n`);
    expect(snapshot.warnings).toContainEqual({
      code: "texture-levels",
      path: "texture",
      detail: "The bytes of the mipmaps from the 65th to the 4294967295th are not counted.",
    });
  });
});

describe("Immutable", () => {
  test.each([
    ["immutable: map", "Immutable.Map"],
    ["immutable: list", "Immutable.List"],
    ["immutable: set", "Immutable.Set"],
    ["immutable: ordered map", "Immutable.OrderedMap"],
    ["immutable: stack", "Immutable.Stack"],
  ])("%s is called %s", (name, typeName) => {
    expect(foldedOf(name)).toContain(`root;${typeName} 12\n`);
  });

  test("a trie folds into few frames", () => {
    expect(takeSnapshot({ roots: { root: fixtures["immutable: map of 100"] } }).frameCount).toBeLessThan(25);
    expect(foldedOf("immutable: map of 100")).toContain("root;Immutable.Map;_root;Immutable.Node;nodes;Array;");
  });

  test("versions of a map share their nodes", () => {
    expect(foldedOf("immutable: versions of a map")).toContain("root;Array;(shared);Immutable.Node ");
  });
});

describe("MobX", () => {
  test("values stand under the names of their properties, without the getters", () => {
    const folded = foldedOf("mobx: store");
    expect(folded).toContain("root;CartStore;items;ObservableValue;value_;Array 16\n");
    expect(folded).toContain("root;CartStore;note;ObservableValue;value_;string 20\n");
    expect(folded).toContain("root;CartStore;count;ComputedValue 12\n");
    expect(folded).not.toContain(";get;Function");
  });

  test("a proxy of an observable object is told from its target", () => {
    const folded = foldedOf("mobx: observable");
    expect(folded).toContain("root;Object 20\n");
    expect(folded).toContain("root;Object;target;Object 12\n");
    expect(folded).toContain("root;Object;user;ObservableValue;value_;Object;name;ObservableValue;value_;string 24\n");
  });
});

describe("Preact signals", () => {
  test("fields have names", () => {
    expect(foldedOf("signals: signal")).toContain("root;Signal;value;Object;value;string 24\n");
    expect(foldedOf("signals: computed")).toContain("root;Computed;compute;Function 28\n");
  });

  test("what a computed signal was made from stands right below it", () => {
    const list = signal([{ id: 1 }, { id: 2 }]);
    const shown = computed(() => list.value.filter(({ id }) => id > 1));
    effect(() => void shown.value);
    const folded = takeSnapshot({ roots: { root: shown }, layout: "chrome" }).toFolded();
    expect(folded).toContain("root;Computed;sources;Signal;value;Array;elements;Object;id 8\n");
    expect(folded).toContain("root;Computed;value;Array;elements ");
  });
});

describe("Vue", () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "__VUE__");
  });

  test("where Vue runs, a reactive object refers to its raw object", () => {
    Object.assign(globalThis, { __VUE__: true });
    const raw = { list: [{ a: 1 }] };
    const state = reactive(raw);
    const snapshot = takeSnapshot({ roots: { app: { state, raw, list: state.list } }, layout: "chrome" });
    expect(snapshot.warnings).toEqual([]);
    /* The app's object, two proxies, the raw object, the list and its item: each once. */
    expect(snapshot.objectCount).toBe(6);
    expect(snapshot.toFolded()).toContain("app;Object;state;Reactive ");
  });

  test("elsewhere it is measured as its target", () => {
    expect(foldedOf("vue: reactive, where Vue does not run")).toContain("root;Object;list;Array;elements;Object;a 4\n");
  });
});
