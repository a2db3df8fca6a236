import { computed, effect, signal } from "@preact/signals-core";
import { reactive } from "@vue/reactivity";
import {
  Map as ImmutableMap,
  Record as ImmutableRecord,
  Set as ImmutableSet,
  List,
  OrderedMap,
  Stack,
} from "immutable";
import { makeAutoObservable, observable } from "mobx";
import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CompressedTexture,
  DataTexture,
  FloatType,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  LinearMipmapLinearFilter,
  RedFormat,
  Texture,
  WebGLRenderTarget,
} from "three";

class CartStore {
  items: unknown[] = [];
  note = "a note";
  constructor() {
    makeAutoObservable(this);
  }
  get count(): number {
    return this.items.length;
  }
  add(item: unknown): void {
    this.items.push(item);
  }
}

export const libraryFixtures = (): Record<string, unknown> => {
  const store = new CartStore();
  store.add({ sku: "a-1" });
  const observed = observable({ user: { name: "some text" } });
  const count = signal({ value: "some text" });
  const doubled = computed(() => count.value);
  effect(() => void doubled.value);

  const geometry = new BufferGeometry();
  const positions = new BufferAttribute(new Float32Array(300), 3);
  geometry.setAttribute("position", positions);
  const second = new BufferGeometry();
  second.setAttribute("position", positions);
  const interleaved = new InterleavedBuffer(new Float32Array(600), 6);
  const withInterleaved = new BufferGeometry();
  withInterleaved.setAttribute("position", new InterleavedBufferAttribute(interleaved, 3, 0));
  withInterleaved.setAttribute("normal", new InterleavedBufferAttribute(interleaved, 3, 3));
  const data = new DataTexture(new Uint8Array(64 * 32 * 4), 64, 32);
  data.needsUpdate = true;
  const floats = new DataTexture(new Float32Array(64 * 32), 64, 32, RedFormat, FloatType);
  floats.needsUpdate = true;
  const mipmapped = new Texture({ width: 64, height: 32 } as unknown as HTMLImageElement);
  mipmapped.minFilter = LinearMipmapLinearFilter;
  mipmapped.needsUpdate = true;
  const compressed = new CompressedTexture(
    [
      { data: new Uint8Array(512), width: 32, height: 32 },
      { data: new Uint8Array(128), width: 16, height: 16 },
    ] as unknown as ConstructorParameters<typeof CompressedTexture>[0],
    32,
    32,
  );
  compressed.needsUpdate = true;
  return {
    "mobx: store": store,
    "mobx: observable": observed,
    "mobx: box": observable.box(1.5),
    "mobx: map": observable.map<string, object>([["key", { a: 1 }]]),
    "mobx: array": observable([{ a: 1 }]),
    "immutable: map": ImmutableMap<string, unknown>([
      ["one", { a: 1 }],
      ["two", "a text"],
    ]),
    "immutable: map of 100": ImmutableMap(Array.from({ length: 100 }, (_, i) => [i, i])),
    "immutable: versions of a map": (() => {
      const before = ImmutableMap(Array.from({ length: 40 }, (_, i) => [i, i]));
      return [before, before.set(7, -7)];
    })(),
    "immutable: list": List([1, 2, 3]),
    "immutable: list of 100": List(Array.from({ length: 100 }, (_, i) => i)),
    "immutable: set": ImmutableSet(["one", "two"]),
    "immutable: ordered map": OrderedMap({ a: 1 }),
    "immutable: stack": Stack([1, 2]),
    "immutable: record": ImmutableRecord({ name: "nobody" })({ name: "some text" }),
    "signals: signal": count,
    "signals: computed": doubled,
    "three: two geometries with one attribute": [geometry, second],
    "three: geometry with interleaved attributes": withInterleaved,
    "three: box": new BoxGeometry(1, 1, 1).getAttribute("position"),
    "three: texture of data": data,
    "three: texture of floats": floats,
    "three: texture with mipmaps": mipmapped,
    "three: compressed texture": compressed,
    "three: texture that is not marked for upload": new Texture({
      width: 64,
      height: 32,
    } as unknown as HTMLImageElement),
    "three: texture of a render target": new WebGLRenderTarget(16, 16).texture,
    "vue: reactive, where Vue does not run": reactive({ list: [{ a: 1 }] }),
  };
};
