import type { ShapeTable } from "../graph/graph.ts";
import { createSafeList, createSafeMap, type SafeList, type SafeMap } from "../introspect.ts";
import { createByteColumn, createColumn } from "./columns.ts";

/**
 * Shapes while the walk goes on: a tree of transitions, as V8 has for hidden classes. A node of the tree is the list of slots on the
 * way to it; describing one more object of a known shape costs a comparison a key.
 */
export interface ShapeStep {
  /** Row in the finished shape table; -1 while no node ends here. */
  row: number;
  readonly parent: ShapeStep | null;
  /** Slot that this step adds; place -1 for the first step of a type. */
  readonly place: number;
  readonly slotSize: number;
  readonly slotMaxSize: number;
  readonly slotFlags: number;
  readonly isRepeated: boolean;
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
  readonly flags: number;
}

/** A property key for the field of that name; a number for a slot that no key names. */
export type StepKey = string | symbol | number;

export class ShapeTree {
  readonly #shapes: SafeList<ShapeStep> = createSafeList<ShapeStep>();
  readonly #heads = createSafeMap<string, SafeMap<number, ShapeStep>>();

  get count(): number {
    return this.#shapes.length;
  }

  /** The step from which the shapes of this type and header start. */
  head(typeText: string, typeName: number, headerSize: number, flags: number): ShapeStep {
    let bySize = this.#heads.get(typeText);
    if (bySize === undefined) {
      bySize = createSafeMap();
      this.#heads.set(typeText, bySize);
    }
    const key = headerSize * 4 + flags;
    let step = bySize.get(key);
    if (step === undefined) {
      step = {
        row: -1,
        parent: null,
        place: -1,
        slotSize: 0,
        slotMaxSize: 0,
        slotFlags: 0,
        isRepeated: false,
        head: { typeText, typeName, headerSize, flags },
        lastKey: undefined,
        lastStep: undefined,
        earlierKey: undefined,
        earlierStep: undefined,
        steps: undefined,
      };
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

  static add(
    parent: ShapeStep,
    key: StepKey,
    place: number,
    slotSize: number,
    slotMaxSize: number,
    slotFlags: number,
    isRepeated: boolean,
  ): ShapeStep {
    const step: ShapeStep = {
      row: -1,
      parent,
      place,
      slotSize,
      slotMaxSize,
      slotFlags,
      isRepeated,
      head: parent.head,
      lastKey: undefined,
      lastStep: undefined,
      earlierKey: undefined,
      earlierStep: undefined,
      steps: undefined,
    };
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
    for (let s = 0; s < count; s++) {
      for (let step = this.#shapes[s]!; step.parent !== null; step = step.parent) slotCount++;
    }
    const typeName = createColumn(count);
    const flags = createByteColumn(count);
    const headerSize = createColumn(count);
    const headerMaxSize = createColumn(count);
    const firstSlot = createColumn(count + 1);
    const firstRepeat = createColumn(count);
    const slotPlace = createColumn(slotCount);
    const slotSize = createColumn(slotCount);
    const slotMaxSize = createColumn(slotCount);
    const slotFlags = createByteColumn(slotCount);
    let end = 0;
    for (let s = 0; s < count; s++) {
      const last = this.#shapes[s]!;
      typeName[s] = last.head.typeName;
      flags[s] = last.head.flags;
      headerSize[s] = last.head.headerSize;
      firstSlot[s] = end;
      let fields = 0;
      for (let step = last; step.parent !== null; step = step.parent) {
        end++;
        if (step.slotSize > 0) fields++;
      }
      headerMaxSize[s] = last.head.headerSize + unseenSizeOf(last.head, fields);
      let repeats = end;
      let row = end;
      for (let step = last; step.parent !== null; step = step.parent) {
        row--;
        slotPlace[row] = step.place;
        slotSize[row] = step.slotSize;
        slotMaxSize[row] = step.slotMaxSize;
        slotFlags[row] = step.slotFlags;
        if (step.isRepeated) repeats = row;
      }
      firstRepeat[s] = repeats;
    }
    firstSlot[count] = end;
    return {
      count,
      typeName,
      flags,
      headerSize,
      headerMaxSize,
      firstSlot,
      firstRepeat,
      slotPlace,
      slotSize,
      slotMaxSize,
      slotFlags,
    };
  }
}

function remember(step: ShapeStep, key: StepKey, next: ShapeStep): void {
  step.earlierKey = step.lastKey;
  step.earlierStep = step.lastStep;
  step.lastKey = key;
  step.lastStep = next;
}
