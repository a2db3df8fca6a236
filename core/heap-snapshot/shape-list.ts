import { SHAPE_COUNTED, SHAPE_DETACHED, type ShapeTable } from "../graph/graph.ts";
import { PairMap } from "../graph/pair-map.ts";

/** Steps that no shape goes beyond: each may be the end of one. */
const NO_STEP = -1;

/** Bits of a first step's code that hold flags: the low ones are SHAPE_OBJECT to SHAPE_NEEDLESS, the highest is SHAPE_DETACHED. */
const FLAG_BITS = 5;
const LOW_FLAGS = 15;
const DETACHED = 16;

/** Shapes while nodes are described: a tree of steps, each of which adds a slot. The slots on the way to a step are those of its shape. */
export class ShapeList {
  readonly #steps = new PairMap();
  readonly #parent: number[] = [];
  /** Of a first step the type's name above the flags; otherwise the place twice, and 1 where the slot repeats. */
  readonly #code: number[] = [];
  readonly #row: number[] = [];
  readonly #stepOfRow: number[] = [];
  /** Slots of all shapes. */
  #slots = 0;

  /** Slots of all shapes together, which is what they take room for. */
  get slotCount(): number {
    return this.#slots;
  }

  /** The step that all shapes of a type and of these flags (SHAPE_…) begin with. */
  head(typeName: number, flags: number): number {
    const code = (flags & LOW_FLAGS) | ((flags & SHAPE_DETACHED) === 0 ? 0 : DETACHED);
    return this.#step(NO_STEP, ((typeName << FLAG_BITS) | code) >>> 0);
  }

  slot(step: number, place: number): number {
    return this.#step(step, place * 2);
  }

  /** A slot of the part that repeats; no other may follow it. */
  repeatedSlot(step: number, place: number): number {
    return this.#step(step, place * 2 + 1);
  }

  #step(parent: number, code: number): number {
    const found = this.#steps.get(parent + 1, code);
    if (found >= 0) return found;
    const step = this.#parent.length;
    this.#parent.push(parent);
    this.#code.push(code);
    this.#row.push(-1);
    this.#steps.add(parent + 1, code, step);
    return step;
  }

  /** Row of the shape that ends with a step. */
  rowOf(step: number): number {
    const known = this.#row[step];
    if (known >= 0) return known;
    const row = this.#stepOfRow.length;
    this.#row[step] = row;
    this.#stepOfRow.push(step);
    for (let at = this.#parent[step]; at !== NO_STEP; at = this.#parent[at]) this.#slots++;
    return row;
  }

  toTable(): ShapeTable {
    const count = this.#stepOfRow.length;
    const typeName = new Uint32Array(count);
    const flags = new Uint16Array(count);
    const firstSlot = new Uint32Array(count + 1);
    const firstRepeat = new Uint32Array(count);
    /* One step of each shape is its head, which is not a slot. */
    const slotPlace = new Uint32Array(this.#slots);
    let next = 0;
    for (let shape = 0; shape < count; shape++) {
      firstSlot[shape] = next;
      let length = 0;
      const last = this.#stepOfRow[shape];
      for (let at = last; this.#parent[at] !== NO_STEP; at = this.#parent[at]) length++;
      let repeats = 0;
      let slot = next + length;
      let at = last;
      for (; this.#parent[at] !== NO_STEP; at = this.#parent[at]) {
        const code = this.#code[at];
        slotPlace[--slot] = code >>> 1;
        repeats += code & 1;
      }
      next += length;
      firstRepeat[shape] = next - repeats;
      typeName[shape] = this.#code[at] >>> FLAG_BITS;
      const code = this.#code[at];
      const detached = (code & DETACHED) === 0 ? 0 : SHAPE_DETACHED;
      flags[shape] = (code & LOW_FLAGS) | detached | (repeats > 0 ? SHAPE_COUNTED : 0);
    }
    firstSlot[count] = next;
    const zeros = new Uint32Array(count);
    const zeroSlots = new Uint32Array(this.#slots);
    return {
      count,
      typeName,
      flags,
      /* The size of each node is in a cell of its own. */
      headerSize: zeros,
      headerMaxSize: zeros,
      firstSlot,
      firstRepeat,
      firstStorage: new Uint32Array(count + 1),
      slotPlace,
      slotSize: zeroSlots,
      slotMaxSize: zeroSlots,
      slotFlags: new Uint8Array(this.#slots),
      storagePlace: new Uint32Array(0),
      storageSize: new Uint32Array(0),
      storageMaxSize: new Uint32Array(0),
      storageItemSize: new Uint32Array(0),
      storageItemMaxSize: new Uint32Array(0),
    };
  }
}
