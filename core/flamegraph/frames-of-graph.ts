import { bytesOf, countOf, isNodeCell, nodeOf } from "../graph/cell.ts";
import {
  type FrameKind,
  type Graph,
  KIND_FIELD,
  KIND_ROOT,
  KIND_SHARED,
  KIND_TYPE,
  PLACE_OFF_HEAP,
  PLACE_SELF,
  SHAPE_CONTENT,
  SHAPE_COUNTED,
  SHAPE_OBJECT,
  SLOT_MAX_ONLY,
} from "../graph/graph.ts";
import { referenceCountsOf } from "../graph/reference-counts.ts";
import { slotMaxSizesOf } from "../graph/unseen-boxes.ts";
import { FRAME_OFF_HEAP, FRAME_RECURSIVE, type FrameTable } from "./frame-table.ts";
import { type FinishedTree, FrameNames, FrameTree } from "./frame-tree.ts";
import { OWNED_BY_ROOT, type Owners } from "./owners.ts";

/** The frame of a dictionary's values; a place of this name is no field of its own when recursion is looked for. */
const ANY_KEY = "[key]";
const SHARED_NAME = "(shared)";

/**
 * Frames of a graph: every node joins the frame of its type, below the place through which its owner refers to it, below the frame of its
 * owner. Siblings of the same key are one frame. A node that its owner does not refer to directly stands below the owner's frame `(shared)`.
 *
 * Recursion folds: where the pair (field, type) stands on the path already, the node joins that frame. Inside storages, where no field has a name
 * (`elements`, `table;value`, `[key]`), the nearest named field around takes its place, so that items of `users` and items of `posts` never fold
 * into one another.
 */
export function framesOfGraph(graph: Graph, owners: Owners, options: FrameOptions = {}): FrameTable {
  return new FrameBuilder(graph, owners, options).build().frames;
}

/** Frames, and the nodes that joined each. */
export interface NodeFrames {
  readonly frames: FrameTable;
  /** Per node: its type frame; -1 for a node that no root reaches. In a bounded table it may be the "(N more)" around. */
  readonly nodeFrame: Int32Array;
}

/** The same frames, with the way from a node to its frame. Costs four bytes a node, so it is made for those who ask about objects. */
export function nodeFramesOfGraph(graph: Graph, owners: Owners, options: FrameOptions = {}): NodeFrames {
  const { frames, row, frameOfNode } = new FrameBuilder(graph, owners, options).build();
  for (let node = 0; node < frameOfNode.length; node++) {
    const frame = frameOfNode[node]!;
    if (frame !== -1) frameOfNode[node] = row[frame]!;
  }
  return { frames, nodeFrame: frameOfNode };
}

export interface FrameOptions {
  /** True unless told: an object that repeats a (field, type) of its path joins that frame. */
  readonly foldRecursion?: boolean;
  /** Frames at most, about: past it the smallest siblings become one frame "(N more)" that keeps their bytes and objects. Unbounded unless told. */
  readonly maxFrames?: number;
}

/** What the nodes of one shape at one type frame add up to. */
interface Tally {
  readonly shape: number;
  readonly typeFrame: number;
  readonly isContent: boolean;
  readonly isCounted: boolean;
  /** Frames of the shape's slots, in their order. */
  readonly slotFrames: Uint32Array;
  /** Bytes of the cells of each slot, at least and at most. */
  readonly sizes: Float64Array;
  readonly maxSizes: Float64Array;
  nodes: number;
  /** Objects that the nodes may stand for. */
  copies: number;
  /** Repetitions of all nodes. */
  items: number;
}

class FrameBuilder {
  readonly #graph: Graph;
  readonly #slotMaxSize: Uint32Array;
  readonly #owners: Owners;
  readonly #options: FrameOptions;
  readonly #tree: FrameTree;
  readonly #sharedName: number;
  readonly #anyKeyName: number;

  /* Per place frame or root frame. */
  /** Name of the nearest field with a name of its own, this frame included. */
  readonly #fieldName: number[] = [];
  /** The place, where it is no field with a name of its own; PLACE_SELF otherwise. */
  readonly #unnamedPlace: number[] = [];
  /** Type frame by type name, for the types below this frame; folded ones point to an enclosing frame. */
  readonly #typeFrames: (Map<number, number> | undefined)[] = [];
  readonly #lastType: number[] = [];
  readonly #lastTypeFrame: number[] = [];

  /** Every (field, type) that has a frame somewhere. */
  readonly #knownPairs = new Set<string>();

  /* Per type frame. */
  readonly #tallyOfShape: (Map<number, Tally> | undefined)[] = [];
  readonly #lastTally: (Tally | undefined)[] = [];
  readonly #tallies: Tally[] = [];
  /** The frame `(shared)` inside. */
  readonly #sharedFrames: (number | undefined)[] = [];

  constructor(graph: Graph, owners: Owners, options: FrameOptions) {
    this.#graph = graph;
    this.#slotMaxSize = slotMaxSizesOf(graph);
    this.#owners = owners;
    this.#options = options;
    const names = new FrameNames(graph.names);
    this.#tree = new FrameTree(names);
    this.#sharedName = names.rowOf(SHARED_NAME);
    this.#anyKeyName = names.rowOf(ANY_KEY);
  }

  build(): FinishedTree & { readonly frameOfNode: Int32Array } {
    const { nodeShape, nodeCount, cells, firstCell, largeBytes, shapes, roots } = this.#graph;
    const { firstSlot, firstRepeat, typeName } = shapes;
    const { owner, order } = this.#owners;
    const tree = this.#tree;
    const frameOfNode = new Int32Array(nodeCount).fill(-1);
    const referenceCount = referenceCountsOf(this.#graph);

    for (let r = 0; r < roots.count; r++) {
      const frame = tree.child(0, roots.name[r]!, KIND_ROOT);
      this.#fieldName[frame] = roots.name[r]!;
      this.#unnamedPlace[frame] = PLACE_SELF;
      const cell = roots.cell[r]!;
      if (isNodeCell(cell)) {
        const node = nodeOf(cell);
        if (owner[node] === OWNED_BY_ROOT && frameOfNode[node] === -1) {
          frameOfNode[node] = this.#typeFrame(frame, typeName[nodeShape[node]!]!);
        }
      } else {
        const bytes = bytesOf(cell, largeBytes);
        tree.selfSize[frame]! += bytes;
        tree.selfMaxSize[frame]! += bytes;
      }
    }

    /* Hot: bench "walk". What all nodes of a shape at a frame have in common is added once, at the end. */
    for (let i = 0; i < order.length; i++) {
      const node = order[i]!;
      const shape = nodeShape[node]!;
      if (frameOfNode[node] === -1) {
        const around = owner[node]! < 0 ? 0 : frameOfNode[owner[node]!]!;
        frameOfNode[node] = this.#typeFrame(this.#sharedFrame(around), typeName[shape]!);
      }
      const tally = this.#tallyOf(frameOfNode[node]!, shape);
      const { slotFrames, sizes, maxSizes } = tally;
      /* Equal texts are one node; whether they are one object in the engine too cannot be seen. */
      const copies = tally.isContent ? referenceCount[node]! : 1;
      tally.nodes++;
      tally.copies += copies;
      const first = firstSlot[shape]!;
      const fixed = firstRepeat[shape]! - first;
      let at = firstCell[node]!;
      for (let slot = 0; slot < fixed; slot++) {
        const cell = cells[at++]!;
        if (cell < 0) {
          const bytes = bytesOf(cell, largeBytes);
          sizes[slot]! += bytes;
          maxSizes[slot]! += bytes * copies;
        } else if (cell !== 0) {
          const target = cell - 1;
          if (owner[target] === node && frameOfNode[target] === -1) {
            frameOfNode[target] = this.#typeFrame(slotFrames[slot]!, typeName[nodeShape[target]!]!);
          }
        }
      }
      if (!tally.isCounted) continue;
      const end = slotFrames.length;
      const count = countOf(cells[at++]!);
      tally.items += count;
      if (fixed === end) continue;
      for (let group = count; group > 0; group--) {
        for (let slot = fixed; slot < end; slot++) {
          const cell = cells[at++]!;
          if (cell < 0) {
            const bytes = bytesOf(cell, largeBytes);
            sizes[slot]! += bytes;
            maxSizes[slot]! += bytes;
          } else if (cell !== 0) {
            const target = cell - 1;
            if (owner[target] === node && frameOfNode[target] === -1) {
              frameOfNode[target] = this.#typeFrame(slotFrames[slot]!, typeName[nodeShape[target]!]!);
            }
          }
        }
      }
    }
    for (const tally of this.#tallies) this.#addTally(tally);
    return { ...tree.finishWithRows(this.#options.maxFrames), frameOfNode };
  }

  /** Adds to the frames what the nodes of one shape at one type frame take. */
  #addTally({ shape, typeFrame, slotFrames, sizes, maxSizes, nodes, copies, items }: Tally): void {
    const { firstSlot, firstRepeat, slotSize, slotFlags, headerSize, headerMaxSize, flags } = this.#graph.shapes;
    const { selfSize, selfMaxSize, selfCount } = this.#tree;
    selfSize[typeFrame]! += headerSize[shape]! * nodes;
    selfMaxSize[typeFrame]! += headerMaxSize[shape]! * copies;
    if ((flags[shape]! & SHAPE_OBJECT) !== 0) selfCount[typeFrame]! += nodes;
    const first = firstSlot[shape]!;
    const fixed = firstRepeat[shape]! - first;
    for (let i = 0; i < slotFrames.length; i++) {
      const frame = slotFrames[i]!;
      const slot = first + i;
      if ((slotFlags[slot]! & SLOT_MAX_ONLY) === 0) selfSize[frame]! += sizes[i]!;
      selfMaxSize[frame]! += maxSizes[i]!;
      if (i < fixed) {
        selfSize[frame]! += slotSize[slot]! * nodes;
        selfMaxSize[frame]! += this.#slotMaxSize[slot]! * copies;
      }
    }
    const { firstStorage, storagePlace, storageSize, storageMaxSize, storageItemSize, storageItemMaxSize } =
      this.#graph.shapes;
    for (let s = firstStorage[shape]!; s < firstStorage[shape + 1]!; s++) {
      const frame = this.#placeFrame(typeFrame, storagePlace[s]!);
      this.#tree.selfSize[frame]! += storageSize[s]! * nodes + storageItemSize[s]! * items;
      this.#tree.selfMaxSize[frame]! += storageMaxSize[s]! * copies + storageItemMaxSize[s]! * items;
    }
  }

  /** The frame of a type below a place; an enclosing frame where the type recurs. */
  #typeFrame(placeFrame: number, typeName: number): number {
    if (this.#lastType[placeFrame] === typeName) return this.#lastTypeFrame[placeFrame]!;
    let byType = this.#typeFrames[placeFrame];
    if (byType === undefined) {
      byType = new Map();
      this.#typeFrames[placeFrame] = byType;
    }
    let frame = byType.get(typeName);
    if (frame === undefined) {
      frame = this.#enclosingFrame(placeFrame, typeName) ?? this.#tree.child(placeFrame, typeName, KIND_TYPE);
      byType.set(typeName, frame);
    }
    this.#lastType[placeFrame] = typeName;
    this.#lastTypeFrame[placeFrame] = frame;
    return frame;
  }

  #enclosingFrame(placeFrame: number, typeName: number): number | undefined {
    if (this.#options.foldRecursion === false) return undefined;
    const { parent, name, kind, flags } = this.#tree;
    const fieldName = this.#fieldName[placeFrame];
    const unnamedPlace = this.#unnamedPlace[placeFrame];
    /* Most pairs are new anywhere: no need to look along the path. */
    const pair = `${fieldName} ${unnamedPlace} ${typeName}`;
    if (!this.#knownPairs.has(pair)) {
      this.#knownPairs.add(pair);
      return undefined;
    }
    for (let at = parent[placeFrame]!; at > 0; at = parent[at]!) {
      if (kind[at] !== KIND_TYPE || name[at] !== typeName) continue;
      const around = parent[at]!;
      if (this.#fieldName[around] === fieldName && this.#unnamedPlace[around] === unnamedPlace) {
        flags[at]! |= FRAME_RECURSIVE;
        return at;
      }
    }
    return undefined;
  }

  #sharedFrame(around: number): number {
    const known = this.#sharedFrames[around];
    if (known !== undefined) return known;
    const frame = this.#tree.child(around, this.#sharedName, KIND_SHARED);
    this.#fieldName[frame] = this.#sharedName;
    this.#unnamedPlace[frame] = PLACE_SELF;
    this.#sharedFrames[around] = frame;
    return frame;
  }

  #tallyOf(typeFrame: number, shape: number): Tally {
    const last = this.#lastTally[typeFrame];
    if (last !== undefined && last.shape === shape) return last;
    let byShape = this.#tallyOfShape[typeFrame];
    if (byShape === undefined) {
      byShape = new Map();
      this.#tallyOfShape[typeFrame] = byShape;
    }
    let tally = byShape.get(shape);
    if (tally === undefined) {
      tally = this.#createTally(typeFrame, shape);
      byShape.set(shape, tally);
    }
    this.#lastTally[typeFrame] = tally;
    return tally;
  }

  #createTally(typeFrame: number, shape: number): Tally {
    const { firstSlot, slotPlace, flags } = this.#graph.shapes;
    const first = firstSlot[shape]!;
    const slots = firstSlot[shape + 1]! - first;
    const slotFrames = new Uint32Array(slots);
    for (let i = 0; i < slots; i++) slotFrames[i] = this.#placeFrame(typeFrame, slotPlace[first + i]!);
    const tally: Tally = {
      shape,
      typeFrame,
      isContent: (flags[shape]! & SHAPE_CONTENT) !== 0,
      isCounted: (flags[shape]! & SHAPE_COUNTED) !== 0,
      slotFrames,
      sizes: new Float64Array(slots),
      maxSizes: new Float64Array(slots),
      nodes: 0,
      copies: 0,
      items: 0,
    };
    this.#tallies.push(tally);
    return tally;
  }

  /** The frame of a place below a type frame; the type frame itself for PLACE_SELF. */
  #placeFrame(typeFrame: number, place: number): number {
    const { places } = this.#graph;
    const chain: number[] = [];
    for (let at = place; at !== PLACE_SELF; at = places.parent[at]!) chain.push(at);
    let frame = typeFrame;
    let fieldName = this.#fieldName[this.#tree.parent[typeFrame]!]!;
    for (let i = chain.length - 1; i >= 0; i--) {
      const at = chain[i]!;
      const name = places.name[at]!;
      frame = this.#tree.child(frame, name, places.kind[at] as FrameKind);
      if ((places.flags[at]! & PLACE_OFF_HEAP) !== 0) this.#tree.flags[frame]! |= FRAME_OFF_HEAP;
      const isNamedField = places.kind[at] === KIND_FIELD && name !== this.#anyKeyName;
      if (isNamedField) fieldName = name;
      this.#fieldName[frame] = fieldName;
      this.#unnamedPlace[frame] = isNamedField ? PLACE_SELF : at;
    }
    return frame;
  }
}
