import { SHAPE_COUNTED, type ShapeTable } from "../graph/graph.ts";
import { createSafeList, createSafeMap, type SafeList, type SafeMap } from "../introspect.ts";
import { createByteColumn, createColumn } from "./columns.ts";

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
): Addition {
  return { adds, place, size, maxSize, itemSize, itemMaxSize, flags: 0 };
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
  /** More than `headerSize` where the width of a text is not known. */
  readonly headerMaxSize: number;
  readonly flags: number;
}

/** A property key for the field of that name; a number for what no key names. */
export type StepKey = string | symbol | number;

export class ShapeTree {
  readonly #shapes: SafeList<ShapeStep> = createSafeList<ShapeStep>();
  readonly #heads = createSafeMap<string, SafeMap<number, ShapeStep>>();

  get count(): number {
    return this.#shapes.length;
  }

  /** The step from which the shapes of this type and header start. */
  head(typeText: string, typeName: number, headerSize: number, flags: number, headerMaxSize = headerSize): ShapeStep {
    let bySize = this.#heads.get(typeText);
    if (bySize === undefined) {
      bySize = createSafeMap();
      this.#heads.set(typeText, bySize);
    }
    const key = (headerSize * 4 + flags) * 2 + (headerMaxSize === headerSize ? 0 : 1);
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

  /** `unseenSizeOf`: what a node of a head may take besides, by the number of its fields. */
  toTable(unseenSizeOf: (head: ShapeHead, fields: number) => number): ShapeTable {
    const count = this.#shapes.length;
    let slotCount = 0;
    let storageCount = 0;
    for (let s = 0; s < count; s++) {
      for (let step = this.#shapes[s]!; step.addition !== undefined; step = step.parent!) {
        if (step.addition.adds === ADDS_STORAGE) storageCount++;
        else if (step.addition.adds !== ADDS_COUNT) slotCount++;
      }
    }
    const typeName = createColumn(count);
    const flags = createByteColumn(count);
    const headerSize = createColumn(count);
    const headerMaxSize = createColumn(count);
    const firstSlot = createColumn(count + 1);
    const firstRepeat = createColumn(count);
    const firstStorage = createColumn(count + 1);
    const slotPlace = createColumn(slotCount);
    const slotSize = createColumn(slotCount);
    const slotMaxSize = createColumn(slotCount);
    const slotFlags = createByteColumn(slotCount);
    const storagePlace = createColumn(storageCount);
    const storageSize = createColumn(storageCount);
    const storageMaxSize = createColumn(storageCount);
    const storageItemSize = createColumn(storageCount);
    const storageItemMaxSize = createColumn(storageCount);
    let endSlot = 0;
    let endStorage = 0;
    for (let s = 0; s < count; s++) {
      const last = this.#shapes[s]!;
      const { head } = last;
      firstSlot[s] = endSlot;
      firstStorage[s] = endStorage;
      let fields = 0;
      let isCounted = false;
      for (let step = last; step.addition !== undefined; step = step.parent!) {
        const { adds, size } = step.addition;
        if (adds === ADDS_STORAGE) endStorage++;
        else if (adds !== ADDS_COUNT) endSlot++;
        if (adds === ADDS_SLOT && size > 0) fields++;
        if (adds === ADDS_COUNT || adds === ADDS_REPEATED_SLOT) isCounted = true;
      }
      typeName[s] = head.typeName;
      flags[s] = isCounted ? head.flags | SHAPE_COUNTED : head.flags;
      headerSize[s] = head.headerSize;
      headerMaxSize[s] = head.headerMaxSize + unseenSizeOf(head, fields);
      let repeats = endSlot;
      let slot = endSlot;
      let storage = endStorage;
      for (let step = last; step.addition !== undefined; step = step.parent!) {
        const { adds, place, size, maxSize, itemSize, itemMaxSize } = step.addition;
        if (adds === ADDS_STORAGE) {
          storage--;
          storagePlace[storage] = place;
          storageSize[storage] = size;
          storageMaxSize[storage] = maxSize;
          storageItemSize[storage] = itemSize;
          storageItemMaxSize[storage] = itemMaxSize;
        } else if (adds !== ADDS_COUNT) {
          slot--;
          slotPlace[slot] = place;
          slotSize[slot] = size;
          slotMaxSize[slot] = maxSize;
          slotFlags[slot] = step.addition.flags;
          if (adds === ADDS_REPEATED_SLOT) repeats = slot;
        }
      }
      firstRepeat[s] = repeats;
    }
    firstSlot[count] = endSlot;
    firstStorage[count] = endStorage;
    return {
      count,
      typeName,
      flags,
      headerSize,
      headerMaxSize,
      firstSlot,
      firstRepeat,
      firstStorage,
      slotPlace,
      slotSize,
      slotMaxSize,
      slotFlags,
      storagePlace,
      storageSize,
      storageMaxSize,
      storageItemSize,
      storageItemMaxSize,
    };
  }
}

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
