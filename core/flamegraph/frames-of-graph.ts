import { bytesOf, countOf, isNodeCell, nodeOf } from "../graph/cell.ts";
import {
  type FrameKind,
  type Graph,
  isTypeKind,
  KIND_COMPONENT,
  KIND_FIELD,
  KIND_FRAMEWORK,
  KIND_GLOBAL,
  KIND_GROUP,
  KIND_LISTENERS,
  KIND_ROOM,
  KIND_ROOT,
  KIND_SCRIPT,
  KIND_SHARED,
  KIND_TYPE,
  PLACE_OFF_HEAP,
  PLACE_SELF,
  ROLE_ANY_KEY,
  ROLE_SPARE,
  ROOT_CALLBACKS,
  ROOT_CLOSURES,
  ROOT_CONTEXTS,
  ROOT_DERIVED,
  ROOT_ELEMENTS,
  ROOT_FRAMEWORK,
  ROOT_FUNCTIONS,
  ROOT_GIVEN,
  ROOT_GLOBAL,
  ROOT_LISTENERS,
  type RootKind,
  roleOf,
  SHAPE_ARRAY,
  SHAPE_COMPONENT,
  SHAPE_CONTENT,
  SHAPE_COUNTED,
  SHAPE_INLINE,
  SHAPE_OBJECT,
  SLOT_MAX_ONLY,
} from "../graph/graph.ts";
import { PairMap } from "../graph/pair-map.ts";
import { referenceCountsOf } from "../graph/reference-counts.ts";
import { slotMaxSizesOf } from "../graph/unseen-boxes.ts";
import { FRAME_MERGED, FRAME_OFF_HEAP, FRAME_RECURSIVE, FRAME_SPARE, type FrameTable } from "./frame-table.ts";
import { OWNED_BY_ROOT, type Owners } from "./owners/owners.ts";
import { stageOfRoot } from "./owners/stages.ts";
import { type FinishedTree, FrameNames, FrameTree, grown, rowsOfFrames } from "./tree/frame-tree.ts";

/* This file is over 500 lines: `FrameBuilder` is one pass over the graph, and its steps share the columns that they fill. */

const SHARED_NAME = "(shared)";
/** Frames that were never made, because the tree was full. Their number is unknown. */
const REST_NAME = "(more)";

/**
 * Frames of a graph: every node joins the frame of its type, below the place through which its owner refers to it, below the frame of its
 * owner. Siblings of the same key are one frame. A node that its owner does not refer to directly stands below the owner's frame `(shared)`.
 *
 * Recursion folds: where the pair (field, type) stands on the path already, the node joins that frame. Inside storages, where no field has a name
 * (`elements`, `table;value`, `[key]`), the nearest named field around takes its place, so that items of `users` and items of `posts` never fold
 * into one another. Components of a framework fold by their name alone.
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

/**
 * The same frames, with the frame of each node. Costs four bytes a node, so it is made only for questions about
 * objects.
 */
export function nodeFramesOfGraph(graph: Graph, owners: Owners, options: FrameOptions = {}): NodeFrames {
  const { frameOfNode, ...finished } = new FrameBuilder(graph, owners, options).build();
  const row = rowsOfFrames(finished);
  for (let node = 0; node < frameOfNode.length; node++) {
    const frame = frameOfNode[node];
    if (frame !== -1) frameOfNode[node] = row[frame];
  }
  return { frames: finished.frames, nodeFrame: frameOfNode };
}

/** Frames, and how many entries the objects at each have. */
export interface EntryFrames {
  readonly frames: FrameTable;
  /** Items of arrays, members of Sets, values of dictionaries and of Maps, whether they are objects or not. Bytes of a typed array are none. */
  readonly entries: Float64Array;
}

/** The same frames, with the entries in each. Of a graph whose arrays have all their items: V8's have only references. */
export function entryFramesOfGraph(graph: Graph, owners: Owners, options: FrameOptions = {}): EntryFrames {
  const builder = new FrameBuilder(graph, owners, options);
  const finished = builder.build();
  return { frames: finished.frames, entries: builder.entriesIn(finished) };
}

export interface FrameOptions {
  /** True by default: an object that repeats a (field, type) of its path joins that frame. */
  readonly foldRecursion?: boolean;
  /**
   * The approximate maximum of frames. Past it, the smallest siblings become one frame "(N more)" that keeps their
   * bytes and objects. Unbounded by default.
   */
  readonly maxFrames?: number;
  /** Frames past `maxFrames` are merged (the default), or cause a `TooManyFramesError`. */
  readonly excess?: "merged" | "refused";
}

const FIRST_ROWS = 1024;

/**
 * While it grows, a tree may have twice as many frames as are wanted in the end, and at least so many: then those that merge are the smallest. A graph of a few hundred kilobytes can ask for
 * tens of millions, when a shape with thousands of storages stands at thousands of frames: past this growth each frame keeps what else would stand in it as one frame `(more)`.
 */
const LEAST_GROWTH = 1_000_000;

/** Each slot is at a place of its own, right below the type frame. */
const SLOTS_APART = 1;
const SLOTS_OTHERWISE = 2;

/** The kind of a root's frame. */
const ROOT_FRAMES: Readonly<Record<RootKind, FrameKind>> = {
  [ROOT_GIVEN]: KIND_ROOT,
  [ROOT_FRAMEWORK]: KIND_FRAMEWORK,
  [ROOT_GLOBAL]: KIND_GLOBAL,
  [ROOT_ELEMENTS]: KIND_GLOBAL,
  /* A script is one frame, with its variables and the functions that nothing else reaches. */
  [ROOT_CLOSURES]: KIND_SCRIPT,
  [ROOT_FUNCTIONS]: KIND_SCRIPT,
  [ROOT_CONTEXTS]: KIND_SCRIPT,
  [ROOT_DERIVED]: KIND_SCRIPT,
  [ROOT_LISTENERS]: KIND_LISTENERS,
  [ROOT_CALLBACKS]: KIND_LISTENERS,
};

class FrameBuilder {
  readonly #graph: Graph;
  readonly #slotMaxSize: Uint32Array;
  readonly #owners: Owners;
  readonly #options: FrameOptions;
  readonly #tree: FrameTree;
  /** Per node: its type frame; -1 before it has one. */
  readonly #frameOfNode: Int32Array;
  readonly #sharedName: number;
  readonly #restName: number;

  /* Per frame, as long as the tree's columns. */
  /** Name of the nearest field with a name of its own, this frame included. */
  #fieldName = new Int32Array(0);
  /** The place, if it is not a field with a name of its own; PLACE_SELF otherwise. Of a type frame, in which another may stand: a number below 0 for its name. */
  #unnamedPlace = new Int32Array(0);
  /** The type that was last looked up below the frame, by name and kind as one number, plus 1; 0 for none. */
  #lastType = new Int32Array(0);
  #lastTypeFrame = new Int32Array(0);
  /** Of type frames: the tally that was last added to, plus 1; 0 for none. */
  #lastTally = new Int32Array(0);
  /** Of type frames: the frame `(shared)` inside; 0 for none. */
  #sharedFrame = new Int32Array(0);
  /** Whether place frames were made inside: where none were, none need to be looked for. */
  #hasPlaces = new Uint8Array(0);
  /** The frame `(more)` inside; 0 for none. */
  #restFrame = new Int32Array(0);
  /** Frames from which on the tree is full, and from which on it has one `(more)` for everything. */
  readonly #fullCount: number;
  readonly #lastCount: number;

  /** Of type frames: the tally whose slots' frames the tree has not listed, plus 1; 0 for none. */
  #unlistedTally = new Int32Array(0);

  /** Per shape: SLOTS_…, once it was looked at. */
  readonly #slotsOf: Uint8Array;
  /** Enclosing frames that types below a frame were folded into, by frame and type name. */
  readonly #foldedInto = new PairMap();
  /** Every (field, type) with a frame that has slots, and so may enclose another frame. */
  readonly #enclosingPairs = new PairMap();
  /** Names of the components that have a frame. */
  readonly #components = new Set<number>();

  /* Tallies: what the nodes of one shape at one type frame add up to. Columns, because there may be as many as frames. */
  #tallyCount = 0;
  /** Tallies of frames of several shapes, by frame and shape. */
  readonly #tallies = new PairMap();
  #shape = new Int32Array(FIRST_ROWS);
  #tallyFrame = new Int32Array(FIRST_ROWS);
  /** Index of the tally's first slot. */
  #tallySlot = new Int32Array(FIRST_ROWS);
  #nodes = new Float64Array(FIRST_ROWS);
  /** Objects that the nodes may stand for. */
  #copies = new Float64Array(FIRST_ROWS);
  /** Repetitions of all nodes. */
  #items = new Float64Array(FIRST_ROWS);

  /* Slots of tallies, in the order of their shape's. */
  #slotCount = 0;
  #slotFrame = new Int32Array(FIRST_ROWS);
  /** Bytes of the cells of each slot, at least and at most. */
  #sizes = new Float64Array(FIRST_ROWS);
  #maxSizes = new Float64Array(FIRST_ROWS);

  constructor(graph: Graph, owners: Owners, options: FrameOptions) {
    this.#graph = graph;
    this.#slotMaxSize = slotMaxSizesOf(graph);
    this.#slotsOf = new Uint8Array(graph.shapes.count);
    this.#frameOfNode = new Int32Array(graph.nodeCount).fill(-1);
    this.#owners = owners;
    this.#options = options;
    const names = new FrameNames(graph.names);
    const { maxFrames = Number.POSITIVE_INFINITY, excess = "merged" } = options;
    this.#fullCount = excess === "merged" ? Math.max(LEAST_GROWTH, 2 * maxFrames) : Number.POSITIVE_INFINITY;
    this.#lastCount = this.#fullCount * 1.25;
    this.#tree = new FrameTree(names, excess === "merged" ? Number.POSITIVE_INFINITY : maxFrames);
    this.#sharedName = names.rowOf(SHARED_NAME);
    this.#restName = names.rowOf(REST_NAME);
    this.#makeRoom();
  }

  build(): FinishedTree & { readonly frameOfNode: Int32Array } {
    const { nodeShape, cells, firstCell, shapes } = this.#graph;
    const { firstSlot, firstRepeat, flags } = shapes;
    const { owner, order } = this.#owners;
    const frameOfNode = this.#frameOfNode;
    const referenceCount = referenceCountsOf(this.#graph);
    this.#addRoots();

    /* Hot: bench "walk". What all nodes of a shape at a frame have in common is added once, at the end. */
    for (let i = 0; i < order.length; i++) {
      const node = order[i];
      const shape = nodeShape[node];
      if (frameOfNode[node] === -1) {
        const around = owner[node] < 0 ? 0 : frameOfNode[owner[node]];
        frameOfNode[node] = this.#frameInShared(this.#sharedFrameOf(around), shape);
      }
      const tally = this.#tallyOf(frameOfNode[node], shape);
      /* Equal strings are one node; whether they are one object in the engine too cannot be seen. */
      const copies = (flags[shape] & SHAPE_CONTENT) !== 0 ? referenceCount[node] : 1;
      this.#nodes[tally]++;
      this.#copies[tally] += copies;
      const fixed = firstRepeat[shape] - firstSlot[shape];
      const first = firstCell[node];
      this.#addCells(node, tally, first, first + fixed, 0, fixed, copies);
      if ((flags[shape] & SHAPE_COUNTED) === 0) continue;
      this.#items[tally] += countOf(cells[first + fixed]);
      const slots = firstSlot[shape + 1] - firstSlot[shape];
      if (fixed < slots) this.#addCells(node, tally, first + fixed + 1, firstCell[node + 1], fixed, slots, 1);
    }
    for (let tally = 0; tally < this.#tallyCount; tally++) this.#addTally(tally);
    return { ...this.#tree.finishWithOrder(this.#options.maxFrames), frameOfNode };
  }

  /** By row of the finished tree. */
  entriesIn(finished: FinishedTree): Float64Array {
    const { firstSlot, firstRepeat, flags } = this.#graph.shapes;
    const entries = new Float64Array(finished.frames.count);
    const row = rowsOfFrames(finished);
    for (let tally = 0; tally < this.#tallyCount; tally++) {
      const shape = this.#shape[tally];
      const hasItems = firstRepeat[shape] < firstSlot[shape + 1] || (flags[shape] & SHAPE_ARRAY) !== 0;
      if (hasItems) entries[row[this.#tallyFrame[tally]]] += this.#items[tally];
    }
    return entries;
  }

  /** Adds the frames of the roots and of what they refer to. */
  #addRoots(): void {
    const { nodeShape, largeBytes, roots } = this.#graph;
    const { owner, stage } = this.#owners;
    const tree = this.#tree;
    const frameOfNode = this.#frameOfNode;
    for (let r = 0; r < roots.count; r++) {
      const group = roots.group[r] - 1;
      const around = group === -1 ? 0 : this.#rootFrame(0, group, KIND_GROUP);
      const frame = this.#rootFrame(around, roots.name[r], ROOT_FRAMES[roots.kind[r] as RootKind]);
      const cell = roots.cell[r];
      if (isNodeCell(cell)) {
        const node = nodeOf(cell);
        const isOfStage = stage === null || stage[node] === stageOfRoot(this.#graph, r);
        if (owner[node] === OWNED_BY_ROOT && isOfStage && frameOfNode[node] === -1) {
          frameOfNode[node] = this.#frameAt(frame, nodeShape[node]);
        }
      } else {
        const bytes = bytesOf(cell, largeBytes);
        tree.selfSize[frame] += bytes;
        tree.selfMaxSize[frame] += bytes;
      }
    }
  }

  #rootFrame(around: number, name: number, kind: FrameKind): number {
    const frame = this.#tree.child(around, name, kind);
    this.#makeRoom();
    this.#fieldName[frame] = name;
    this.#unnamedPlace[frame] = PLACE_SELF;
    return frame;
  }

  /**
   * Adds the bytes of a node's cells from `at` up to `end` to its tally, and gives the nodes that it owns their frames. The cells are groups, each of one cell for
   * every slot from `first` up to `last`. Hot: bench "walk".
   */
  #addCells(node: number, tally: number, at: number, end: number, first: number, last: number, copies: number): void {
    const { cells, largeBytes, nodeShape } = this.#graph;
    const { owner } = this.#owners;
    const frameOfNode = this.#frameOfNode;
    const tallySlot = this.#tallySlot[tally];
    const slotFrames = this.#slotFrame;
    const sizes = this.#sizes;
    const maxSizes = this.#maxSizes;
    while (at < end) {
      for (let slot = first; slot < last; slot++) {
        const cell = cells[at++];
        if (cell < 0) {
          const bytes = bytesOf(cell, largeBytes);
          sizes[tallySlot + slot] += bytes;
          maxSizes[tallySlot + slot] += bytes * copies;
        } else if (cell !== 0) {
          const target = cell - 1;
          if (owner[target] === node && frameOfNode[target] === -1) {
            frameOfNode[target] = this.#frameAt(slotFrames[tallySlot + slot], nodeShape[target]);
          }
        }
      }
    }
  }

  /** Adds to the frames what the nodes of one shape at one type frame take. */
  #addTally(tally: number): void {
    const shape = this.#shape[tally];
    const typeFrame = this.#tallyFrame[tally];
    const nodes = this.#nodes[tally];
    const copies = this.#copies[tally];
    const items = this.#items[tally];
    const { firstSlot, firstRepeat, slotSize, slotFlags, headerSize, headerMaxSize, flags } = this.#graph.shapes;
    const { selfSize, selfMaxSize, selfCount } = this.#tree;
    selfSize[typeFrame] += headerSize[shape] * nodes;
    selfMaxSize[typeFrame] += headerMaxSize[shape] * copies;
    if ((flags[shape] & SHAPE_OBJECT) !== 0) selfCount[typeFrame] += nodes;
    const first = firstSlot[shape];
    const fixed = firstRepeat[shape] - first;
    const slots = firstSlot[shape + 1] - first;
    const tallySlot = this.#tallySlot[tally];
    for (let i = 0; i < slots; i++) {
      const frame = this.#slotFrame[tallySlot + i];
      const slot = first + i;
      if ((slotFlags[slot] & SLOT_MAX_ONLY) === 0) selfSize[frame] += this.#sizes[tallySlot + i];
      selfMaxSize[frame] += this.#maxSizes[tallySlot + i];
      if (i < fixed) {
        selfSize[frame] += slotSize[slot] * nodes;
        selfMaxSize[frame] += this.#slotMaxSize[slot] * copies;
      }
    }
    const { firstStorage, storagePlace, storageSize, storageMaxSize, storageItemSize, storageItemMaxSize } =
      this.#graph.shapes;
    for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
      const frame = this.#placeFrame(typeFrame, storagePlace[s]);
      this.#tree.selfSize[frame] += storageSize[s] * nodes + storageItemSize[s] * items;
      this.#tree.selfMaxSize[frame] += storageMaxSize[s] * copies + storageItemMaxSize[s] * items;
    }
  }

  /** The frame of a node of that shape whose owner refers to it at that place. */
  #frameAt(placeFrame: number, shape: number): number {
    const { typeName, flags } = this.#graph.shapes;
    if ((flags[shape] & (SHAPE_COMPONENT | SHAPE_INLINE)) === 0)
      return this.#typeFrame(placeFrame, typeName[shape], KIND_TYPE);
    return (flags[shape] & SHAPE_INLINE) !== 0
      ? placeFrame
      : this.#typeFrame(placeFrame, typeName[shape], KIND_COMPONENT);
  }

  /** The same where its owner does not refer to it: a part stands as an object of its type. */
  #frameInShared(sharedFrame: number, shape: number): number {
    const { typeName, flags } = this.#graph.shapes;
    return this.#typeFrame(
      sharedFrame,
      typeName[shape],
      (flags[shape] & SHAPE_COMPONENT) !== 0 ? KIND_COMPONENT : KIND_TYPE,
    );
  }

  /** The frame of a type below a place; an enclosing frame where the type recurs. */
  #typeFrame(placeFrame: number, typeName: number, kind: typeof KIND_TYPE | typeof KIND_COMPONENT): number {
    const tree = this.#tree;
    const type = typeName * KIND_ROOM + kind;
    const lastType = this.#lastType[placeFrame] - 1;
    if (lastType === type) return this.#lastTypeFrame[placeFrame];
    if (this.#isRest(placeFrame)) return placeFrame;
    let frame = -1;
    /* Most places hold one type: its frame is listed when a second one comes. */
    if (lastType !== -1) {
      const last = this.#lastTypeFrame[placeFrame];
      if (
        tree.parent[last] === placeFrame &&
        tree.find(placeFrame, tree.name[last], (lastType % KIND_ROOM) as FrameKind) === -1
      )
        tree.list(last);
      frame = tree.find(placeFrame, typeName, kind);
    }
    if (frame === -1) {
      frame =
        kind === KIND_COMPONENT
          ? this.#enclosingComponent(placeFrame, typeName)
          : this.#enclosingFrame(placeFrame, typeName);
    }
    if (frame === -1) {
      if (this.#isFull) return this.#restOf(placeFrame);
      frame = tree.addUnlisted(placeFrame, typeName, kind);
      this.#makeRoom();
      if (kind === KIND_COMPONENT) {
        this.#components.add(typeName);
        this.#fieldName[frame] = typeName;
        this.#unnamedPlace[frame] = PLACE_SELF;
      } else {
        this.#fieldName[frame] = this.#fieldName[placeFrame];
        this.#unnamedPlace[frame] = -1 - typeName;
      }
    }
    this.#lastType[placeFrame] = type + 1;
    this.#lastTypeFrame[placeFrame] = frame;
    return frame;
  }

  #enclosingFrame(placeFrame: number, typeName: number): number {
    if (this.#options.foldRecursion === false) return -1;
    const { parent, name, kind, flags } = this.#tree;
    const fieldName = this.#fieldName[placeFrame];
    const unnamedPlace = this.#unnamedPlace[placeFrame];
    /* Most pairs are new anywhere: no need to look along the path. */
    if (this.#enclosingPairs.get(fieldName, typeName) === -1) return -1;
    const known = this.#foldedInto.get(placeFrame, typeName);
    if (known !== -1) return known;
    for (let at = parent[placeFrame]; at > 0; at = parent[at]) {
      if (kind[at] !== KIND_TYPE || name[at] !== typeName) continue;
      const around = parent[at];
      if (this.#fieldName[around] === fieldName && this.#unnamedPlace[around] === unnamedPlace) {
        flags[at] |= FRAME_RECURSIVE;
        this.#foldedInto.add(placeFrame, typeName, at);
        return at;
      }
    }
    return -1;
  }

  /** The component of that name around a place; -1 for none. */
  #enclosingComponent(placeFrame: number, typeName: number): number {
    if (this.#options.foldRecursion === false || !this.#components.has(typeName)) return -1;
    const { parent, name, kind, flags } = this.#tree;
    for (let at = placeFrame; at > 0; at = parent[at]) {
      if (kind[at] !== KIND_COMPONENT || name[at] !== typeName) continue;
      flags[at] |= FRAME_RECURSIVE;
      return at;
    }
    return -1;
  }

  #sharedFrameOf(around: number): number {
    const known = this.#sharedFrame[around];
    if (known !== 0) return known;
    if (around !== 0 && (this.#isFull || this.#isRest(around))) return this.#restOf(around);
    const frame = this.#tree.child(around, this.#sharedName, KIND_SHARED);
    this.#makeRoom();
    this.#fieldName[frame] = this.#sharedName;
    this.#unnamedPlace[frame] = PLACE_SELF;
    this.#sharedFrame[around] = frame;
    return frame;
  }

  #tallyOf(typeFrame: number, shape: number): number {
    const last = this.#lastTally[typeFrame] - 1;
    if (last !== -1 && this.#shape[last] === shape) return last;
    /* Most frames have one shape, and no need of a place to look it up. */
    let tally = -1;
    if (last !== -1) {
      const lastShape = this.#shape[last];
      if (this.#tallies.get(typeFrame, lastShape) === -1) this.#tallies.add(typeFrame, lastShape, last);
      tally = this.#tallies.get(typeFrame, shape);
    }
    if (tally === -1) tally = this.#addTallyRow(typeFrame, shape);
    this.#lastTally[typeFrame] = tally + 1;
    return tally;
  }

  #addTallyRow(typeFrame: number, shape: number): number {
    const { firstSlot, slotPlace } = this.#graph.shapes;
    const first = firstSlot[shape];
    const slots = firstSlot[shape + 1] - first;
    const tally = this.#tallyCount++;
    const tallySlot = this.#slotCount;
    this.#slotCount += slots;
    this.#makeRoomForTallies();
    this.#shape[tally] = shape;
    this.#tallyFrame[tally] = typeFrame;
    this.#tallySlot[tally] = tallySlot;
    if (this.#isFull || this.#isRest(typeFrame)) {
      for (let i = 0; i < slots; i++) {
        this.#slotFrame[tallySlot + i] = this.#placeFrame(typeFrame, slotPlace[first + i]);
      }
      return tally;
    }
    const fieldName = this.#fieldName[typeFrame];
    /* Other frames may have places already, of what stands inline there. */
    if (this.#lastTally[typeFrame] === 0 && isTypeKind(this.#tree.kind[typeFrame]) && this.#areSlotsApart(shape)) {
      /*
       * The frame is new, so those of its slots are new, too. They are not listed, because most are never looked up
       * again.
       */
      for (let i = 0; i < slots; i++) {
        this.#slotFrame[tallySlot + i] = this.#newFrame(typeFrame, fieldName, slotPlace[first + i]);
      }
      this.#unlistedTally[typeFrame] = tally + 1;
    } else {
      for (let i = 0; i < slots; i++) {
        this.#slotFrame[tallySlot + i] = this.#placeFrame(typeFrame, slotPlace[first + i]);
      }
    }
    const typeName = this.#tree.name[typeFrame];
    if (slots > 0 && this.#enclosingPairs.get(fieldName, typeName) === -1) {
      this.#enclosingPairs.add(fieldName, typeName, 0);
    }
    return tally;
  }

  #areSlotsApart(shape: number): boolean {
    if (this.#slotsOf[shape] === 0) {
      const { firstSlot, slotPlace } = this.#graph.shapes;
      const { parent, name, kind } = this.#graph.places;
      const places = slotPlace.subarray(firstSlot[shape], firstSlot[shape + 1]);
      const areApart =
        places.every((place) => place !== PLACE_SELF && parent[place] === PLACE_SELF) &&
        new Set(Array.from(places, (place) => name[place] * KIND_ROOM + kind[place])).size === places.length;
      this.#slotsOf[shape] = areApart ? SLOTS_APART : SLOTS_OTHERWISE;
    }
    return this.#slotsOf[shape] === SLOTS_APART;
  }

  #listSlots(typeFrame: number): void {
    const tally = this.#unlistedTally[typeFrame] - 1;
    this.#unlistedTally[typeFrame] = 0;
    const { firstSlot } = this.#graph.shapes;
    const shape = this.#shape[tally];
    const first = this.#tallySlot[tally];
    const end = first + firstSlot[shape + 1] - firstSlot[shape];
    for (let slot = first; slot < end; slot++) this.#tree.list(this.#slotFrame[slot]);
  }

  /** To be called when the tree has grown. */
  #makeRoom(): void {
    const rows = this.#tree.parent.length;
    if (rows === this.#fieldName.length) return;
    this.#fieldName = grown(this.#fieldName, rows);
    this.#unnamedPlace = grown(this.#unnamedPlace, rows);
    this.#lastType = grown(this.#lastType, rows);
    this.#lastTypeFrame = grown(this.#lastTypeFrame, rows);
    this.#lastTally = grown(this.#lastTally, rows);
    this.#sharedFrame = grown(this.#sharedFrame, rows);
    this.#restFrame = grown(this.#restFrame, rows);
    this.#hasPlaces = grown(this.#hasPlaces, rows);
    this.#unlistedTally = grown(this.#unlistedTally, rows);
  }

  #makeRoomForTallies(): void {
    if (this.#tallyCount > this.#shape.length) {
      const rows = this.#shape.length * 2;
      this.#shape = grown(this.#shape, rows);
      this.#tallyFrame = grown(this.#tallyFrame, rows);
      this.#tallySlot = grown(this.#tallySlot, rows);
      this.#nodes = grown(this.#nodes, rows);
      this.#copies = grown(this.#copies, rows);
      this.#items = grown(this.#items, rows);
    }
    if (this.#slotCount > this.#slotFrame.length) {
      const rows = Math.max(this.#slotFrame.length * 2, this.#slotCount);
      this.#slotFrame = grown(this.#slotFrame, rows);
      this.#sizes = grown(this.#sizes, rows);
      this.#maxSizes = grown(this.#maxSizes, rows);
    }
  }

  /** The frame of a place below a type frame; the type frame itself for PLACE_SELF. */
  #placeFrame(typeFrame: number, place: number): number {
    if (place === PLACE_SELF || this.#isRest(typeFrame)) return typeFrame;
    if (this.#unlistedTally[typeFrame] !== 0) this.#listSlots(typeFrame);
    const { places } = this.#graph;
    const around = places.parent[place];
    let fieldName = this.#fieldName[typeFrame];
    if (around === PLACE_SELF) return this.#innerFrame(typeFrame, fieldName, place);
    let frame = typeFrame;
    const chain: number[] = [];
    for (let at = place; at !== PLACE_SELF; at = places.parent[at]) chain.push(at);
    for (let i = chain.length - 1; i >= 0; i--) {
      frame = this.#innerFrame(frame, fieldName, chain[i]);
      fieldName = this.#fieldName[frame];
    }
    return frame;
  }

  /** The frame of a place inside `around`; `fieldName` is the nearest named field. */
  #innerFrame(around: number, fieldName: number, place: number): number {
    if (this.#isFull && this.#hasPlaces[around] === 0) return this.#restOf(around);
    const { name, kind } = this.#graph.places;
    const found = this.#tree.find(around, name[place], kind[place] as FrameKind);
    if (found !== -1) return found;
    if (this.#isFull) return this.#restOf(around);
    const frame = this.#newFrame(around, fieldName, place);
    this.#tree.list(frame);
    return frame;
  }

  get #isFull(): boolean {
    return this.#tree.count >= this.#fullCount;
  }

  #isRest(frame: number): boolean {
    return (this.#tree.flags[frame] & FRAME_MERGED) !== 0;
  }

  /** The frame that stands for all that is not made any more inside a frame. */
  #restOf(around: number): number {
    if (this.#isRest(around)) return around;
    const known = this.#restFrame[around];
    if (known !== 0) return known;
    if (around !== 0 && this.#tree.count >= this.#lastCount) return this.#restOf(0);
    const frame = this.#tree.addUnlisted(around, this.#restName, KIND_FIELD);
    this.#makeRoom();
    this.#tree.flags[frame] |= FRAME_MERGED;
    this.#restFrame[around] = frame;
    return frame;
  }

  #newFrame(around: number, fieldName: number, place: number): number {
    const { places } = this.#graph;
    const name = places.name[place];
    const frame = this.#tree.addUnlisted(around, name, places.kind[place] as FrameKind);
    this.#makeRoom();
    this.#hasPlaces[around] = 1;
    const flags = places.flags[place];
    if ((flags & PLACE_OFF_HEAP) !== 0) this.#tree.flags[frame] |= FRAME_OFF_HEAP;
    if (roleOf(flags) === ROLE_SPARE) this.#tree.flags[frame] |= FRAME_SPARE;
    /* The values of a dictionary are in no field of their own. */
    const isNamedField = places.kind[place] === KIND_FIELD && roleOf(flags) !== ROLE_ANY_KEY;
    this.#fieldName[frame] = isNamedField ? name : fieldName;
    this.#unnamedPlace[frame] = isNamedField ? PLACE_SELF : place;
    return frame;
  }
}
