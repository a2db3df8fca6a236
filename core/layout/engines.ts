import {
  CHROMIUM_VERSIONS,
  leastOf,
  mostOf,
  NODE_VERSIONS,
  type SizeByVersion,
  spanOf,
  type VersionSpan,
} from "./calibrated-versions.ts";
import type { FixedSizes, Layout, VersionedSizes } from "./layout.ts";

type SizesByVersion = { readonly [Size in keyof VersionedSizes]: SizeByVersion };

/** Chromium, Edge and Electron: V8 with pointer compression. */
const CHROME_SIZES: FixedSizes = {
  name: "chrome",
  wordSize: 4,
  maxSmi: 2 ** 30 - 1,
  minSmi: -(2 ** 30),
  heapNumberSize: 12,
  objectHeaderSize: 12,
  emptyObjectSlots: 4,
  arrayHeaderSize: 16,
  mapHeaderSize: 16,
  weakMapHeaderSize: 16,
  functionSize: 28,
  functionWithPrototypeSize: 32,
  symbolSize: 16,
  regExpSize: 24,
  promiseSize: 20,
  errorSize: 24,
  weakRefSize: 16,
  boxedSize: 16,
  boundFunctionSize: 24,
  wasmTableSize: 36,
  typedArrayInHeapLimit: 64,
  accessorPairSize: 12,
  stringHeaderSize: 12,
  indirectStringSize: 20,
  externalStringSize: 72,
};

const CHROME_SIZES_BY_VERSION: SizesByVersion = {
  dateSize: 52,
  regExpDataSize: [40, 48, 48, 48, 84, 84],
  arrayBufferSize: 52,
  typedArraySize: 60,
  dataViewSize: 48,
};

/** Node without pointer compression, as it is built for all platforms. */
const NODE_SIZES: FixedSizes = {
  name: "node",
  wordSize: 8,
  maxSmi: 2 ** 31 - 1,
  minSmi: -(2 ** 31),
  heapNumberSize: 16,
  objectHeaderSize: 24,
  emptyObjectSlots: 4,
  arrayHeaderSize: 32,
  mapHeaderSize: 32,
  weakMapHeaderSize: 32,
  functionSize: 56,
  functionWithPrototypeSize: 64,
  symbolSize: 24,
  regExpSize: 56,
  promiseSize: 48,
  errorSize: 48,
  weakRefSize: 32,
  boxedSize: 32,
  boundFunctionSize: 48,
  wasmTableSize: 72,
  typedArrayInHeapLimit: 64,
  accessorPairSize: 24,
  stringHeaderSize: 16,
  indirectStringSize: 32,
  externalStringSize: 0,
};

const NODE_SIZES_BY_VERSION: SizesByVersion = {
  /* Until Node 22 the time was a number in a box. */
  dateSize: [112, 112, 96, 96],
  regExpDataSize: [48, 48, 64, 64],
  arrayBufferSize: [88, 88, 96, 96],
  typedArraySize: [96, 96, 104, 104],
  dataViewSize: [80, 80, 88, 88],
};

/** Firefox: SpiderMonkey on 64 bits. */
const FIREFOX_SIZES: FixedSizes = {
  name: "firefox",
  wordSize: 8,
  maxSmi: 2 ** 31 - 1,
  minSmi: -(2 ** 31),
  heapNumberSize: 0,
  objectHeaderSize: 24,
  emptyObjectSlots: 0,
  arrayHeaderSize: 24,
  mapHeaderSize: 120,
  weakMapHeaderSize: 40,
  functionSize: 56,
  functionWithPrototypeSize: 56,
  /* One of the page, and the one that it stands for. */
  symbolSize: 32,
  regExpSize: 56,
  promiseSize: 56,
  errorSize: 88,
  weakRefSize: 56,
  boxedSize: 40,
  boundFunctionSize: 88,
  wasmTableSize: 40,
  typedArrayInHeapLimit: 96,
  accessorPairSize: 16,
  stringHeaderSize: 24,
  indirectStringSize: 24,
  externalStringSize: 0,
};

const FIREFOX_SIZES_BY_VERSION: SizesByVersion = {
  dateSize: 88,
  /* All of one source and the same flags share them, and they go when they are not used. */
  regExpDataSize: [0, 1024],
  arrayBufferSize: 56,
  typedArraySize: 56,
  dataViewSize: 56,
};

/** The layout of a Chromium of that major version; without one, sizes that hold on all calibrated ones. */
export function chromeLayoutOf(version?: number): Layout {
  const span = spanOf(CHROMIUM_VERSIONS, version);
  return createLayout(CHROME_SIZES, CHROME_SIZES_BY_VERSION, span, span);
}

/** The layout of a Node of that major version; without one, sizes that hold on all calibrated ones. */
export function nodeLayoutOf(version?: number): Layout {
  return createLayout(
    NODE_SIZES,
    NODE_SIZES_BY_VERSION,
    spanOf(NODE_VERSIONS, version),
    spanOf(CHROMIUM_VERSIONS, undefined),
  );
}

export const FIREFOX: Layout = /* @__PURE__ */ createLayout(
  FIREFOX_SIZES,
  FIREFOX_SIZES_BY_VERSION,
  { first: 0, last: 1 },
  spanOf(CHROMIUM_VERSIONS, undefined),
);
export const CHROME: Layout = /* @__PURE__ */ chromeLayoutOf();
export const NODE: Layout = /* @__PURE__ */ nodeLayoutOf();

function createLayout(fixed: FixedSizes, sizes: SizesByVersion, span: VersionSpan, chromium: VersionSpan): Layout {
  return {
    ...fixed,
    ...versionedSizesOf(sizes, (size) => leastOf(size, span)),
    most: versionedSizesOf(sizes, (size) => mostOf(size, span)),
    chromium,
  };
}

function versionedSizesOf(sizes: SizesByVersion, sizeOf: (size: SizeByVersion) => number): VersionedSizes {
  return {
    dateSize: sizeOf(sizes.dateSize),
    regExpDataSize: sizeOf(sizes.regExpDataSize),
    arrayBufferSize: sizeOf(sizes.arrayBufferSize),
    typedArraySize: sizeOf(sizes.typedArraySize),
    dataViewSize: sizeOf(sizes.dataViewSize),
  };
}
