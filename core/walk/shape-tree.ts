import { SHAPE_COUNTED, type ShapeTable, SLOT_ACCESSOR } from "../graph/graph.ts";
import { createSafeList, createSafeMap, type SafeList, type SafeMap } from "../realm/safe-collections.ts";
import { toByteColumn, toColumn, toHalfColumn } from "./columns.ts";

/** What a step adds to a shape. */
export const ADDS_SLOT = 0;
/** A slot that repeats; the shape has a number of repetitions. */
export const ADDS_REPEATED_SLOT = 1;
/** Bytes without a cell. */
export const ADDS_STORAGE = 2;
/** A number of repetitions, and no slot that repeats. */
export const ADDS_COUNT = 3;

/** What a step adds; of a storage, the sizes of one and those for each item. */
export interface Addition {
  readonly adds: typeof ADDS_SLOT | typeof ADDS_REPEATED_SLOT | typeof ADDS_STORAGE | typeof ADDS_COUNT;
  readonly place: number;
  readonly size: number;
  readonly maxSize: number;
  readonly itemSize: number;
  readonly itemMaxSize: number;
  readonly flags: number;
}

export function addition(
  adds: Addition["adds"],
  place: number,
  size: number,
  maxSize = size,
  itemSize = 0,
  itemMaxSize = 0,
  flags = 0,
): Addition {
  return { adds, place, size, maxSize, itemSize, itemMaxSize, flags };
}

/**
 * Shapes while the walk goes on: a tree of transitions, as V8 has for hidden classes. A node of the tree is the list of slots on the
 * way to it; describing one more object of a known shape costs a comparison a key.
 */
export interface ShapeStep {
  /** Row in the finished shape table; -1 while no node ends here. */
  row: number;
  readonly parent: ShapeStep | null;
  /** Undefined for the first step of a type. */
  readonly addition: Addition | undefined;
  readonly head: ShapeHead;
  /** The transitions taken last: most objects come in runs of one shape, or of two in turn. */
  lastKey: StepKey | undefined;
  lastStep: ShapeStep | undefined;
  earlierKey: StepKey | undefined;
  earlierStep: ShapeStep | undefined;
  steps: SafeMap<StepKey, ShapeStep> | undefined;
}

/** What a type's shapes have in common. */
export interface ShapeHead {
  readonly typeText: string;
  readonly typeName: number;
  readonly headerSize: number;
  /** More than `headerSize` where the engine's version decides the size. */
  readonly headerMaxSize: number;
  readonly flags: number;
}

/**
 * A property key for the field of that name; a number for a slot without a key; the addition itself, for anything else.
 */
export type StepKey = string | symbol | number | Addition;

/** What an object of a head takes besides its header and a word for each of so many fields, at least and at most. */
export type RoomOf = (
  head: ShapeHead,
  fields: number,
  words: number,
  count: number,
) => { readonly least: number; readonly most: number } | undefined;

/** A header takes fewer bytes. */
const HEADER_ROOM = 2 ** 20;
const FLAGS_ROOM = 2 ** 10;

export class ShapeTree {
  readonly #shapes: SafeList<ShapeStep> = createSafeList<ShapeStep>();
  readonly #heads = createSafeMap<string, SafeMap<number, ShapeStep>>();

  get count(): number {
    return this.#shapes.length;
  }

  /** The step from which the shapes of this type and header start. */
  head(typeText: string, typeName: number, headerSize: number, flags: number, headerMaxSize = headerSize): ShapeStep {
    /* The flags take less than a number has room for, unless one class of several has the name. */
    const ofClass = flags < FLAGS_ROOM ? typeText : `${flags} ${typeText}`;
    let bySize = this.#heads.get(ofClass);
    if (bySize === undefined) {
      bySize = createSafeMap();
      this.#heads.set(ofClass, bySize);
    }
    const key = (headerSize * FLAGS_ROOM + (flags & (FLAGS_ROOM - 1))) * HEADER_ROOM + headerMaxSize - headerSize;
    let step = bySize.get(key);
    if (step === undefined) {
      step = createStep(null, undefined, { typeText, typeName, headerSize, headerMaxSize, flags });
      bySize.set(key, step);
    }
    return step;
  }

  /** The known step from `step` by `key`, if any. */
  static next(step: ShapeStep, key: StepKey): ShapeStep | undefined {
    if (step.lastKey === key) return step.lastStep;
    const found = step.earlierKey === key ? step.earlierStep : step.steps?.get(key);
    if (found !== undefined) remember(step, key, found);
    return found;
  }

  static add(parent: ShapeStep, key: StepKey, addition: Addition): ShapeStep {
    const step = createStep(parent, addition, parent.head);
    parent.steps ??= createSafeMap();
    parent.steps.set(key, step);
    remember(parent, key, step);
    return step;
  }

  /** Row of the shape that ends at `step`. */
  rowOf(step: ShapeStep): number {
    if (step.row >= 0) return step.row;
    const row = this.#shapes.length;
    step.row = row;
    this.#shapes[row] = step;
    return row;
  }

  /** It is long because it fills all columns in one pass. `counts`: nodes by shape. `roomOf`, where fields are in words that come in steps; `unseenSizeOf`: what a node of a head may take besides, by the number of its fields and of the nodes of its shape. */
  toTable(
    counts: Int32Array,
    unseenSizeOf: (head: ShapeHead, fields: number, hasAccessors: boolean, hasItems: boolean, count: number) => number,
    roomOf: RoomOf | undefined,
    scriptOf: (head: ShapeHead) => number,
  ): ShapeTable {
    const count = this.#shapes.length;
    const typeName = createSafeList<number>();
    const flags = createSafeList<number>();
    const script = createSafeList<number>();
    let hasScript = false;
    const headerSize = createSafeList<number>();
    const headerMaxSize = createSafeList<number>();
    const firstSlot = createSafeList<number>();
    const firstRepeat = createSafeList<number>();
    const firstStorage = createSafeList<number>();
    const slotPlace = createSafeList<number>();
    const slotSize = createSafeList<number>();
    const slotMaxSize = createSafeList<number>();
    const slotFlags = createSafeList<number>();
    const storagePlace = createSafeList<number>();
    const storageSize = createSafeList<number>();
    const storageMaxSize = createSafeList<number>();
    const storageItemSize = createSafeList<number>();
    const storageItemMaxSize = createSafeList<number>();
    const additions = createSafeList<Addition>();
    for (let s = 0; s < count; s++) {
      const last = this.#shapes[s];
      const { head } = last;
      let length = 0;
      for (let step: ShapeStep | null = last; step?.addition !== undefined; step = step.parent)
        additions[length++] = step.addition;
      let fields = 0;
      let words = 0;
      let hasAccessors = false;
      let isCounted = false;
      let repeat = -1;
      firstSlot[s] = slotPlace.length;
      firstStorage[s] = storagePlace.length;
      while (length > 0) {
        const { adds, place, size, maxSize, itemSize, itemMaxSize, flags } = additions[--length];
        if (adds === ADDS_STORAGE) {
          const storage = storagePlace.length;
          storagePlace[storage] = place;
          storageSize[storage] = size;
          storageMaxSize[storage] = maxSize;
          storageItemSize[storage] = itemSize;
          storageItemMaxSize[storage] = itemMaxSize;
          continue;
        }
        const slot = slotPlace.length;
        if (adds !== ADDS_SLOT) {
          isCounted = true;
          if (repeat < 0) repeat = slot;
        } else if (maxSize > 0) {
          fields++;
          if (size > 0) words++;
        }
        if ((flags & SLOT_ACCESSOR) !== 0) hasAccessors = true;
        if (adds === ADDS_COUNT) continue;
        slotPlace[slot] = place;
        slotSize[slot] = size;
        slotMaxSize[slot] = maxSize;
        slotFlags[slot] = flags;
      }
      typeName[s] = head.typeName;
      flags[s] = isCounted ? head.flags | SHAPE_COUNTED : head.flags;
      script[s] = scriptOf(head);
      if (script[s] > 0) hasScript = true;
      const room = roomOf?.(head, fields, words, counts[s]);
      headerSize[s] = head.headerSize + (room === undefined ? 0 : room.least);
      headerMaxSize[s] =
        head.headerMaxSize +
        (room === undefined ? 0 : room.most) +
        unseenSizeOf(head, fields, hasAccessors, isCounted, counts[s]);
      firstRepeat[s] = repeat < 0 ? slotPlace.length : repeat;
    }
    firstSlot[count] = slotPlace.length;
    firstStorage[count] = storagePlace.length;
    return {
      count,
      typeName: toColumn(typeName),
      flags: toHalfColumn(flags),
      script: hasScript ? toColumn(script) : undefined,
      headerSize: toColumn(headerSize),
      headerMaxSize: toColumn(headerMaxSize),
      firstSlot: toColumn(firstSlot),
      firstRepeat: toColumn(firstRepeat),
      firstStorage: toColumn(firstStorage),
      slotPlace: toColumn(slotPlace),
      slotSize: toColumn(slotSize),
      slotMaxSize: toColumn(slotMaxSize),
      slotFlags: toByteColumn(slotFlags),
      storagePlace: toColumn(storagePlace),
      storageSize: toColumn(storageSize),
      storageMaxSize: toColumn(storageMaxSize),
      storageItemSize: toColumn(storageItemSize),
      storageItemMaxSize: toColumn(storageItemMaxSize),
    };
  }
}

/** The step of a recorder that describes nothing. */
export const NO_STEP: ShapeStep = /* @__PURE__ */ createStep(null, undefined, {
  typeText: "",
  typeName: 0,
  headerSize: 0,
  headerMaxSize: 0,
  flags: 0,
});

function createStep(parent: ShapeStep | null, addition: Addition | undefined, head: ShapeHead): ShapeStep {
  return {
    row: -1,
    parent,
    addition,
    head,
    lastKey: undefined,
    lastStep: undefined,
    earlierKey: undefined,
    earlierStep: undefined,
    steps: undefined,
  };
}

function remember(step: ShapeStep, key: StepKey, next: ShapeStep): void {
  step.earlierKey = step.lastKey;
  step.earlierStep = step.lastStep;
  step.lastKey = key;
  step.lastStep = next;
}
