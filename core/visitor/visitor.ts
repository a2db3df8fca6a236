import { KIND_STORAGE, PLACE_OFF_HEAP } from "../graph/graph.ts";
import type { Layout } from "../layout/layout.ts";
import {
  forEachMapEntry,
  forEachSetMember,
  isArray,
  isBufferView,
  mapSizeOf,
  ownKeysOf,
  ownPropertyOf,
  setSizeOf,
  typedArrayLengthOf,
  typedArrayNameOf,
} from "../realm/introspect.ts";
import type { Key } from "./key.ts";
import { headerSizeOf, isObject, shallowSizeOf, typeNameOf } from "./shallow-size.ts";
import type { VisitTree } from "./visit-tree.ts";

/* This file is over 500 lines: `Visitor` has the methods of the crate, and most of the lines are their contracts. Its methods share private state, which no second class may see. */

/** Receives the calls of visitors: one object's description in a walk, or a flamegraph under construction. */
export interface Recording {
  readonly layout: Layout;
  /** The visitor entered last; the only one that may be used. */
  innermost: Visitor | undefined;
  /** Whether node 0 of a tree is the frame of the object's own type, so that `enterSelf` at the top enters no frame of its own. */
  readonly topIsType: boolean;
  /** One more call or item. Throws when a description goes on without end. */
  tick(): void;
  /** A call without a meaning. Throws if our caller made it; becomes a warning if a measured object made it. */
  misuse(message: string): void;
  /** Follows a value from a frame. `size` is the size given for the field, if any; `visitor` is at the frame. */
  follow(visitor: Visitor, tree: VisitTree, node: number, value: unknown, size: number | undefined): void;
  /**
   * The tree for the description of a pointee, and the node below which it goes; undefined if the pointee was seen
   * before.
   */
  enterPointee(tree: VisitTree, node: number, pointee: object): { tree: VisitTree; node: number } | undefined;
  /** Adds the library's own description of an object at the node. */
  describeOwn(tree: VisitTree, node: number, object: object, skipped: readonly PropertyKey[]): void;
  /** The visitor that a walk or a builder handed out was exited. */
  exitTop(visitor: Visitor): void;
}

/** Bytes of one entry of a map, if they lie in its table. */
export interface EntrySizes {
  readonly key: number;
  readonly value: number;
}

type Constructor = abstract new (...args: never) => unknown;

const { isSafeInteger } = Number;
/** Longer arrays are always kept as dictionaries. kMaxFastArrayLength */
const MAX_FAST_LENGTH = 32 * 1024 * 1024;
/** Items of an array that count as one call: honest arrays are long, and a Proxy may claim any length. A power of two. */
const ITEMS_PER_TICK = 8;
const iterator: typeof Symbol.iterator = Symbol.iterator;
const { apply } = Reflect;

/**
 * Receives an object's description from its `[visit]`: frames below frames, with sizes in bytes.
 *
 * A frame's size includes its inline children; the frame itself shows the rest. Children of a *unique* frame lie
 * elsewhere, so their sizes come on top. Frames with the same name below one frame are one frame, and their sizes add
 * up.
 *
 * Each `enter…` returns the visitor of the new frame. Call its `exit` before you use the outer one again. Sizes are
 * whole numbers of bytes from 0 on. In a `FlameGraphBuilder` misuse throws a `VisitorError`; in a snapshot it becomes a
 * warning, and the description goes on.
 */
export class Visitor {
  readonly #recording: Recording;
  readonly #tree: VisitTree;
  readonly #node: number;
  readonly #outer: Visitor | undefined;
  #isOpen = true;

  /** Visitors come from a walk or a builder. */
  constructor(recording: Recording, tree: VisitTree, node: number, outer: Visitor | undefined) {
    this.#recording = recording;
    this.#tree = tree;
    this.#node = node;
    this.#outer = outer;
    recording.innermost = this;
  }

  /** Enters a frame that lies inside this one, such as a field: its `size` is part of this frame's. */
  enter(name: Key | string, size: number): Visitor {
    if (!this.#isReady("enter")) return this;
    return this.#down(this.#enter("enter", name, size));
  }

  /** Enters a pointer of `size` bytes to memory that nothing else points to: frames inside come on top of its size. */
  enterUnique(name: Key | string, size: number): Visitor {
    if (!this.#isReady("enterUnique")) return this;
    const node = this.#enter("enterUnique", name, size);
    this.#tree.nodes[node].isUnique = true;
    return this.#down(node);
  }

  /**
   * Enters a pointer of `size` bytes to an object that others may point to as well. The returned visitor describes the
   * pointee; it is `undefined` if the pointee was described before, through any pointer. In a snapshot the pointee is
   * an object of its own, with its owner.
   */
  enterShared(name: Key | string, size: number, pointee: object): Visitor | undefined {
    if (!this.#isReady("enterShared")) return undefined;
    const recording = this.#recording;
    const node = this.#enter("enterShared", name, size);
    if (!isObject(pointee)) {
      recording.misuse(`enterShared("${name}"): expected an object as the pointee; got ${typeNameOf(pointee)}`);
      return undefined;
    }
    const target = recording.enterPointee(this.#tree, node, pointee);
    return target === undefined ? undefined : new Visitor(recording, target.tree, target.node, this);
  }

  /**
   * Enters the frame of the object's own type; usually the first call of a `[visit]`. Without `size` the frame takes
   * the bytes that the engine needs for the object's header and own fields, or those of the frames inside, if they are
   * more. In a snapshot the frame of the type exists already, and this call enters it.
   */
  enterSelf(self: object, size?: number): Visitor {
    if (!this.#isReady("enterSelf")) return this;
    const node = this.#enterType("enterSelf", self);
    if (node === undefined) return this.#down(this.#node);
    const { layout } = this.#recording;
    if (size !== undefined) this.#grow("enterSelf", node, size);
    else if (node === 0) this.#tree.coverAuto(0, headerSizeOf(self, layout), shallowSizeOf(self, layout));
    else this.#tree.addAuto(node, headerSizeOf(self, layout), shallowSizeOf(self, layout));
    return this.#down(node);
  }

  /**
   * `enterSelf` with the library's own description of the object: its own properties, and the entries, items or bytes
   * of a built-in type. Fields in `skipped` count the word they take and are not followed. Use the returned visitor to
   * add to that description.
   */
  enterOwn(self: object, skipped: readonly PropertyKey[] = []): Visitor {
    if (!this.#isReady("enterOwn")) return this;
    const node = this.#enterType("enterOwn", self);
    if (node === undefined) return this.#down(this.#node);
    this.#recording.describeOwn(this.#tree, node, self, skipped);
    return this.#down(node);
  }

  /** `enterSelf` for a type given by its name or class, with an explicit size; or for an object of that size. */
  enterSelfSized(type: Key | string | Constructor | object, size: number): Visitor {
    if (!this.#isReady("enterSelfSized")) return this;
    const name = nameOfType(type);
    let node = 0;
    if (this.#isTop()) this.#tree.typeName = name;
    else node = this.#tree.down(this.#node, name);
    this.#grow("enterSelfSized", node, size);
    return this.#down(node);
  }

  /** A frame of `size` bytes inside this one, with nothing inside it. */
  visitSimple(name: Key | string, size: number): void {
    if (this.#isReady("visitSimple")) this.#enter("visitSimple", name, size);
  }

  /** `size` bytes that lie outside the JS heap, such as a texture's; they come on top of this frame's size, and snapshots sum them apart. */
  visitOffHeap(name: Key | string, size: number): void {
    if (!this.#isReady("visitOffHeap")) return;
    const node = this.#enter("visitOffHeap", name, size);
    this.#tree.nodes[node].kind = KIND_STORAGE;
    this.#tree.nodes[node].flags |= PLACE_OFF_HEAP;
  }

  /**
   * `visitSimple` under the name of a type. With `size`, the type is given by its name or class. Without it, the type
   * and size are those of the value: the header and fields of an object, or the word of a primitive.
   */
  visitSimpleSized(value: unknown): void;
  visitSimpleSized(type: Key | string | Constructor, size: number): void;
  visitSimpleSized(typeOrValue: unknown, size?: number): void {
    if (!this.#isReady("visitSimpleSized")) return;
    const { layout } = this.#recording;
    const name = size === undefined ? typeNameOf(typeOrValue) : nameOfType(typeOrValue);
    this.#enter(
      "visitSimpleSized",
      name,
      size ?? (isObject(typeOrValue) ? shallowSizeOf(typeOrValue, layout) : layout.wordSize),
    );
  }

  /**
   * A field and its value. Without `size` the field takes a tagged word, and the value is followed, whatever it is:
   * once, charged to its owner.
   *
   * With `size` the field takes that many bytes. A snapshot follows the value all the same. A `FlameGraphBuilder` does
   * as the crate does: it calls the value's own `[visit]` inside the field, and `size` includes its inline frames.
   */
  visitField(name: Key | string, value: unknown, size?: number): void {
    if (!this.#isReady("visitField")) return;
    const recording = this.#recording;
    const node = this.#enter("visitField", name, size ?? recording.layout.wordSize);
    const inner = this.#down(node);
    recording.follow(inner, this.#tree, node, value, size);
    inner.#close();
  }

  /** A field of `size` bytes; `visit` describes its inside. */
  visitFieldWith(name: Key | string, size: number, visit: (visitor: Visitor) => void): void {
    if (!this.#isReady("visitFieldWith")) return;
    if (typeof visit !== "function") {
      this.#recording.misuse(`visitFieldWith("${name}"): expected a function; got ${typeof visit}`);
      return;
    }
    const inner = this.#down(this.#enter("visitFieldWith", name, size));
    try {
      visit(inner);
    } catch (thrown) {
      this.#closeInside();
      throw thrown;
    }
    inner.#close();
  }

  /**
   * The items of an array or array-like object, at this frame. Objects and strings are followed; other primitives share
   * one frame per type. The words of the items are part of this frame's size: `itemSize` bytes each, a tagged word by
   * default.
   */
  visitSlice(items: ArrayLike<unknown>, itemSize?: number): void {
    if (!this.#isReady("visitSlice")) return;
    if (typeof items !== "object" || items === null) {
      this.#recording.misuse(`visitSlice: expected an array or the like; got ${typeNameOf(items)}`);
      return;
    }
    if (isArray(items)) this.#arrayItems(items, itemSize);
    else {
      /* A DataView may claim any length. */
      const isBounded = isBufferView(items) && typedArrayNameOf(items) !== undefined;
      const length = lengthOf(items);
      for (let i = 0; i < length; i++) {
        if (!isBounded) this.#recording.tick();
        this.#item(items[i], itemSize);
      }
    }
  }

  /**
   * `visitSlice` for any iterable. Arrays, Maps (the values of their entries) and Sets are read without their
   * iterators.
   */
  visitIter(items: Iterable<unknown>, itemSize?: number): void {
    if (!this.#isReady("visitIter")) return;
    if (isArray(items)) this.visitSlice(items, itemSize);
    else if (isMap(items)) {
      forEachMapEntry(items, (value) => this.#item(value, itemSize));
    } else this.#forEach("visitIter", items, (item) => this.#item(item, itemSize));
  }

  /**
   * The body of a growing array: a frame `capacity` with `itemSize` bytes (a tagged word by default) for each of
   * `capacity` items, the items inside it, and a frame `unused_capacity` for the rest.
   */
  visitVecLikeBody(items: ArrayLike<unknown>, capacity: number, itemSize?: number): void {
    if (!this.#isReady("visitVecLikeBody")) return;
    const recording = this.#recording;
    const length = lengthOf(items);
    if (!isSize(capacity) || !isSize(length) || capacity < length) {
      recording.misuse(
        `visitVecLikeBody: expected a capacity of at least the ${String(length)} items; got ${String(capacity)}`,
      );
      return;
    }
    const each = itemSize ?? recording.layout.wordSize;
    if (!isSize(each)) {
      recording.misuse(sizeMessage("visitVecLikeBody", "an item", each));
      return;
    }
    const inner = this.#down(this.#enter("visitVecLikeBody", "capacity", each * capacity));
    inner.visitSlice(items, itemSize);
    inner.visitSimple("unused_capacity", each * (capacity - length));
    inner.#close();
  }

  /**
   * Keys and values of a map under a frame `data`, which takes a tagged word. With `sizes` they lie inside `data`, as
   * in the crate. Without, each takes a word elsewhere.
   */
  visitGenericMapFields(entries: Iterable<readonly [unknown, unknown]>, sizes?: EntrySizes): void {
    if (!this.#isReady("visitGenericMapFields")) return;
    const inner = this.#enterData(sizes === undefined);
    const keySize = sizes?.key;
    const valueSize = sizes?.value;
    if (isMap(entries)) {
      forEachMapEntry(entries, (value, key) => inner.#entry(key, keySize, value, valueSize));
    } else {
      this.#forEach("visitGenericMapFields", entries, (entry) => {
        const pair = entry as readonly [unknown, unknown];
        inner.#entry(pair[0], keySize, pair[1], valueSize);
      });
    }
    inner.#close();
  }

  /** Members of a set under a frame `data`; see `visitGenericMapFields`. */
  visitGenericSetFields(members: Iterable<unknown>, memberSize?: number): void {
    if (!this.#isReady("visitGenericSetFields")) return;
    const inner = this.#enterData(memberSize === undefined);
    this.#forEach("visitGenericSetFields", members, (member) => inner.visitField("key", member, memberSize));
    inner.#close();
  }

  /** Ends the frame. */
  exit(): void {
    if (!this.#isReady("exit")) return;
    this.#close();
  }

  /** The frame of an object's own type; undefined if `self` is not an object. */
  #enterType(method: string, self: unknown): number | undefined {
    if (isObject(self)) return this.#isTop() ? 0 : this.#tree.down(this.#node, typeNameOf(self));
    this.#recording.misuse(`${method}: expected an object; got ${typeNameOf(self)}`);
    return undefined;
  }

  #enterData(isUnique: boolean): Visitor {
    const node = this.#enter("enter", "data", this.#recording.layout.wordSize);
    if (isUnique) this.#tree.nodes[node].isUnique = true;
    return this.#down(node);
  }

  #entry(key: unknown, keySize: number | undefined, value: unknown, valueSize: number | undefined): void {
    this.visitField("key", key, keySize);
    this.visitField("value", value, valueSize);
  }

  #arrayItems(items: readonly unknown[], itemSize: number | undefined): void {
    const length = lengthOf(items);
    if (length <= MAX_FAST_LENGTH) {
      for (let i = 0; i < length; i++) {
        this.#tickForItem(i);
        const item = ownPropertyOf(items, i);
        if (item !== undefined) this.#item(item.value, itemSize);
      }
      return;
    }
    /* Longer arrays are dictionaries: mostly holes. */
    const keys = ownKeysOf(items);
    for (let i = 0; i < keys.length; i++) {
      this.#tickForItem(i);
      const index = keys[i];
      if (typeof index === "string" && `${(index as unknown as number) >>> 0}` === index) {
        this.#item(ownPropertyOf(items, index)?.value, itemSize);
      }
    }
  }

  #tickForItem(i: number): void {
    if ((i & (ITEMS_PER_TICK - 1)) === 0) this.#recording.tick();
  }

  #item(item: unknown, itemSize: number | undefined): void {
    const recording = this.#recording;
    switch (typeof item) {
      case "object":
      case "function":
      case "string":
      case "symbol":
      case "bigint":
        if (item === null) break;
        if (itemSize === undefined) this.#tree.growAuto(this.#node, recording.layout.wordSize);
        recording.follow(this, this.#tree, this.#node, item, itemSize);
        return;
      default:
    }
    const node = this.#enter("visitSlice", typeNameOf(item), itemSize ?? recording.layout.wordSize);
    /* A number that needs a box takes it beside its word. */
    if (itemSize === undefined && typeof item === "number") recording.follow(this, this.#tree, node, item, itemSize);
  }

  /**
   * Calls `each` for each item. For anything but an array or a Set it runs the iterator, because the author asked for
   * it.
   */
  #forEach(method: string, items: Iterable<unknown>, each: (item: unknown) => void): void {
    if (isArray(items)) {
      const length = lengthOf(items);
      for (let i = 0; i < length; i++) each(ownPropertyOf(items, i)?.value);
      return;
    }
    if (isObject(items) && setSizeOf(items) >= 0) {
      forEachSetMember(items, each);
      return;
    }
    const start: unknown = (items as { [iterator]?: unknown } | null | undefined)?.[iterator];
    if (typeof start !== "function") {
      this.#recording.misuse(`${method}: expected something that can be iterated; got ${typeNameOf(items)}`);
      return;
    }
    const cursor = apply(start, items, []) as Iterator<unknown>;
    for (let step = cursor.next(); step.done !== true; step = cursor.next()) {
      this.#recording.tick();
      each(step.value);
    }
  }

  #isTop(): boolean {
    return this.#node === 0 && this.#recording.topIsType;
  }

  #enter(method: string, name: string, size: number): number {
    let key = name;
    if (typeof name !== "string") {
      this.#recording.misuse(`${method}: expected a key as the name; got ${typeof name}`);
      key = "(unnamed)";
    }
    const node = this.#tree.down(this.#node, key);
    this.#grow(method, node, size);
    return node;
  }

  #grow(method: string, node: number, size: number): void {
    const row = this.#tree.nodes[node];
    if (isSize(size)) row.size += size;
    else this.#recording.misuse(sizeMessage(method, `"${row.name}"`, size));
  }

  #down(node: number): Visitor {
    return new Visitor(this.#recording, this.#tree, node, this);
  }

  /**
   * Whether this visitor may be called. If misuse does not throw, frames left open inside it are closed, as at the end
   * of a scope in the crate.
   */
  #isReady(method: string): boolean {
    const recording = this.#recording;
    recording.tick();
    if (!this.#isOpen) {
      recording.misuse(`${method}: this visitor was exited, or its visit is over`);
      return false;
    }
    if (recording.innermost !== this) {
      recording.misuse(`${method}: a visitor that was entered further inside is still open; exit it first`);
      this.#closeInside();
    }
    return true;
  }

  #closeInside(): void {
    const recording = this.#recording;
    while (recording.innermost !== undefined && recording.innermost !== this) {
      recording.innermost.#isOpen = false;
      recording.innermost = recording.innermost.#outer;
    }
  }

  #close(): void {
    const recording = this.#recording;
    if (!this.#isOpen) return;
    if (recording.innermost !== this) {
      recording.misuse("exit: a visitor that was entered further inside is still open; exit it first");
      this.#closeInside();
    }
    this.#isOpen = false;
    recording.innermost = this.#outer;
    if (this.#outer === undefined) recording.exitTop(this);
  }

  /** Ends `top` and all that is open inside it. True if nothing was open inside. */
  static end(recording: Recording, top: Visitor): boolean {
    const wasBalanced = recording.innermost === top || !top.#isOpen;
    top.#closeInside();
    top.#isOpen = false;
    recording.innermost = top.#outer;
    return wasBalanced;
  }

  static isOpen(visitor: Visitor): boolean {
    return visitor.#isOpen;
  }
}

/**
 * The length of a typed array comes from the engine, that of an array from its own property, any other from whatever
 * `length` says.
 */
function lengthOf(items: ArrayLike<unknown>): number {
  if (isArray(items)) {
    /* A Proxy may claim any length. */
    const length: unknown = ownPropertyOf(items, "length")?.value;
    return typeof length === "number" ? length : 0;
  }
  return isBufferView(items) && typedArrayNameOf(items) !== undefined ? typedArrayLengthOf(items) : items.length;
}

function isMap(value: unknown): value is object {
  return isObject(value) && mapSizeOf(value) >= 0;
}

function isSize(size: unknown): size is number {
  return isSafeInteger(size) && (size as number) >= 0;
}

function sizeMessage(method: string, name: string, size: unknown): string {
  const got = typeof size === "number" ? `${size}` : typeof size;
  return `${method}: the size of ${name} must be a whole number of bytes from 0 on; got ${got}`;
}

function nameOfType(type: unknown): string {
  if (typeof type === "string") return type;
  if (typeof type !== "function") return typeNameOf(type);
  const name = ownPropertyOf(type, "name")?.value;
  return typeof name === "string" && name !== "" ? name : "(anonymous class)";
}
